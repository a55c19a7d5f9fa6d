# Two commands do all set-up: `make run` and `make test`. Both make `.venv` with the locked versions first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Whatever the machine says, bytecode is kept: tests start the bot some hundred times, and half a start is compiling.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check format setup lock bench fuzz faults audit clean

run: $(READY)  ## the preview in a browser; with BOT_TOKEN set, the bot itself
	@$(BIN)/python -m bot

test: check  ## everything: checks and all tests
	$(BIN)/pytest -n 2 --dist worksteal

check: $(READY)  ## format, lint, types, import contracts
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	PYTHONPATH=. $(BIN)/lint-imports --no-logo

format: $(READY)
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: $(READY)  ## figures of speed and memory, as ratios (tests/bench)
	$(BIN)/python -m tests.bench

fuzz: $(READY)  ## a minute of notes by chance and the hardest known ones, against the clock; then 20,000 updates
	$(BIN)/python -m tests.fuzz
	$(BIN)/python -m tests.fuzz.updates

# by the tool's own environment: the auditor is no part of what it audits; --strict: what cannot be looked up is a failure
audit: $(READY)  ## known vulnerabilities of the locked versions, asked of PyPI (needs the network)
	$(BIN)/uv tool run --from pip-audit==2.10.1 pip-audit --strict --disable-pip --require-hashes --requirement requirements.lock
	$(BIN)/uv tool run --from pip-audit==2.10.1 pip-audit --strict --disable-pip --require-hashes --requirement requirements-dev.lock

faults: $(READY)  ## a fan-out to 1,000 chats broken in every way, and who got what (tests/faults); ten minutes
	$(BIN)/python -m tests.faults

setup: $(READY)  ## just the virtual environment

lock: $(READY)  ## new versions within the ranges of pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-header --upgrade --quiet --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-header --upgrade --quiet --constraint requirements.lock --output-file requirements-dev.lock

$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Konspekt needs Python 3.11 or newer; name one: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check "$$(sed -n 's/^\(uv==[^ ]*\).*/\1/p' requirements-dev.lock)"
	$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python requirements-dev.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
