# What a newcomer types. Each target first installs what it lacks (packaging/need).

.DEFAULT_GOAL := help
.PHONY: help run test check bench picture

CARGO ?= cargo
TARGET := $(or $(CARGO_TARGET_DIR),target)
TOOLS := $(TARGET)/tools/bin
# For benches, where root may: a real-time scheduler, so that other work on the machine does not show.
REALTIME := $(shell [ "$$(id -u)" = 0 ] && chrt -f 5 true 2>/dev/null && echo chrt -f 5)
PRACTICE_DATA ?= $(or $(XDG_DATA_HOME),$(HOME)/.local/share)/madoguchi-practice
export PATH := $(abspath $(TOOLS)):$(PATH):$(HOME)/.cargo/bin

help: ## these lines
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

run: ## builds and opens the counter for practice: practice server, practice card, a data folder of its own
	@packaging/need run
	$(CARGO) build --release --locked
	@packaging/practice $(TARGET)/release/madoguchi --practice --data "$(PRACTICE_DATA)"

test: ## every test
	@packaging/need test
	$(CARGO) test --locked --doc
	$(CARGO) test --locked --lib --bins --tests

check: ## format, lints, documentation, dependencies and licences, spelling
	@packaging/need check
	$(CARGO) fmt --check
	typos
	cargo-machete
	cargo-deny --all-features --locked check licenses bans sources
	$(CARGO) clippy --locked --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --locked --no-deps --document-private-items

bench: ## key to paint, start, memory, durable save: ratios against floors of the same run
	@packaging/need run
	$(CARGO) bench --locked --no-run
	$(REALTIME) $(CARGO) bench --locked --benches

picture: ## takes the pictures in README.md and docs/ from the running program
	@packaging/need run
	$(CARGO) build --release --locked
	packaging/picture $(TARGET)/release/madoguchi
