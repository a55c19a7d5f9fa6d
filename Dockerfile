# syntax=docker/dockerfile:1
FROM python:3.13-slim-bookworm AS build
WORKDIR /src
ENV UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
COPY requirements.lock requirements-dev.lock ./
RUN python -m venv /opt/konspekt \
 && python -m pip install --no-cache-dir "$(sed -n 's/^\(uv==[^ ]*\).*/\1/p' requirements-dev.lock)" \
 && uv pip sync --no-cache --python /opt/konspekt/bin/python --require-hashes requirements.lock
COPY pyproject.toml README.md ./
COPY bot bot
RUN uv pip install --no-cache --no-deps --python /opt/konspekt/bin/python .

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/konspekt konspekt
COPY --from=build /opt/konspekt /opt/konspekt
COPY content /usr/share/konspekt/content
ENV PATH=/opt/konspekt/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    CONTENT_DIR=/usr/share/konspekt/content \
    DATA_DIR=/var/lib/konspekt/data \
    HTTP_HOST=0.0.0.0 \
    HTTP_PORT=8080
WORKDIR /var/lib/konspekt
USER 10001
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
CMD ["konspekt", "run"]
