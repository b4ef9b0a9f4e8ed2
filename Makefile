# Set-up and everyday commands; `make help` lists them.
SHELL := /bin/bash
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

.PHONY: help packages lint test

help:
	@echo "make test    every test"
	@echo "make lint    the formatter, as a check"

packages:
	@pkg-config --exists libzstd zlib 2>/dev/null || { \
	  $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq libzstd-dev zlib1g-dev pkg-config; }

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

test: packages
	swift test --disable-xctest
