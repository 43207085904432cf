# Installs its own tools (into .tools/, which git ignores) and asks nothing.

PORT ?= 8080

export PATH := $(CURDIR)/.tools/bin:$(PATH)

# A missing tool is an error at once, not a download.
export TRUNK_OFFLINE := true
# Where NO_COLOR=1 is set, trunk 0.21 stops at the 1.
unexport NO_COLOR

.PHONY: help serve test test-native test-browser test-page test-firefox reproducible audit pictures bench dist tools
.NOTPARALLEL:

help:
	@echo 'make serve         the page at http://127.0.0.1:$(PORT)/, built anew when a source changes (PORT=8080)'
	@echo 'make test          test-native, test-browser and test-page'
	@echo 'make test-native   what needs no browser, documentation included'
	@echo 'make test-browser  adapters and components, in headless Chromium'
	@echo 'make test-page     the built page, and the listings in JavaScript and Python, from end to end'
	@echo 'make test-firefox  the built page once more, in Firefox'
	@echo 'make audit         axe-core and Lighthouse judge the built page'
	@echo 'make pictures      the pictures of the readme and of links to the page, from runs of the built page'
	@echo 'make bench         the page held against its peers, into docs/bench.md (more than two hours; ONLY=P1,P9 for a part)'
	@echo 'make dist          the page for a host of static files, in dist/ (ADDRESS=https://… where it will live)'
	@echo 'make reproducible  dist/ built twice, in two folders: the same bytes, and no path of this machine in them'
	@echo 'make tools         what all of them need; each installs its own share by itself'

# Not into dist/: what lies there is always a release.
serve:
	@.ci/tools build
	@echo 'Building, then serving http://127.0.0.1:$(PORT)/ until Ctrl-C.'
	@trunk serve --port $(PORT) --dist target/serve

test: test-native test-browser test-page

test-native:
	cargo test

# Named, so that no other driver on PATH is taken; the timeout is for all tests of a file together.
test-browser:
	@.ci/tools build
	@.ci/tools browser
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
	CHROMEDRIVER=$$(command -v chromedriver) WASM_BINDGEN_TEST_TIMEOUT=120 \
	cargo test --target wasm32-unknown-unknown --lib --tests

# Two to a processor: while one waits, another works.
end_to_end = cargo test --features end-to-end --test end_to_end -- --test-threads $$(( 2 * $$(getconf _NPROCESSORS_ONLN) ))

test-page: dist
	@.ci/tools browser
	@.ci/tools python
	$(end_to_end)

test-firefox: dist
	@.ci/tools firefox
	@.ci/tools python
	TEST_BROWSER=firefox $(end_to_end)

audit: dist
	@.ci/tools audit
	node tests/audit/accessibility.mjs
	node tests/audit/lighthouse.mjs

pictures: dist
	@.ci/tools audit
	node docs/pictures/make.mjs

# See benches/peers/main.rs for what ONLY, RESUME, PAIRS and SEED do.
bench: dist
	@.ci/tools browser
	@.ci/tools bench
	cargo bench --quiet --features end-to-end --bench peers

# Panics name the source files of dependencies and of the standard library: without the path of whoever builds.
dist: export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS = --remap-path-prefix=$(or $(CARGO_HOME),$(HOME)/.cargo)=cargo --remap-path-prefix=$(shell rustc --print sysroot)=rust
# Those who show a link to the page want whole addresses, of the picture and of the page: only whoever publishes knows.
dist:
	@.ci/tools build
	trunk build --release
ifdef ADDRESS
	sed -i.bak 's|content="card.png"|content="$(ADDRESS)card.png"|; s|<title>|<link rel="canonical" href="$(ADDRESS)" />&|' dist/index.html
	rm dist/index.html.bak
endif

reproducible:
	@.ci/reproducible

tools:
	@.ci/tools
