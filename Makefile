# `make run` is all a person needs; `make test` and `make lint` are what CI runs.
.PHONY: install tools run test lint fix bench bench-large drill fuzz sbom audit train thesaurus pictures

python := .venv/bin/python
packages := $(wildcard bot handlers importers italian ledger reports scheduler traguardo web words)

install:  # a private environment in .venv, for the bot alone; says nothing when it is ready
	@sh scripts/setup.sh </dev/null

tools:  # the same with what tests and checks need
	@sh scripts/setup.sh dev </dev/null

run: install  # the bot with TRAGUARDO_TOKEN, else the console on a terminal, else a short scripted talk
	@.venv/bin/traguardo run

test: tools  # ARGS="-k status" runs some
	@$(python) -m pytest $(ARGS)

lint: tools
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .
	@$(python) -m mypy $(packages)

fix: tools
	@$(python) -m ruff check --fix .
	@$(python) -m ruff format .

bench: tools  # the measured claims; ARGS="size --events 50000" for a quick look
	@$(python) -m benchmarks $(ARGS)

bench-large: tools  # those about size, with ten million events: hours
	@$(python) -m benchmarks size --events 10000000 $(ARGS)

drill: tools  # the bot killed a thousand times under a crowd, over HTTP; ARGS="--kills 100"
	@$(python) -m tests.drill $(ARGS)

fuzz: tools  # everything thrown at the doors, for long
	@FUZZ_EXAMPLES=$${FUZZ_EXAMPLES:-5000} $(python) -m pytest tests/fuzz $(ARGS)

sbom: install  # what is in it, with licences: sbom.cdx.json (CycloneDX)
	@$(python) scripts/sbom.py > sbom.cdx.json

audit: tools  # known faults in what runs, asked of PyPI and OSV; what cannot be asked is a failure
	@$(python) -m pip_audit --strict --disable-pip --require-hashes -r requirements.lock $(ARGS)

train: tools  # fits the weights by which messages and questions are read; prints who is left out
	@$(python) -m benchmarks.fit_reader
	@$(python) -m benchmarks.fit_talk
	@$(python) -m benchmarks.fit_asked
	@$(python) -m benchmarks.fit_corrections
	@$(python) -m benchmarks.fit_kinds

thesaurus: install  # compiles italian/thesaurus/*.toml, after a change there
	@$(python) -m italian.thesaurus

pictures: install  # draws the README's pictures from the demo, in Debian's chromium
	@$(python) -m scripts.pictures
