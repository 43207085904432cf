# Each target installs the tools that it needs into .tools/ (ignored by git), without asking.

PORT ?= 8080

export PATH := $(CURDIR)/.tools/bin:$(PATH)

# Trunk fails if a tool is missing, instead of downloading it.
export TRUNK_OFFLINE := true
# Trunk 0.21 rejects the value of NO_COLOR=1.
unexport NO_COLOR

.PHONY: help serve test test-native test-browser test-page test-firefox test-webkit test-engines reproducible audit blogs pictures bench dist tools
.NOTPARALLEL:

help:
	@echo 'make serve         serve the page at http://127.0.0.1:$(PORT)/ and rebuild it when a source changes (PORT=8080)'
	@echo 'make test          run test-native, test-browser and test-page'
	@echo 'make test-native   run the tests that need no browser, including the examples in the documentation'
	@echo 'make test-browser  test adapters and components in headless Chromium'
	@echo 'make test-page     test the built page, and the JavaScript and Python listings, end to end in Chromium'
	@echo 'make test-firefox  run the tests of test-page in Firefox'
	@echo 'make test-webkit   run the tests of test-page in WebKit, the engine of Safari (Debian only)'
	@echo 'make test-engines  run the most important tests of test-page in Firefox and in WebKit'
	@echo 'make audit         check the built page with axe-core and Lighthouse, and its HAR with a schema and a viewer'
	@echo 'make blogs         build one post in eight site engines and look at its figures there (ten minutes)'
	@echo 'make pictures      take the pictures for the README and for links to the page, from runs of the built page'
	@echo 'make bench         compare the page with its peers and write docs/bench.md (over two hours; ONLY=P1,P9 for a part)'
	@echo 'make dist          build the page into dist/, for any static host (ADDRESS=https://… is its future address)'
	@echo 'make reproducible  build dist/ twice, in two folders, and check for equal bytes and no path of this machine'
	@echo 'make tools         install the tools of every target except bench (each target also installs its own)'

# Not into dist/, which always holds a release.
serve:
	@.ci/tools build
	@echo 'Building, then serving http://127.0.0.1:$(PORT)/ until Ctrl-C.'
	@trunk serve --port $(PORT) --dist target/serve

test: test-native test-browser test-page

test-native:
	cargo test

# CHROMEDRIVER names the driver, or the runner may find another driver. The timeout covers all tests of a file together.
test-browser:
	@.ci/tools build
	@.ci/tools browser
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
	CHROMEDRIVER=$$(command -v chromedriver) WASM_BINDGEN_TEST_TIMEOUT=120 \
	cargo test --target wasm32-unknown-unknown --lib --tests

# Two threads per processor, because tests often wait.
end_to_end = cargo test --package end_to_end -- --test-threads $$(( 2 * $$(getconf _NPROCESSORS_ONLN) ))

# What code does is told from its times, so these tests run one after the other.
alone = cargo test --package end_to_end your_code -- --ignored --test-threads 1

test-page: dist
	@.ci/tools browser
	@.ci/tools python
	@.ci/tools javascript
	$(end_to_end)
	$(alone)

# Runs the tests of test-page in another browser, then counts what could not be tested there.
not_tested = target/end-to-end/not-tested.txt
define end_to_end_in
	@rm -f $(not_tested)
	@TEST_BROWSER=$(1) $(end_to_end) $(2); passed=$$?; \
	if [ -f $(not_tested) ]; then echo "not tested: $$(wc -l < $(not_tested))"; sort $(not_tested); fi; \
	exit $$passed
endef

test-firefox: dist
	@.ci/tools firefox
	@.ci/tools python
	@.ci/tools javascript
	$(call end_to_end_in,firefox)

test-webkit: dist
	@.ci/tools webkit
	@.ci/tools python
	@.ci/tools javascript
	$(call end_to_end_in,webkit)

# Start, run, cancel, each outcome of a request, instants, embedding, layout: minutes in each browser.
part = first_visit:: run_button:: cancel_button:: failed_requests:: figure_element:: plain_frame:: layout:: \
	early_press:: host_page:: instants::

test-engines: dist
	@.ci/tools firefox
	@.ci/tools webkit
	$(call end_to_end_in,firefox,$(part))
	$(call end_to_end_in,webkit,$(part))

audit: dist
	@.ci/tools audit
	node tests/audit/accessibility.mjs
	node tests/audit/lighthouse.mjs
	node tests/audit/har.mjs

blogs: dist
	@.ci/tools audit
	@.ci/tools python
	@tests/blogs/install.sh
	node tests/blogs/blogs.mjs

pictures: dist
	@.ci/tools audit
	node docs/pictures/make.mjs

# See benches/src/main.rs for what ONLY, RESUME, PAIRS and SEED do.
bench: dist
	@.ci/tools browser
	@.ci/tools bench
	cargo bench --quiet --package peers

# Panic messages contain the paths of source files. These flags remove the part that names this machine.
dist: export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS = --remap-path-prefix=$(or $(CARGO_HOME),$(HOME)/.cargo)=cargo --remap-path-prefix=$(shell rustc --print sysroot)=rust
# Sites that preview links need absolute addresses of the page and its picture, which only the publisher knows.
dist:
	@.ci/tools release
	trunk build --release
ifdef ADDRESS
	sed -i.bak 's|content="card.png"|content="$(ADDRESS)card.png"|; s|<title>|<link rel="canonical" href="$(ADDRESS)" />&|' dist/index.html
	rm dist/index.html.bak
endif

reproducible:
	@.ci/reproducible

tools:
	@.ci/tools
