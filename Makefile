# Everything a person or CI does here. Setting up happens by itself and only when something changed.

PORT ?= 8765
ARGS ?=
# Else every process that the tests start would compile the bot again.
unexport PYTHONDONTWRITEBYTECODE
BIN := .venv/bin
COMPILE = $(BIN)/uv pip compile --generate-hashes --universal --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make requirements" $(ARGS)

.PHONY: help demo test check lint types bench judge screenshots requirements clean

help:
	@echo "make demo          the local Slack with Rolecall in it, in your browser (PORT=$(PORT))"
	@echo "make test          every test (ARGS='-k salary' to choose)"
	@echo "make check         lint, types and every test with the coverage gate, as CI does"
	@echo "make lint types    these two alone"
	@echo "make bench         how fast it answers, beside bare Bolt; what reminders cost"
	@echo "make judge         how well it reads texts and asks founders (ARGS=--fit learns anew)"
	@echo "make screenshots   the pictures in the README"
	@echo "make requirements  pin the dependencies again (ARGS=--upgrade for newer ones)"
	@echo "make clean         remove what was installed and cached here"

demo: .venv/.playground
	@$(BIN)/rolecall demo --port $(PORT)

test: .venv/.dev
	$(BIN)/pytest $(ARGS)

check: ARGS += --cov -n 2 --dist worksteal
check: lint types test

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.dev
	$(BIN)/mypy

bench: .venv/.dev
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.reminders

judge: .venv/.dev
	$(BIN)/python -m tests.judge $(ARGS)
	$(BIN)/python -m tests.judge.lines $(filter --fit,$(ARGS))
	$(BIN)/python -m tests.judge.pay $(filter-out --fit,$(ARGS))
	$(BIN)/python -m tests.judge.replies $(filter --fit,$(ARGS))

screenshots: .venv/.dev
	$(BIN)/python -m tests.browser.screenshots

requirements: .venv/.tools
	$(COMPILE) --group build -o requirements-build.txt
	$(COMPILE) pyproject.toml --extra dev -o requirements-dev.txt
	$(COMPILE) pyproject.toml --extra playground -c requirements-dev.txt -o requirements-playground.txt
	$(COMPILE) pyproject.toml -c requirements-dev.txt -o requirements.txt

clean:
	rm -rf .venv .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- setting up -------------------------------------------------------------------------------------

# Compiled at once, so that the first start is as quick as the next ones.
INSTALL = $(BIN)/uv pip install --python $(BIN)/python --compile-bytecode

.venv/.tools: requirements-build.txt
	@echo "Setting up .venv (the first time takes a minute or two) …"
	@python=$$(sh .ci/find-python) && "$$python" -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements-build.txt
	@touch $@

.venv/.playground: .venv/.tools requirements-playground.txt pyproject.toml
	$(INSTALL) --require-hashes -r requirements-playground.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.tools requirements-dev.txt pyproject.toml
	$(INSTALL) --require-hashes -r requirements-dev.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@ .venv/.playground
