# Retire tables of a work hub. `make` lists the targets.
# DATABASE_URL=... or libpq's PG* variables name the database; with neither, an embedded PostgreSQL
# under .hub/ is used. SCHEMA=... is the schema of the hub, ARGS="..." goes to install.py.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: reference kept er help install plan verify status rollback finalize psql stop clean test fuzz kills bench lint format

PYTHON ?= python3
SCHEMA ?= public
ARGS ?=

RUN = .venv/bin/python install.py
# One run of sqlfluff knows one templater.
TEMPLATES = --templater jinja sql/steps sql/runtime sql/reference
QUERIES = --templater placeholder sql/facts sql/checks pgtap
# What it cannot render it passes over, and is content.
sqlfluff = told=$$(.venv/bin/sqlfluff lint --processes 0 $(1) 2>&1) || failed=1; echo "$$told"; \
	case "$$told" in *"Unable to lint"*) failed=1 ;; esac
HUB = --schema '$(SCHEMA)' $(ARGS)
# Exit status 2, changes pending, is no error.
PENDING = status=$$?; if [ $$status -ne 2 ]; then exit $$status; fi

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: .venv/installed ## consolidate the hub: 13 tables become 8
	@$(RUN) install $(HUB)

plan: .venv/installed ## what install would do; changes nothing (ARGS=--sql, ARGS=--json)
	@$(RUN) plan $(HUB); $(PENDING)

verify: .venv/installed ## compare the hub with what was recorded before
	@$(RUN) verify $(HUB)

status: .venv/installed ## where every table is now
	@$(RUN) status $(HUB)

rollback: .venv/installed ## give the 13 tables back, with all later writes
	@$(RUN) rollback $(HUB); $(PENDING)

finalize: .venv/installed ## drop what only a rollback needs; no way back then
	@$(RUN) finalize $(HUB); $(PENDING)

psql: .venv/installed ## open psql on the hub (ARGS="-c ...")
	@$(RUN) psql --schema '$(SCHEMA)' $(ARGS)

stop: ## stop the embedded PostgreSQL
	@if [ -x .venv/bin/python ]; then $(RUN) stop; fi

clean: stop ## stop it and remove .hub, .venv and caches
	@rm -rf .hub .venv build *.egg-info .hypothesis .pytest_cache .mypy_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

test: .venv/developing ## pgTAP and pytest, on every PostgreSQL found here
	@tests/need_packages pg_prove pgbouncer
	@failed=0; \
	PYTHONPATH=. .venv/bin/python tests/prove.py || failed=1; \
	.venv/bin/python -m pytest -n 2 --dist worksteal $(ARGS) || failed=1; \
	exit $$failed

fuzz: .venv/developing ## generated hubs for SECONDS=300 seconds, from another seed every time
	@HUB_SECONDS='$(or $(SECONDS),300)' .venv/bin/python -m pytest tests/test_generated_hubs.py $(ARGS)

kills: .venv/developing ## kill installer, sessions, server KILLS=20 times in each stage, on each PostgreSQL
	@KILLS='$(or $(KILLS),20)' .venv/bin/python -m pytest tests/test_kills.py $(ARGS)

bench: .venv/measuring ## speed and size against the untouched hub (BENCH_ROWS, BENCH_SECONDS)
	@PYTHONPATH=.:tests .venv/bin/python -m bench.bench $(ARGS)

lint: .venv/developing ## ruff, mypy, sqlfluff, plpgsql_check
	@tests/need_packages plpgsql_check
	@failed=0; \
	.venv/bin/ruff check --output-format concise . || failed=1; \
	.venv/bin/ruff format --check . || failed=1; \
	.venv/bin/mypy || failed=1; \
	$(call sqlfluff,$(TEMPLATES)); \
	$(call sqlfluff,$(QUERIES)); \
	PYTHONPATH=.:tests .venv/bin/python tests/reference.py --check || failed=1; \
	PYTHONPATH=. .venv/bin/python tests/check_plpgsql.py || failed=1; \
	exit $$failed

reference: .venv/developing ## write docs/reference-hub.sql: all SQL as rendered for the reference hub
	@PYTHONPATH=.:tests .venv/bin/python tests/reference.py

kept: .venv/developing ## keep a small hub of this version, for the tests of upgrades (before a release)
	@PYTHONPATH=.:tests .venv/bin/python tests/keep_hub.py

er: .venv/developing ## draw the hub before and after into docs/hub.md
	@PYTHONPATH=.:tests .venv/bin/python tests/draw_er.py

format: .venv/developing ## lay out Python and SQL as lint wants it
	@.venv/bin/ruff check --fix -q .
	@.venv/bin/ruff format -q .
	@.venv/bin/sqlfluff fix --processes 0 -q $(QUERIES)

.venv/installed: pyproject.toml
	@echo "making .venv ..."
	@$(PYTHON) -m venv .venv
	@.venv/bin/pip install -qq --disable-pip-version-check -e .
	@touch $@

.venv/developing: .venv/installed pyproject.toml
	@echo "adding what tests and lint need ..."
	@.venv/bin/pip install -qq --disable-pip-version-check -e ".[dev]"
	@touch $@

.venv/measuring: .venv/installed pyproject.toml
	@echo "adding what the benchmark draws with ..."
	@.venv/bin/pip install -qq --disable-pip-version-check -e ".[bench]"
	@touch $@
