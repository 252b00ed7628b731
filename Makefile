# Every target is one line over tools/bootstrap.py, which needs nothing but Python 3.11 or newer.
PYTHON ?= python3
TARGETS := run test lint check screenshots bench torture setup catalogue

.PHONY: $(TARGETS)
$(TARGETS):
	@$(PYTHON) tools/bootstrap.py $@ $(ARGS)

.DEFAULT_GOAL := run
