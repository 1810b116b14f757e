# The two commands of the project, and what they need. Everything generated lies in .venv and build.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.DEFAULT_GOAL := site
.PHONY: site test lint data lock clean help

site: $(VENV)/.site ## make the site in build/site
	@$(BIN)/hub build

test: $(VENV)/.test ## run all tests
	@$(BIN)/python -m pytest -n 2 --dist worksteal

lint: $(VENV)/.lint ## style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

data: $(VENV)/.site ## only the synthetic data
	@$(BIN)/python -m synthetic_data

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12"; exit 2; }
	@echo "Making the environment in $(VENV) (a few minutes, once) …"
	@$(PYTHON) -m venv $(VENV)

# An environment is made again when its pins or the package's own settings change.
$(VENV)/.%: requirements/%.txt pyproject.toml | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

lock: ## pin every dependency anew, with hashes, for all systems (needs uv)
	@for part in site test lint; do \
	  case $$part in site) extra="--extra recipes";; test) extra="--extra recipes --extra test";; lint) extra="--extra recipes --extra test --extra lint";; esac; \
	  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --upgrade pyproject.toml $$extra $$( [ $$part = site ] || echo -c requirements/site.txt ) \
	    -o requirements/$$part.txt || exit 1; \
	done

clean: ## take away all that was generated
	@rm -rf build $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /  /' | sort
