# Checks of what surrounds the firmware on a board: partition table, pins, images, release, secrets.
# Included by the Makefile at the root of the repository; every recipe runs there.
#
#   test-boards     all of them
#   test-release    that a release made twice has the same bytes
#   test-source     that a source archive's firmware needs neither Swift nor wabt up to the SDK
#   check-secrets   that nothing secret is tracked or staged

PYTHON ?= python3
PYTHON_DIR := .build/python
PYTHON_REQUIREMENTS := Tests/Board/requirements.txt
PYTHON_LISTS := $(PYTHON_REQUIREMENTS) Tests/Board/constraints.txt \
  Board/esp-idf/config/requirements.txt

.PHONY: test-boards test-release test-source check-secrets setup-python setup-nginx

test-boards: check-secrets setup-nginx $(PYTHON_DIR)/ready
	@PYTHONDONTWRITEBYTECODE=1 $(PYTHON_DIR)/bin/python -m pytest -c Tests/Board/pytest.ini Tests/Board

test-release: $(PYTHON_DIR)/ready
	@swift build --quiet --product hostsim
	@Tests/Board/compare-releases.sh .build/debug/hostsim $(PYTHON_DIR)

test-source:
	@Tests/Board/build-source.sh

check-secrets:
	@Board/check_secrets.py

setup-python:
	@HostSim/need.sh cmd:python3=python3 python:ensurepip=python3-venv

setup-nginx:
	@HostSim/need.sh cmd:nginx=nginx-light

# The packages are pinned, so that a test that passed goes on to pass.
$(PYTHON_DIR)/ready: $(PYTHON_LISTS) | setup-python
	@echo 'installing the Python packages of $(PYTHON_REQUIREMENTS)'
	@rm -rf $(PYTHON_DIR)
	@mkdir -p $(PYTHON_DIR)
	@$(PYTHON) -m venv $(PYTHON_DIR)
	@$(PYTHON_DIR)/bin/pip install --quiet --disable-pip-version-check -r $(PYTHON_REQUIREMENTS) \
	  > $(PYTHON_DIR)/log 2>&1 || { tail -n 1 $(PYTHON_DIR)/log >&2; \
	  echo 'please install the packages of $(PYTHON_REQUIREMENTS): is PyPI within reach?' >&2; exit 1; }
	@touch $@
