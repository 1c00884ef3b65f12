# `make help` lists what can be done. Needs Python 3.11 or newer, its pip, and make; nothing else.

PYTHON ?= python3
PORT   ?= 8000
BIN    := .venv/bin
# uv makes the environment. It is installed into a folder of its own, which works where the system
# forbids pip (PEP 668) and where the venv module has no ensurepip.
UV     := PYTHONPATH=.tools .tools/bin/uv
XDIST  ?= 2
BUDGET ?= 30

.DEFAULT_GOAL := help
.PHONY: help install demo serve test check format bench calibrate words mutants soak lock wheel clean

help:  ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: .venv/.runtime  ## Make the environment in .venv (safe to repeat)

demo: .venv/.runtime  ## Set up, tell the demo story, say who to sign in as, and serve (PORT=8000)
	@$(BIN)/hiring demo --port $(PORT)

serve: .venv/.runtime  ## Serve what HIRING_… settings name (see README)
	@$(BIN)/hiring serve --port $(PORT)

# One folder or file in seconds: T=tests/decisions. PG=1 adds the tests on PostgreSQL; a browser is never started.
ifdef T
test: .venv/.development  ## Run every test, real browser and both databases included; T=tests/decisions runs one folder
	$(BIN)/python -m pytest -q -p no:playwright -m "not browser$(if $(PG),, and not postgresql)" $(T)
else
test: .venv/.development
	@$(BIN)/python tests/chromium.py
	$(BIN)/python -m pytest -q -n $(XDIST) --dist loadgroup -m "not browser"
	$(BIN)/python -m pytest -q -n $(XDIST) --dist loadfile -m browser
endif

check: .venv/.development  ## Format, lint, types, import contracts, templates, sizes and names
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/python -m tests.checks

format: .venv/.development  ## Rewrite the code in the house's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/.development  ## Measure against the bars and print the table
	$(BIN)/python -m tests.bench

words: .venv/.development  ## Print every string a person can read, with its file (W=templates/home narrows it down)
	@$(BIN)/python -m tests.words $(W)

calibrate: .venv/.development  ## Draw openings with a known truth and print how often what we say of them is right
	$(BIN)/python -m tests.calibrate

mutants: .venv/.development  ## Change the rules one sign at a time and list what no test notices (BUDGET=minutes)
	@timeout $(BUDGET)m $(BIN)/mutmut run >/dev/null || [ $$? -eq 124 ]
	@$(BIN)/mutmut results

soak: .venv/.development  ## Kill the server again and again while people work, on both databases
	$(BIN)/python -m tests.crash

wheel: .venv/.development  ## Build the wheel into dist/
	$(BIN)/python -m hatchling build -t wheel

lock: .tools/bin/uv  ## Renew the two locks from pyproject.toml
	$(UV) pip compile pyproject.toml requirements/build.in --universal --generate-hashes --no-header \
	    --python-version 3.11 -q -o requirements/runtime.txt
	$(UV) pip compile pyproject.toml requirements/build.in --group pyproject.toml:dev -c requirements/runtime.txt \
	    --universal --generate-hashes --no-header --python-version 3.11 -q -o requirements/development.txt

clean:  ## Remove the environment and caches (never var/, where your data is)
	rm -rf .venv .tools dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

.tools/bin/uv: requirements/tools.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is %s. Try: make PYTHON=python3.12 install" % sys.version.split()[0])'
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || { echo "pip is missing for $(PYTHON). On Debian: apt install python3-pip"; exit 1; }
	@echo "Setting up (once) …"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-warn-script-location --root-user-action=ignore \
	    --upgrade --require-hashes --target .tools -r requirements/tools.txt
	@touch $@

.venv/pyvenv.cfg: .tools/bin/uv
	@$(UV) venv --quiet --allow-existing --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv
	@touch $@

.venv/.runtime: .venv/pyvenv.cfg requirements/runtime.txt pyproject.toml
	@$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/runtime.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q hiring
	@touch $@

.venv/.development: .venv/.runtime requirements/development.txt
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/development.txt
	@touch $@
