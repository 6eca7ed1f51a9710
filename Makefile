# Every target is a few plain commands, shown as they run; README.md names them for machines without make.
# Needed: Python 3.11 or newer, Git, make. Everything else is installed into .venv.

PYTHON ?= python3
VENV   := .venv

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

.DEFAULT_GOAL := help
.PHONY: demo test fuzz guided mutants quality versions accept lint types bench build zipapp sbom clean help

demo: $(VENV)/dev.stamp  ## check the records and write the documents of the five networks to build/demo
	$(BIN)/python scripts/demo.py

test: $(VENV)/dev.stamp  ## run the tests, on all cores; with KSNET_ALL_TESTS=1 also the slow ones and those that need other programs
	$(BIN)/python -m pytest -n auto $(if $(KSNET_ALL_TESTS),-m "")

fuzz: export KSNET_FUZZ = 20000
fuzz: export KSNET_FUZZ_LOG = build/fuzz.jsonl
fuzz: $(VENV)/dev.stamp  ## read a million damaged records, check 100,000, format, compare, merge and import 20,000 each; for the night
	mkdir -p build && rm -f $(KSNET_FUZZ_LOG)
	$(BIN)/python -m pytest -m "" -n auto $(wildcard tests/test_fuzz_*.py)

guided: $(VENV)/dev.stamp  ## look ten minutes each, guided by coverage, for what breaks the quick reader and fmt; needs the package atheris
	nice $(BIN)/python -m scripts.guided reader
	nice $(BIN)/python -m scripts.guided fmt

mutants: $(VENV)/dev.stamp  ## change rules, counting, duties and protection in 1,000 small ways, and see whether a test notices; an hour
	$(BIN)/python -m scripts.mutants --sample 1000

quality: fuzz mutants  ## measure all that docs/quality.md says, and write it there; for the night
	$(BIN)/python -m scripts.quality

versions: $(VENV)/dev.stamp  ## test with the oldest and the newest versions that pyproject.toml allows
	$(BIN)/python scripts/try_versions.py

accept: $(VENV)/dev.stamp  ## write the expected documents anew; read `git diff` before committing them
	$(BIN)/python -m pytest -m "" --accept

lint: $(VENV)/dev.stamp  ## check style, formatting and the floors of the rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo --no-cache

types: $(VENV)/dev.stamp  ## check the types
	$(BIN)/mypy

bench: $(VENV)/dev.stamp  ## measure the speed against its goals
	$(BIN)/python -m benchmarks.run

# The time in what is built is that of the last commit: one commit gives the same bytes everywhere.
build sbom: export SOURCE_DATE_EPOCH = $(shell git log -1 --format=%ct 2>/dev/null || echo 1580601600)
build: $(VENV)/dev.stamp  ## make the sdist and the wheel in dist
	$(BIN)/python -m build --no-isolation

zipapp: build  ## make dist/ksnet.pyz: ksnet with all it needs in one file, for this system and this version of Python
	$(BIN)/python scripts/make_zipapp.py

sbom: build  ## make dist/ksnet.cdx.json: what an installation consists of, with licences (CycloneDX)
	$(BIN)/python scripts/make_sbom.py

clean:  ## remove what the other targets made, but not .venv
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The stamp says that the packages are installed; it is out of date when their list has changed. Nothing is installed but what
# requirements.txt names with its hash; ksnet itself is then linked without asking for anything.
$(VENV)/pyvenv.cfg:
	$(PYTHON) -m venv $(VENV)

$(VENV)/dev.stamp: pyproject.toml requirements.txt | $(VENV)/pyvenv.cfg
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/python -m ksnet.rendering.compile_all
	@touch $@
