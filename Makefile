# make demo   a virtual environment, the package, the sample study: figures in results/
# make test   the whole quick suite, notebooks included
# make lint   style, format and types
# make bench  quality on gold corpora and speed against peers
# make lock   write requirements.lock anew from pyproject.toml

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do command -v $$p && break; done)
VENV ?= .venv
GOLD ?= ../shared/data/polnear/dev.jsonl
RUN = $(VENV)/bin/python

.PHONY: demo test lint bench lock notebooks clean

$(VENV)/.core: pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit("framing needs Python 3.11 or later; set PYTHON=" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check -c requirements.lock -e .
	touch $@

$(VENV)/.test: $(VENV)/.core
	$(RUN) -m pip install --quiet --disable-pip-version-check -c requirements.lock -e ".[test]"
	touch $@

demo: $(VENV)/.core
	$(RUN) -m framing.cli run data/sample/study.toml --out results

test: $(VENV)/.test
	$(RUN) -m pytest --nbmake -n 2 tests notebooks

lint: $(VENV)/.test
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy

bench: $(VENV)/.test
	for m in rules small base; do \
		$(RUN) -m benchmarks.quality.attribution $(GOLD) --method $$m --check || exit 1; done
	$(RUN) benchmarks/speed/text.py
	$(RUN) -m benchmarks.speed.attribution
	OMP_NUM_THREADS=1 $(RUN) -m benchmarks.speed.bootstrap

notebooks: $(VENV)/.test
	$(RUN) -m jupyter nbconvert --to notebook --execute --inplace notebooks/*.ipynb

lock:
	rm -rf .lock-venv
	$(PYTHON) -m venv .lock-venv
	.lock-venv/bin/python -m pip install --quiet --disable-pip-version-check ".[test]"
	.lock-venv/bin/python -m pip freeze --exclude framing > requirements.lock
	rm -rf .lock-venv

clean:
	rm -rf $(VENV) .lock-venv results build framing.egg-info
