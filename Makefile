# Everything one does with the tracker. `make` alone lists it.
PYTHON ?= python3
WORKERS ?= auto

BIN = .venv/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check -qq install --require-hashes
PYTEST = $(BIN)/python -m pytest
UV_COMPILE = uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml
CATALOGUE = .messages.pot
SOURCES = tracker tests migrations benchmarks tools

.DEFAULT_GOAL := help
.PHONY: help setup run test check fast format lint types contracts texts crash long soak bench screenshots lock clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

##—— using it

setup: .venv/.run ## make only the environment (.venv)
	@echo "The environment is ready: .venv"

run: .venv/.run ## start the tracker here: database, samples, web server and job runner (at HOST, PORT)
	@$(BIN)/python -m tracker migrate
	@$(BIN)/python -m tracker sample --if-empty
	@exec $(BIN)/python -m tracker serve

##—— working on it

test: .venv/.test ## run every test (installs missing system packages where it may)
	@tools/system_packages.sh
	@$(PYTEST) -q -n $(WORKERS) --dist worksteal

check: lint types contracts fast ## what one runs before a commit

fast: .venv/.test ## the tests that need no browser and no patience
	@echo "Running the fast tests"
	@$(PYTEST) -q -n $(WORKERS) --dist worksteal -m "not slow and not long and not browser and not system"

format: .venv/.test ## put the code into the common form
	@$(BIN)/ruff format --quiet $(SOURCES)
	@$(BIN)/ruff check --quiet --fix-only $(SOURCES)

lint: .venv/.test ## look at the form and for likely faults
	@echo "Checking form and likely faults"
	@$(BIN)/ruff format --quiet --check $(SOURCES) || { echo "make: not in the common form; say: make format" >&2; exit 1; }
	@$(BIN)/ruff check --quiet $(SOURCES)

types: .venv/.test ## check the types
	@echo "Checking types"
	@$(BIN)/mypy --no-error-summary

contracts: .venv/.test ## check who imports whom
	@echo "Checking imports between the floors"
	@$(BIN)/lint-imports --no-logo

texts: .venv/.test ## bring the English catalogue up to date with the sources; the new ones wait for their words
	@PYTHONPATH=. $(BIN)/pybabel -q extract -w 120 -F babel.cfg -k Forms:1,2 -k _l --no-location --sort-output -o $(CATALOGUE) .
	@$(BIN)/pybabel -q update -w 120 --ignore-obsolete --no-fuzzy-matching -i $(CATALOGUE) -d tracker/translations -l en
	@$(BIN)/pybabel -q compile -d tracker/translations
	@rm $(CATALOGUE)

crash: .venv/.test ## the large matrix of kills: is a notice ever lost or doubled?
	@TRACKER_CRASH=large $(PYTEST) -q --timeout 0 -m "" tests/crash tests/store/test_writers.py

long: .venv/.test ## the long forms of tests: thousands of bad files, a year of a hundred towns, axe as every role
	@TRACKER_BAD_FILES=large TRACKER_YEAR=large TRACKER_AXE=all TRACKER_NAUGHTY=large $(PYTEST) -q --timeout 0 -m "" \
		tests/documents/test_bad_files.py tests/documents/test_broken_files.py tests/stories/test_year_of_towns.py \
		tests/operations/test_load_sample.py tests/browser/test_import.py tests/browser/test_journeys_daily.py \
		tests/deployment/test_takeover.py tests/deployment/test_full_disk.py \
		tests/web/test_naughty_strings.py

soak: .venv/.test ## two of everything under load, one killed every ten seconds for five minutes
	@$(BIN)/python -m tools.soak

bench: .venv/.test ## measure speed against plain references
	@$(BIN)/python -m benchmarks.run

screenshots: .venv/.test ## take the pictures of the documents anew
	@tools/system_packages.sh
	@$(BIN)/python -m tools.screenshots

##—— keeping house

lock: ## write the lock files anew from pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo "make: uv is not here. Say: python3 -m pip install uv" >&2; exit 1; }
	@$(UV_COMPILE) -o requirements.lock
	@$(UV_COMPILE) --group test -o requirements-test.lock

clean: ## remove the environment and what the tools left (never instance/)
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps: once installed, nothing asks the network again until a lock file changes.

.venv/.run: requirements.lock
	@tools/environment.sh $(PYTHON)
	@echo "Installing what the tracker needs"
	@$(PIP) -r requirements.lock
	@touch $@

.venv/.test: requirements-test.lock .venv/.run
	@echo "Installing what the tests need"
	@$(PIP) -r requirements-test.lock
	@touch $@
