# Nashra's commands. `make help` lists them.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What a target needs is named by extras of pyproject.toml, joined by +; .ci/install.py installs it from .ci/lock.txt.
HAS := $(VENV)/.has-
NIGHT := $(HAS)airflow
TESTED := $(HAS)airflow+s3+pages+dashboard+iceberg+camel+lab+dev
.DEFAULT_GOAL := help

help: ## list the commands
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

install: $(NIGHT) ## make .venv and install what the night and Airflow need (1 GB; camel and lab are apart)

# installed again when what is to be installed changes, and only then
$(HAS)%: pyproject.toml .ci/lock.txt .ci/install.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Nashra needs Python 3.11 or newer (PYTHON=python3.12 make ...)")'
	@test -x $(BIN)/python || { echo "making $(VENV)"; $(PYTHON) -m venv $(VENV); }
	@echo "installing $(subst +, and ,$*) into $(VENV); the first time takes some minutes"
	@$(BIN)/python .ci/install.py $(subst +, ,$*)
	@$(BIN)/pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
	@touch $@

camel: $(HAS)camel ## install what NASHRA_RECOGNIZER=camel needs (1.1 GB: torch)
lab: $(HAS)lab ## install what training, gazetteers and measuring need (torch)
s3: $(HAS)s3 ## install what a lake on S3 needs
iceberg: $(HAS)iceberg ## install what `nashra iceberg` needs
pages: $(HAS)airflow+pages ## install what draws charts of the pages inside Airflow (`make up` does)

run: $(NIGHT) ## run the nightly DAG for each day of the landing; ends with the counts and the tables
	@$(BIN)/python -m nashra_airflow run

up: $(HAS)airflow+pages ## start Airflow with its UI, and print its address and login
	@$(BIN)/python -m nashra_airflow up

down: $(NIGHT) ## stop all that `make up` started
	@$(BIN)/python -m nashra_airflow down

# Jobs of `make test`, two at a time: whoever ends takes the next, so none waits for the other's end. First the two that
# wait for servers of their own; what is in no list is `rest`. Each shows what it said when it ends.
SCHEDULER := tests/e2e/test_scheduler.py
JOBS := checks rest scheduler computing lab
TESTS_scheduler := $(SCHEDULER) tests/entities tests/stories tests/quotes tests/topics
TESTS_computing := tests/landing tests/cleaning tests/text tests/seeds
TESTS_lab := tests/lab tests/tables tests/quality
TESTS_rest := $(addprefix --ignore ,$(TESTS_scheduler) $(TESTS_computing) $(TESTS_lab))
test: export NASHRA_TESTS := all
test: $(TESTED) ## install what tests need (2.7 GB) and run them, the linters and the type checker
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@mkdir -p .mypy_cache && printf '%s\n' $(JOBS) | xargs -P 2 -I JOB $(SHELL) -c \
	  'make --no-print-directory test-JOB >.mypy_cache/JOB.log 2>&1; ended=$$?; cat .mypy_cache/JOB.log; exit $$ended'

test-checks: # what YAML and SQL hold, and the types
	@$(BIN)/yamllint --strict -c .ci/yamllint.yaml . && $(BIN)/sqlfluff lint -q --config .ci/sqlfluff.cfg include seeds
	@$(BIN)/mypy

test-rest test-scheduler test-computing test-lab: test-%:
	@$(BIN)/pytest -m "not faults" $(TESTS_$*)

ready: $(TESTED) # what `make test` needs, and no more

# the core alone: every module can be imported or says what it lacks, and a night runs
test-minimal: $(VENV)/minimal/.has ## install the core alone into .venv/minimal, import everything there and run a night
	@$(VENV)/minimal/bin/python tests/support/minimal.py

# without byte code: most of it is never imported, and this is made anew at each run of CI
$(VENV)/minimal/.has: pyproject.toml .ci/lock.txt .ci/install.py
	@$(PYTHON) -m venv --clear $(VENV)/minimal
	@$(VENV)/minimal/bin/python .ci/install.py --no-compile
	@$(VENV)/minimal/bin/pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
	@touch $@

coverage: export NASHRA_TESTS := all
coverage: $(TESTED) ## the same tests, with the lines that none reaches; fails below the floor in pyproject.toml
	@$(BIN)/coverage run -m pytest -m "not faults" --ignore $(SCHEDULER) && $(BIN)/coverage report

