# The dashboard reads published tables and knows no Airflow, so it has a small image of its own.
FROM python:3.11-slim
RUN useradd --create-home --uid 50000 nashra
WORKDIR /opt/nashra
COPY pyproject.toml pyproject.toml
COPY .ci .ci
# [s3], because the lake of docker-compose.yml is there
RUN PIP_NO_CACHE_DIR=1 python .ci/install.py dashboard s3
COPY include include
ENV PYTHONPATH=/opt/nashra/include
USER nashra
