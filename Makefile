# Nashra's commands. `make help` lists them.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
.DEFAULT_GOAL := help

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

install: $(INSTALLED) ## make .venv and install everything into it

# made again when what is to be installed changes, and only then
$(INSTALLED): requirements.txt .ci/constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Nashra needs Python 3.11 or newer (PYTHON=python3.12 make ...)")'
	@test -x $(BIN)/python || { echo "making $(VENV)"; $(PYTHON) -m venv $(VENV); }
	@echo "installing into $(VENV); the first time takes some minutes"
	@$(BIN)/pip install --disable-pip-version-check --progress-bar off -q -r requirements.txt
	@$(BIN)/pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
	@touch $@

run: $(INSTALLED) ## run the nightly DAG for each day of the landing; ends with the counts and the tables
	@$(BIN)/python -m nashra_airflow run

up: $(INSTALLED) ## start Airflow with its UI, and print its address and login
	@$(BIN)/python -m nashra_airflow up

down: $(INSTALLED) ## stop all that `make up` started
	@$(BIN)/python -m nashra_airflow down

# a real scheduler, which mostly waits, and the types are tested beside the rest
SCHEDULER := tests/e2e/test_scheduler.py
test: $(INSTALLED) ## run the tests, the linter and the type checker
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@mkdir -p .mypy_cache; $(BIN)/mypy >.mypy_cache/report 2>&1 & types=$$!; \
	$(BIN)/pytest -m "not faults" $(SCHEDULER) >.mypy_cache/scheduler 2>&1 & scheduler=$$!; \
	$(BIN)/pytest -m "not faults" --ignore $(SCHEDULER); tested=$$?; \
	wait $$scheduler; scheduled=$$?; wait $$types; typed=$$?; \
	cat .mypy_cache/scheduler .mypy_cache/report; exit $$((tested + scheduled + typed))

test-faults: $(INSTALLED) $(VENV)/s3/bin/moto_server ## run the long tests too: kill, fill, cut and starve things for real
	@$(BIN)/pip install --disable-pip-version-check --progress-bar off -q -r tests/faults/requirements.txt
	@mkdir -p .pytest_cache && rm -f .pytest_cache/faults*.json
	@# two at a time: those on an Airflow mostly wait for it
	@NASHRA_TEST_RESULTS=.pytest_cache/faults-1.json $(BIN)/pytest --durations=15 tests/faults/test_postgres.py \
	  tests/faults/test_killed.py tests/faults/test_told.py tests/faults/test_backfill.py \
	  >.pytest_cache/faults-1.log 2>&1 & one=$$!; \
	NASHRA_TEST_RESULTS=.pytest_cache/faults-2.json $(BIN)/pytest tests/faults/test_hostile.py \
	  tests/faults/test_fuzz.py tests/faults/test_promises.py tests/faults/test_readers.py tests/night \
	  tests/dags/test_alerts.py tests/tables/test_publish.py tests/scale/test_s3_storage.py \
	  tests/scale/test_s3_readers.py tests/scale/test_s3_night.py tests/dags/test_compose_file.py \
	  tests/plugins/test_access.py tests/plugins/test_pages.py tests/faults/test_starved.py \
	  tests/e2e/test_scheduler.py --durations=15; second=$$?; \
	wait $$one; first=$$?; cat .pytest_cache/faults-1.log; exit $$((first + second))

# an S3 server for tests; it needs older packages than the night
$(VENV)/s3/bin/moto_server: tests/scale/requirements.txt | $(INSTALLED)
	@$(BIN)/python -m venv $(VENV)/s3
	@$(VENV)/s3/bin/pip install --disable-pip-version-check --progress-bar off -q -r $<
	@touch $@

reliability: $(INSTALLED) ## the same, and write what they showed to docs/reliability.md
	@-$(MAKE) --no-print-directory test-faults
	@$(BIN)/python tests/support/report.py docs/reliability.md .pytest_cache/faults-1.json .pytest_cache/faults-2.json

# both gates are heard before either fails; which corpora they look at: NASHRA_CORPUS, NASHRA_SEEDS, NASHRA_VARIANTS...
eval: $(INSTALLED) ## hold cleaning and names to their floors (include/nashra_lab/evaluate/floors.yaml), on the sample and the corpora given
	@failed=0; $(BIN)/python -m nashra_lab.evaluate.evaluate_cleaning || failed=1; \
	  $(BIN)/python -m nashra_lab.evaluate.evaluate_entities || failed=1; exit $$failed

test-bi: $(INSTALLED) ## install seven engines (Spark, ClickHouse...) and the dashboard, and test the lake in each
	@$(BIN)/pip install --disable-pip-version-check --progress-bar off -q -r tests/bi/requirements.txt \
	  -r include/nashra_dashboard/requirements.txt
	@$(BIN)/pytest tests/bi tests/dashboard -rs
	@$(BIN)/python -m nashra_lab.pages.bi_answers --check

dashboard: $(INSTALLED) ## open the dashboard on the lake; without one, on the sample's three days
	@$(BIN)/pip install --disable-pip-version-check --progress-bar off -q -r include/nashra_dashboard/requirements.txt
	@$(BIN)/python -m nashra_dashboard

constraints: ## pin what the requirements need in turn, from this .venv (do it when the tests have passed)
	@$(BIN)/pip freeze --exclude-editable --disable-pip-version-check | grep -viE '^(nashra|pip)([ =]|$$)' \
	  | sed -E 's/\+cpu$$//' > .ci/constraints.txt

clean: ## remove the lake and the Airflow home of this checkout (asks nothing; the landing stays)
	@test ! -x $(BIN)/python || $(BIN)/python -m nashra_airflow down
	@rm -rf lake .airflow

.PHONY: help install run up down test test-faults test-bi reliability dashboard eval constraints clean
