# 双随机工作台. Two commands matter: `make run` and `make test`; both rest on `make setup`.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python

.PHONY: run test check slow setup readers lock bench pictures looks freeze clean

setup:
	@sh tools/setup.sh "$(PYTHON)"

run: setup
	@sh tools/run.sh

# What the tests open the program's files in: Chromium for the page of a certificate, LibreOffice for .docx and .xlsx.
readers:
	@sh tools/setup.sh "$(PYTHON)" browser office

test: readers check
	@$(PY) -m pytest -n 2

check: setup
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(VENV)/bin/lint-imports --no-cache
	@$(PY) -m basedpyright

# R26: 100,000 draws; the fast suite leaves it out.
slow: setup
	@$(PY) -m pytest -m slow

# Re-resolve the lock after changing pyproject.toml (needs `pip install uv`).
lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate -o requirements.lock

bench: setup
	@$(PY) -m tests.benchmarks

pictures: setup
	@$(PY) tools/take_pictures.py docs

# The reference pictures of the forms, after a wanted change of look.
looks: setup
	@$(PY) tools/take_looks.py

freeze: setup
	@$(PY) -m PyInstaller --noconfirm --clean pyinstaller.spec
	@dist/shuangsuiji/shuangsuiji-cli self-test

clean:
	rm -rf build dist out .pytest_cache .ruff_cache .hypothesis .import_linter_cache
