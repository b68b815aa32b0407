# The two commands to know: `make demo` and `make test`. `make help` lists the others.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
export BASH_ENV := $(CURDIR)/scripts/environment
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.PHONY: help demo dev bench lighthouse guide-pictures fmt test frontend build lint check-tree check-format check-frontend check-licences \
  test-scripts test-rust test-browser test-conformance test-exports

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-20s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: frontend ## build, create a believable event, serve it on http://127.0.0.1:8345
	cargo run --bin plenary -- demo

dev: frontend ## serve the demo; rebuild and restart when a source file changes
	scripts/watch

bench: frontend ## speed, memory and weight of a release binary against their limits (options in ARGS)
	scripts/bench $(ARGS)

lighthouse: frontend ## what Lighthouse says of the public pages, of a release binary
	scripts/lighthouse

guide-pictures: frontend ## take the pictures of the user guide anew, from the demo
	scripts/guide-pictures

fmt: ## format Rust sources
	cargo fmt --all

# `make test` is this list. Each entry is also a command: `make test-rust`.
# What a step needs (PostgreSQL, Chromium, npm packages) is installed or started, and said.
TEST_STEPS := check-tree check-format test-scripts frontend check-frontend lint test-rust build test-browser test-conformance test-exports check-licences

test: ## everything CI checks
	@scripts/need python3
	@scripts/steps $(TEST_STEPS)

frontend: ## build the front end, if its sources are newer than the result
	@scripts/build-frontend

check-tree: ## no secrets, machine paths, unfinished marks
	python3 scripts/check_tree.py

check-format: ## Rust sources are formatted
	cargo fmt --all --check

test-scripts: ## the project's own Python helpers
	python3 -B -m unittest discover -s scripts/tests

check-frontend: ## types of the front end
	scripts/npm-ci frontend
	cd frontend && node_modules/.bin/tsc --noEmit

lint: frontend ## clippy, without warnings
	cargo clippy --workspace --all-targets -- -D warnings

test-rust: frontend ## unit and domain tests, on SQLite and PostgreSQL
	scripts/test-rust

build: frontend ## the debug binary the next two run
	cargo build --bin plenary

test-browser: build ## the pages in Chromium, with and without script, axe included
	scripts/need chromium
	scripts/npm-ci tests/e2e
	cd tests/e2e && PLENARY_BIN="$$($(CURDIR)/scripts/plenary-path)" npm test --silent

test-conformance: build ## answers recorded from the original, replayed on SQLite and PostgreSQL
	scripts/test-conformance "$$(scripts/plenary-path)"

test-exports: build ## exports against schemas, feed and calendar readers
	scripts/test-exports "$$(scripts/plenary-path)"

check-licences: ## every dependency has a licence deny.toml allows
	python3 scripts/check_licences.py
