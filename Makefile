# Two commands do everything on a machine with Python 3.11+, make and a package registry:
#   make demo   a filled ledger in the browser
#   make test   everything that can run here: lint, types, contracts, tests on SQLite and PostgreSQL

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
FRONTEND := hatch_build.py frontend/package-lock.json $(shell find frontend/src -type f 2>/dev/null)

.PHONY: demo test check bench setup lock clean

demo: .venv/.built
	@JIANNUO_HOME="$${JIANNUO_HOME:-$(CURDIR)/var}" exec $(BIN)/jiannuo demo

setup: .venv/.dev .venv/.built

test: setup
	@$(BIN)/python -m tests

check: setup
	@$(BIN)/python -m tests --check-only

bench: setup
	@for each in benchmarks/*.py; do echo "== $$each"; $(BIN)/python $$each || exit 1; done

# The embedded database and the front end need no system package; the browser and PDF tests do
# (.ci/run installs them on Debian).
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "践诺需要 Python 3.11 或更高版本；请安装后用 make PYTHON=python3.11 … 再试。"; exit 1; }
	@$(PYTHON) -m venv .venv \
		|| { rm -rf .venv; echo "建不了虚拟环境：Debian、Ubuntu 请先安装 python3-venv，再试一次。"; exit 1; }

.venv/.locked: requirements/build.lock | .venv/bin/python
	@echo "安装依赖（第一次约一分钟）……"
	@$(PIP) install --require-hashes -r requirements/build.lock
	@touch $@

.venv/.dev: requirements/dev.lock | .venv/bin/python
	@echo "安装开发依赖（第一次约一分钟）……"
	@$(PIP) install --require-hashes -r requirements/dev.lock
	@touch $@ .venv/.locked

# The editable install also builds the front end (hatch_build.py), with a Node from the lock file.
.venv/.built: .venv/.locked pyproject.toml $(FRONTEND)
	@echo "构建前端……"
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

lock:
	$(PYTHON) -m venv .venv/lock && .venv/lock/bin/python -m pip --quiet install uv
	for set in runtime: build:--group=build dev:--group=dev scan:--extra=scan cluster:--extra=cluster; do \
		.venv/lock/bin/uv pip compile pyproject.toml --extra postgresql $${set#*:} --universal \
			--python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet \
			-o requirements/$${set%%:*}.lock || exit 1; \
	done

clean:
	rm -rf .venv src/jiannuo/desk/static/jiannuo .mypy_cache .ruff_cache .import_linter_cache .hypothesis
