# What the gate runs, one target each. `make` runs all of it in the environment at hand.
python ?= python

.PHONY: all lint types test coverage docs pages record bench laws due
all: lint types test record docs

lint:
	$(python) -m ruff check .
	$(python) -m ruff format --check .

types:
	$(python) -m mypy

test:
	$(python) -m pytest -n auto

coverage:
	$(python) -m coverage run -m pytest -p no:xdist
	$(python) -m coverage report

# The laws with many more examples than the suite takes.
laws:
	HYPOTHESIS_PROFILE=thorough $(python) -m pytest -n auto tests/test_replay_laws.py

record:
	$(python) -m reetimeline check events

docs: 
	$(python) docs/make.py --check

# Writes every generated page of the docs again.
pages:
	$(python) docs/make.py

bench:
	$(python) bench/speed.py

# What came due in the record during the last eight days, and nobody has looked at.
due:
	$(python) -m reetimeline check events --due "$$(date -u +%F)" --since "$$(date -u -d '8 days ago' +%F)"
