# make demo | test | test-all | test-slow | lint | fuzz | fuzz-guided | lock | bench | quality |
#      report | train | clean
#
# Git, make and Python 3.11 or newer are all that is needed: the rest goes into .venv, which is set
# up by the first target that needs it and again when pyproject.toml changes.
# Another Python than the first one found: make PYTHON=/path/to/python3.12 test

.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help demo test test-all test-slow lint fuzz fuzz-guided lock bench quality report train clean

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?=
CANDIDATES := $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python)
# LOCKED=1 installs the versions of .ci/requirements.lock first, and checks their hashes.
LOCKED ?=
# Folder of the corpora that quality and train read; benchmarks/quality says how to get them.
DATA ?= datasets
# Folder of weights by fold, as train leaves one: quality then cleans every page with weights that
# have not seen its site, compares with no floors, which are those of the package, and brings the
# reports beside the code and the README up to date. Weights that may have seen the pages do not:
# what they reach goes to build/reports.
FOLDS ?=
PUBLISH := $(BIN)/python -m benchmarks.publish
# Inputs of make fuzz, and the seconds of make fuzz-guided.
SEED ?= 1
COUNT ?= 100000
SECONDS ?= 600

help:
	@echo 'make demo     clean the pages in seeds/ and print what became of them'
	@echo 'make test     check the code and run all tests'
	@echo 'make test-all the same, and reports in a browser, Ray, datasets, Scrapy, datatrove'
	@echo 'make test-slow pages and files of full size, runs killed ten times: minutes, 6 GB of memory'
	@echo 'make lint     check the code only'
	@echo 'make fuzz     clean COUNT strange pages made from SEED; what fails goes to build/fuzz'
	@echo 'make fuzz-guided the same for so many SECONDS, led by coverage (atheris)'
	@echo 'make lock     look for new versions of all dependencies, write .ci/requirements.lock'
	@echo 'make bench    measure speed, write benchmarks/reports and the README'
	@echo 'make quality  measure quality on the corpora in DATA, write build/reports; with weights by fold'
	@echo '              in FOLDS, write benchmarks/reports and the README'
	@echo 'make report   write benchmarks/reports and the README from the last runs, without measuring'
	@echo 'make train    train the learned scores on the corpora in DATA, an hour or so'
	@echo 'make clean    remove what the other targets set up and left behind'

demo: $(VENV)/with-demo
	@$(BIN)/cleaner clean -v --existing overwrite seeds

test: lint
	$(BIN)/python -m pytest -q -n auto --dist worksteal -m 'not slow and not alone'
	$(BIN)/python -m pytest -q -m alone tests

# What needs more: a browser, and other tools. Tests are skipped, and say so, where there is none.
test-all: test $(VENV)/with-all
	$(BIN)/python -m pytest -q -rs tests/report tests/integrations \
		tests/benchmarks/test_publish_browser.py

# Pages and files of full size, runs killed ten times: minutes, and 6 GB of memory.
test-slow: $(VENV)/with-test
	$(BIN)/python -m pytest -q -m slow

lint: $(VENV)/with-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy

fuzz: $(VENV)/with-test
	PYTHONPATH=.:tests $(BIN)/python -m fuzz --seed $(SEED) --count $(COUNT)

fuzz-guided: $(VENV)/with-fuzz
	@mkdir -p build/fuzz
	PYTHONPATH=.:tests $(BIN)/python -m fuzz.guided build/fuzz/corpus -artifact_prefix=build/fuzz/ \
		-max_total_time=$(SECONDS)

# The versions that tests are known to pass with; what pyproject.toml asks for is wider.
lock: $(VENV)/made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--extra test --extra lint --extra bench --extra fuzz --no-emit-index-url --quiet \
		--upgrade --custom-compile-command 'make lock' --output-file .ci/requirements.lock

bench: $(VENV)/with-test
	@mkdir -p build
	$(BIN)/python -m pytest -q benchmarks/speed -o python_files='bench_*.py' \
		--benchmark-json build/speed.json
	$(PUBLISH) build/speed.json --readme README.md

quality: $(VENV)/with-test
	@if [ -d '$(DATA)' ]; then \
		failed=0; \
		for kind in text html; do \
			rm -f build/$$kind.json; \
			$(BIN)/python -m benchmarks.quality $$kind --data '$(DATA)' --out build \
				$(if $(FOLDS),--weights-by-fold '$(FOLDS)',--check) || failed=1; \
			[ ! -f build/$$kind.json ] || $(PUBLISH) build/$$kind.json \
				$(if $(FOLDS),--readme README.md,--out build/reports) || exit; \
		done; \
		$(BIN)/python -m benchmarks.trust --data '$(DATA)' \
			$(if $(FOLDS),--weights-by-fold '$(FOLDS)' --out benchmarks/reports,--out build/reports) \
			|| failed=1; \
		exit $$failed; \
	else \
		echo 'skipped: there are no corpora in $(DATA); name their folder with make quality DATA=DIR'; \
	fi

report: $(VENV)/with-test
	$(PUBLISH) --readme README.md

train: $(VENV)/with-train
	for kind in text html; do \
		$(BIN)/python -m benchmarks.train --kind $$kind --data '$(DATA)' --folds build/folds && \
		$(BIN)/python -m benchmarks.train --kind $$kind --data '$(DATA)' \
			--calibration build/folds/$$kind-calibration.npz || exit; \
	done

clean:
	rm -rf $(VENV) build dist .benchmarks .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One stamp for each set of extras: a second run has nothing to do.
$(VENV)/with-demo: EXTRAS :=
$(VENV)/with-test: EXTRAS := [test,lint,bench]
$(VENV)/with-all: EXTRAS := [test,lint,bench,browser,ray,huggingface,scrapy,datatrove]
$(VENV)/with-fuzz: EXTRAS := [test,fuzz]
$(VENV)/with-train: EXTRAS := [bench,train]

$(VENV)/with-%: pyproject.toml $(VENV)/made
	$(if $(LOCKED),$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes --requirement .ci/requirements.lock)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.$(EXTRAS)'
	@touch $@

# Some Pythons come without venv or ensurepip, and some commands named python3 do not run.
$(VENV)/made:
	@for python in $(CANDIDATES); do \
		if "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' \
			2>/dev/null; then \
			echo "setting up $(VENV) with $$("$$python" --version)"; \
			"$$python" -m venv --clear $(VENV) && touch $@; \
			exit; \
		fi; \
	done; \
	echo 'Python 3.11 or newer with its venv module is needed (Debian: apt install python3-venv),' \
		'and none of these is it: $(CANDIDATES).' >&2; \
	echo 'Name one with make PYTHON=/path/to/python3 …' >&2; \
	exit 1
