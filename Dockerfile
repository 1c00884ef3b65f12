# The application with PostgreSQL's driver, served by gunicorn as a user without rights. Settings come from the
# environment; nothing secret is in the image. See docs/operations.md.
FROM python:3.12.12-slim-bookworm AS build

WORKDIR /src
RUN python -m venv /opt/venv
COPY requirements/runtime.txt requirements/deployment.txt requirements/
RUN /opt/venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes \
    -r requirements/runtime.txt -r requirements/deployment.txt
COPY pyproject.toml README.md LICENSE ./
COPY hiring hiring
COPY templates templates
COPY rubrics rubrics
RUN /opt/venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation .

FROM python:3.12.12-slim-bookworm

RUN groupadd --system --gid 10001 hiring \
    && useradd --system --uid 10001 --gid hiring --no-create-home --home-dir /nonexistent hiring \
    && install -d -o hiring -g hiring -m 0700 /var/lib/hiring
COPY --from=build /opt/venv /opt/venv
COPY wsgi.py /srv/wsgi.py
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HIRING_STATE_DIR=/var/lib/hiring
WORKDIR /srv
USER 10001:10001
VOLUME /var/lib/hiring
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "wsgi:app", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", \
    "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
