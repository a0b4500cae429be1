# Two commands: `make doorrekening` (set-up and the main job) and `make test` (set-up and every test).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: doorrekening test test-long golden check venv lock benchmark clean

doorrekening: $(VENV)/.run
	$(BIN)/bouwstenen doorreken bouwstenen --uit uit

test: check
	$(BIN)/python -m pytest

# The long sets: more countries, more instances, the same code.
test-long: $(VENV)/.dev
	$(BIN)/python -m pytest -m long

# Headline numbers and examples as they are now, and docs/drift.md with what moved since the last commit.
golden: $(VENV)/.run
	$(BIN)/python -m tests.golden.headlines
	$(BIN)/python -m tests.docs.python_examples

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports --no-cache

venv: $(VENV)/.run

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 of nieuwer is nodig")'
	$(PYTHON) -m venv $(VENV)

# The package itself is installed editable and without dependencies: the locks hold those, with hashes.
$(VENV)/.run: $(VENV)/bin/python requirements.lock requirements-build.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-build.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

# Needs pip-tools on the path; writes pins with hashes and no addresses.
LOCK := pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links
lock:
	$(LOCK) -o requirements-build.lock requirements-build.in
	$(LOCK) -o requirements.lock requirements.in
	$(LOCK) -o requirements-dev.lock requirements-dev.in

benchmark: $(VENV)/.dev
	$(BIN)/python -m pytest benchmarks -p benchmark -n 0 -o addopts=

clean:
	rm -rf $(VENV) uit
