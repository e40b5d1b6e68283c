# What to type: `make help`. Needs make and Python 3.11 or newer with venv, and nothing else.

PYTHON ?= python3
ARGS   ?=

VENV   := .venv
PY     := $(VENV)/bin/python
PIP    := PIP_DISABLE_PIP_VERSION_CHECK=1 $(PY) -m pip install --quiet
READY  := $(VENV)/ready-to-run
TESTS  := $(VENV)/ready-to-test
LOCKER := $(VENV)/locker
# The version matters only to whoever renews the locks.
PIP_TOOLS := pip-tools==7.6.2
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(LOCKER)/bin/python -m piptools compile --quiet \
	--generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

.DEFAULT_GOAL := help
.PHONY: help install run test check bench torture words variants starter lock clean

help: ## Say what there is to make
	@echo "make run      install what is needed into .venv and open the reader"
	@echo '              make run ARGS="FILE" opens a file; ARGS="--help" lists the commands'
	@echo "make test     install, check style, types and layers, and run every test"
	@echo "make check    the same without the tests"
	@echo "make bench    measure it beside an empty Textual app and other readers (9 minutes)"
	@echo "make torture  try to break it: kills, full disks, damage, random keys (5 minutes)"
	@echo '              make torture ARGS="--minutes 60 --seed 1 --only kills"'
	@echo "make words    make the Simplified Chinese texts from the Traditional ones"
	@echo "make variants make the tables of characters that are one for search, and that tell a script"
	@echo "make starter  build annotations.db from the sample annotator's marks"
	@echo "make lock     renew requirements.lock and requirements-dev.lock"
	@echo "make clean    remove .venv, caches and builds (never articles or annotations)"
	@echo
	@echo "Another Python: make run PYTHON=python3.12"

run: $(READY)
	@$(PY) -m reader $(ARGS)

test: check
	@$(PY) -m pytest -n auto $(ARGS)

check: $(TESTS)
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) -c "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo'])"

bench: $(TESTS)
	@$(PY) -m benchmarks $(ARGS)

torture: $(TESTS)
	@$(PY) -m tests.torture $(ARGS)

words: $(READY)
	@$(PY) -m reader.text.generate_words

variants: $(READY)
	@$(PY) -m reader.text.generate_variants
	@$(PY) -m reader.text.generate_letters

starter: $(READY)
	@$(PY) -m reader.starter

install: $(READY)

$(PY):
	@command -v "$(PYTHON)" >/dev/null || { \
		echo "There is no “$(PYTHON)”. Install Python 3.11 or newer, or name it: make run PYTHON=python3.12" >&2; \
		exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "“$(PYTHON)” is $$("$(PYTHON)" -V 2>&1); Python 3.11 or newer is needed. Name one: make run PYTHON=python3.12" >&2; \
		exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "“$(PYTHON)” has no venv. On Debian and Ubuntu: sudo apt install python3-venv" >&2; \
		exit 1; }
	@"$(PYTHON)" -m venv --clear $(VENV)

$(READY): requirements.lock pyproject.toml | $(PY)
	@echo "Installing into $(VENV) (only when the lock has changed) …"
	@$(PIP) --no-deps --require-hashes -r requirements.lock
	@touch $@

$(TESTS): requirements-dev.lock $(READY)
	@echo "Installing the tools for tests …"
	@$(PIP) --no-deps --require-hashes -r requirements.lock -r requirements-dev.lock
	@touch $@

lock: | $(PY)
	@$(PY) -m venv --clear $(LOCKER)
	@PIP_DISABLE_PIP_VERSION_CHECK=1 $(LOCKER)/bin/python -m pip install --quiet $(PIP_TOOLS)
	@$(COMPILE) --upgrade --all-build-deps --extra web --output-file requirements.lock pyproject.toml
	@$(PY) -c 'import tomllib; \
		print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"], sep="\n")' \
		| $(COMPILE) --upgrade --constraint requirements.lock --output-file requirements-dev.lock -

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache \
		.hypothesis snapshot_report.html benchmarks/results.json
	find reader tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