LIMITED := timeout --signal INT --kill-after 60 3600
test-faults: $(TESTED) $(HAS)celery+faults $(VENV)/s3/bin/moto_server ## run the long tests too: kill, fill, cut and starve things for real
	@mkdir -p .pytest_cache && rm -f .pytest_cache/faults*.json
	@# two at a time: those on an Airflow mostly wait for it; one that hangs is interrupted, and the rest not run
	@NASHRA_TEST_RESULTS=.pytest_cache/faults-1.json $(LIMITED) $(BIN)/pytest --durations=15 tests/faults/test_postgres.py \
	  tests/faults/test_killed.py tests/faults/test_by_hand.py tests/faults/test_told.py tests/faults/test_backfill.py \
	  >.pytest_cache/faults-1.log 2>&1 & one=$$!; \
	NASHRA_TEST_RESULTS=.pytest_cache/faults-2.json $(LIMITED) $(BIN)/pytest tests/faults/test_hostile.py \
	  tests/faults/test_fuzz.py tests/faults/test_promises.py tests/faults/test_readers.py tests/night \
	  tests/faults/test_growth.py::test_no_cost_grows_faster_than_its_file tests/landing/files/test_opening.py \
	  tests/landing/readers/test_damaged.py tests/landing/readers/test_nothing_vanishes.py \
	  tests/landing/duplicates/test_many_near.py tests/landing/test_as_planned.py tests/landing/test_noted.py tests/landing/test_unread.py tests/tables/test_races.py tests/tables/snapshot tests/tables/read/test_trusted.py tests/tables/iceberg \
	  tests/tables/read/test_values.py tests/entities/link/test_link_command.py tests/stories/test_pairs_command.py \
	  tests/landing/readers/test_endless_numbers.py tests/tables/read/test_bounded.py tests/test_telemetry.py \
	  tests/airflow/local/test_forks.py \
	  tests/lab/train/test_smaller.py tests/search tests/review/test_patch.py tests/stories/test_rebuild_dies.py tests/quality/test_gate.py \
	  tests/quotes/test_find.py tests/e2e/test_cleaning_fails.py tests/e2e/test_names_fail.py \
	  tests/dags/test_alerts.py tests/tables/test_publish.py tests/scale/test_s3_storage.py \
	  tests/scale/test_s3_readers.py tests/scale/test_s3_lost_answers.py tests/scale/test_s3_busy.py tests/scale/test_s3_night.py tests/scale/test_s3_iceberg.py \
	  tests/scale/test_s3_search.py tests/test_sending.py tests/dags/test_compose_file.py \
	  tests/plugins/test_access.py tests/plugins/test_pages.py tests/faults/test_starved.py \
	  tests/e2e/test_scheduler.py --durations=15; second=$$?; \
	wait $$one; first=$$?; cat .pytest_cache/faults-1.log; exit $$((first + second))

# an S3 server for tests; it needs older packages than the night
$(VENV)/s3/bin/moto_server: tests/scale/requirements.txt | $(TESTED)
	@$(BIN)/python -m venv $(VENV)/s3
	@$(VENV)/s3/bin/pip install --disable-pip-version-check --progress-bar off -q -r $<
	@touch $@

reliability: $(TESTED) ## the same, and write what they showed to docs/reliability.md
	@-$(MAKE) --no-print-directory test-faults
	@$(BIN)/python tests/support/report.py docs/reliability.md .pytest_cache/faults-1.json .pytest_cache/faults-2.json

# both gates are heard before either fails; which corpora they look at: NASHRA_CORPUS, NASHRA_SEEDS, NASHRA_VARIANTS...
eval: $(HAS)airflow+lab ## hold cleaning and names to their floors (include/nashra_lab/evaluate/floors.yaml), on the sample and the corpora given
	@failed=0; echo cleaning; $(BIN)/python -m nashra_lab.evaluate.evaluate_cleaning || failed=1; \
	  echo entities; $(BIN)/python -m nashra_lab.evaluate.evaluate_entities || failed=1; \
	  echo exchanged; $(BIN)/python -m nashra_lab.evaluate.evaluate_exchanged || failed=1; \
	  echo facts; $(BIN)/python -m nashra_lab.evaluate.evaluate_facts || failed=1; exit $$failed

test-bi: $(VENV)/bi/.has ## install seven engines (Spark, ClickHouse...), and test the lake in each, and the dashboard in a browser
	@$(VENV)/bi/bin/python -m pytest tests/bi tests/dashboard tests/plugins/test_accessible.py -rs
	@$(VENV)/bi/bin/python -m nashra_lab.pages.bi_answers --check

# apart: libraries of the night behave otherwise where these engines are installed
$(VENV)/bi/.has: pyproject.toml .ci/lock.txt .ci/install.py
	@$(PYTHON) -m venv $(VENV)/bi
	@$(VENV)/bi/bin/python .ci/install.py airflow s3 dashboard dev bi faults
	@$(VENV)/bi/bin/pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
	@touch $@

dashboard: $(HAS)dashboard ## open the dashboard on the lake; without one, on the sample's three days
	@$(BIN)/python -m nashra_dashboard

site: $(HAS)airflow+lab $(VENV)/site/bin/zensical ## make a site of README and docs: site/html/index.html
	@$(BIN)/python -m nashra_lab.pages.site site/pages
	@cp .ci/site.yaml site/mkdocs.yml
	@$(VENV)/site/bin/zensical build --strict --config-file site/mkdocs.yml

$(VENV)/site/bin/zensical: pyproject.toml .ci/lock.txt .ci/install.py
	@$(PYTHON) -m venv $(VENV)/site
	@$(VENV)/site/bin/python .ci/install.py --alone site
	@touch $@

lock: ## resolve the lists of pyproject.toml anew: .ci/lock.txt and requirements.txt (ARGS="--upgrade NAME")
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python .ci/install.py --alone lock
	@$(BIN)/python .ci/make_lock.py $(ARGS)

clean: ## remove the lake and the Airflow home of this checkout (asks nothing; the landing stays)
	@test ! -x $(BIN)/python || $(BIN)/python -m nashra_airflow down
	@rm -rf lake .airflow site

.PHONY: help install camel lab s3 iceberg pages run up down test test-checks test-rest test-scheduler test-computing \
  test-lab ready coverage site test-minimal test-faults test-bi reliability dashboard eval \
  lock clean
.NOTPARALLEL:
