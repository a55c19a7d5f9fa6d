"""`make bench`: every module beside this one that has `run() -> str`, one after another; names pick some of them.

python -m tests.bench            # all
python -m tests.bench notes      # one
"""

import sys
from importlib import import_module
from pathlib import Path


def main(wanted: list[str]) -> int:
    here = Path(__file__).parent
    names = sorted(path.stem for path in here.glob("*.py") if path.name != Path(__file__).name)
    benches = {
        name: module for name in names if hasattr(module := import_module(f"tests.bench.{name}"), "run")
    }
    if unknown := set(wanted) - set(benches):
        sys.stderr.write(f"no such bench: {', '.join(sorted(unknown))}; there are {', '.join(benches)}\n")
        return 2
    for name in wanted or benches:
        sys.stdout.write(f"== {name}\n{benches[name].run()}\n\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
