# What to type: `make help`. Needs make and Python 3.11 or newer with venv, and nothing else.

PYTHON ?= python3
ARGS   ?=
# Where `make install` puts the program; DESTDIR stands before it while a package is made.
PREFIX ?= $(HOME)/.local
# The project's page, which a published package names: make dist PROJECT_URL=…
export PROJECT_URL ?=

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

# What stops an installation that cannot work, and says what to do.
define SUITABLE
	@command -v "$(PYTHON)" >/dev/null || { \
		echo "There is no “$(PYTHON)”. Install Python 3.11 or newer, or name it: make run PYTHON=python3.12" >&2; \
		exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "“$(PYTHON)” is $$("$(PYTHON)" -V 2>&1); Python 3.11 or newer is needed. Name one: make run PYTHON=python3.12" >&2; \
		exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "“$(PYTHON)” has no venv. On Debian and Ubuntu: sudo apt install python3-venv" >&2; \
		exit 1; }
endef

.DEFAULT_GOAL := help
.PHONY: help run test check bench torture words variants starter man lock dist install uninstall clean

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
	@echo "make man      make the manual page from the help of the commands"
	@echo "make starter  build annotations.db from the sample annotator's marks"
	@echo "make install  the command meipi, its manual and completions into PREFIX (~/.local)"
	@echo "make uninstall  take them away again (never articles or annotations)"
	@echo "make dist     build what package indexes take; PROJECT_URL is the project's page"
	@echo "make lock     renew requirements.lock and requirements-dev.lock"
	@echo "make clean    remove .venv, caches and builds (never articles or annotations)"
	@echo
	@echo "Another Python: make run PYTHON=python3.12"

run: $(READY)
	@$(PY) -m reader $(ARGS)

test: check
	@$(PY) -m pytest -n auto --dist worksteal $(ARGS)

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
	@$(PY) -m tools.generate_words

variants: $(READY)
	@$(PY) -m tools.generate_variants
	@$(PY) -m tools.generate_letters

starter: $(READY)
	@$(PY) -m reader.starter

man: $(READY)
	@$(PY) -m tools.generate_manual

$(PY):
	$(SUITABLE)
	@"$(PYTHON)" -m venv --clear $(VENV)

$(READY): requirements.lock pyproject.toml | $(PY)
	@echo "Installing into $(VENV) (only when the lock has changed) …"
	@$(PIP) --no-deps --require-hashes -r requirements.lock
	@touch $@

$(TESTS): requirements-dev.lock $(READY)
	@echo "Installing the tools for tests …"
	@$(PIP) --no-deps --require-hashes -r requirements.lock -r requirements-dev.lock
	@touch $@

# A place of its own, so that nothing else that is installed can get in its way.
HOUSE      := $(PREFIX)/lib/meipi
SHARE      := $(DESTDIR)$(PREFIX)/share
COMMAND    := $(DESTDIR)$(PREFIX)/bin/meipi
BASH_FILE  := $(SHARE)/bash-completion/completions/meipi
ZSH_FILE   := $(SHARE)/zsh/site-functions/_meipi
FISH_FILE  := $(SHARE)/fish/vendor_completions.d/meipi.fish
MAN_FILE   := $(SHARE)/man/man1/meipi.1
INSTALLED  := "$(COMMAND)" "$(BASH_FILE)" "$(ZSH_FILE)" "$(FISH_FILE)" "$(MAN_FILE)"
HOUSE_PY   := "$(DESTDIR)$(HOUSE)/bin/python"
# -I: neither the current folder nor PYTHONPATH has a say in what is run.
define LAUNCHER
#!/bin/sh
exec "$(HOUSE)/bin/python" -I -m reader "$$@"
endef
export LAUNCHER

install:
	$(SUITABLE)
	@case "$(PREFIX)" in /*) ;; *) echo "PREFIX is to be an absolute path, not “$(PREFIX)”." >&2; exit 1;; esac
	@umask 022; set -e; \
	"$(PYTHON)" -m venv --clear "$(DESTDIR)$(HOUSE)"; \
	echo "Installing into $(DESTDIR)$(PREFIX) …"; \
	pip() { PIP_DISABLE_PIP_VERSION_CHECK=1 $(HOUSE_PY) -m pip install --quiet --no-deps "$$@"; }; \
	pip --require-hashes -r requirements.lock; \
	pip --no-build-isolation .; \
	for file in $(INSTALLED); do mkdir -p "$${file%/*}"; done; \
	printf '%s\n' "$$LAUNCHER" > "$(COMMAND)"; chmod 755 "$(COMMAND)"; \
	completion() { _MEIPI_COMPLETE=$$1_source $(HOUSE_PY) -m reader; }; \
	completion bash > "$(BASH_FILE)"; \
	completion zsh > "$(ZSH_FILE)"; \
	completion fish > "$(FISH_FILE)"; \
	cp docs/meipi.1 "$(MAN_FILE)"; chmod 644 "$(MAN_FILE)"
	@case ":$$PATH:" in *":$(PREFIX)/bin:"*) ;; \
		*) echo "$(PREFIX)/bin is not in your PATH: add it, or type $(PREFIX)/bin/meipi";; esac

uninstall:
	@rm -f $(INSTALLED)
	@rm -rf "$(DESTDIR)$(HOUSE)"

dist: $(READY)
	@rm -rf dist
	@$(PY) -c 'from hatchling import build; build.build_sdist("dist"); build.build_wheel("dist")'
	@ls dist
	@test -n "$(PROJECT_URL)" || echo "No PROJECT_URL was given: not for publishing, since neither picture nor links would work there."

lock: | $(PY)
	@$(PY) -m venv --clear $(LOCKER)
	@PIP_DISABLE_PIP_VERSION_CHECK=1 $(LOCKER)/bin/python -m pip install --quiet $(PIP_TOOLS)
	@$(COMPILE) --upgrade --all-build-deps --extra web --extra sheets --output-file requirements.lock pyproject.toml
	@$(PY) -c 'import tomllib; \
		print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"], sep="\n")' \
		| $(COMPILE) --upgrade --constraint requirements.lock --output-file requirements-dev.lock -

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache \
		.hypothesis snapshot_report.html benchmarks/results.json
	find reader tests benchmarks tools -name __pycache__ -type d -prune -exec rm -rf {} +
