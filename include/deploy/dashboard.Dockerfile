# The dashboard reads published tables and knows no Airflow, so it has a small image of its own.
FROM python:3.11-slim
RUN useradd --create-home --uid 50000 nashra
WORKDIR /opt/nashra
COPY requirements.txt requirements.txt
COPY .ci/constraints.txt .ci/constraints.txt
COPY include/nashra_dashboard/requirements.txt include/nashra_dashboard/requirements.txt
RUN grep -E '^(pydantic|PyYAML|click|pyarrow|numpy|pandas|duckdb|altair|vl-convert-python)==' requirements.txt > core.txt \
 && pip install --no-cache-dir -r core.txt -r include/nashra_dashboard/requirements.txt -c .ci/constraints.txt
COPY include include
ENV PYTHONPATH=/opt/nashra/include
USER nashra
