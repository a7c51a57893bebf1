# In the Round. `make help` lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# One more than there are cores: the tests with real sound mostly wait.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

.PHONY: help run demo test check lint types imports prove bench lock wheel clean

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

run: $(VENV)/.run ## set up and open the kiosk
	$(BIN)/kiosk $(ARGS)

demo: $(VENV)/.run ## open the kiosk with the sample circle
	$(BIN)/kiosk --demo

test: $(VENV)/.dev ## set up and run the tests
	$(BIN)/pytest -n $(WORKERS) $(ARGS)

check: $(VENV)/.dev lint types imports test ## all that CI runs

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell
	$(BIN)/deptry .

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

prove: $(VENV)/.dev ## the long counts; may take an hour
	$(BIN)/pytest -n $(WORKERS) -m prove --timeout 3600 $(ARGS)

bench: $(VENV)/.dev ## measure speed and size beside a floor or a peer
	$(BIN)/python -m benchmarks

lock: $(VENV)/.dev ## write the lock files anew from pyproject.toml
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-emit-index-url \
		pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-emit-index-url \
		pyproject.toml --group check -o requirements-dev.lock

wheel: $(VENV)/.dev ## build the wheel
	$(BIN)/python -m pip wheel -q --no-deps -w dist .

clean: ## remove what was built and set up
	rm -rf $(VENV) dist build *.egg-info

# Each stamp is newer than what it was made from, so a second run starts at once.
$(VENV)/.run: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
