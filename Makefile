# Everything a fresh machine with a Swift toolchain needs: `make site`, `make test`.

SWIFT ?= swift
SCOPEBOOK = .build/release/scopebook
ARCHIVES = .build/archives

# Apple's systems bring Swift's runtime with them and do not allow another.
ifeq ($(shell uname),Linux)
LINKING = --static-swift-stdlib --pkg-config-path $(ARCHIVES) -Xlinker -s
endif

.PHONY: site release test bench browser reference format help prerequisites

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: release ## Build our own help center from content/ and templates/ into site/
	$(SCOPEBOOK) build

release: prerequisites ## Build scopebook as one file without shared Swift libraries
	@.ci/collect-archives $(ARCHIVES)
	$(SWIFT) build -c release --product scopebook $(LINKING)

test: prerequisites ## Run all tests
	$(SWIFT) test

bench: release ## Time a full build beside the floor program (needs python3 and a C compiler)
	Tests/Benchmarks/bench $(SCOPEBOOK)
	Tests/Benchmarks/serve $(SCOPEBOOK)
	Tests/Benchmarks/broken-links $(SCOPEBOOK)

browser: release ## Hold pages, search and preview to a real browser (needs python3, its playwright and Chromium)
	Tests/Browser/reader $(SCOPEBOOK)
	Tests/Browser/search $(SCOPEBOOK)
	Tests/Browser/preview $(SCOPEBOOK)

reference: prerequisites ## Write docs/checks.md and docs/checks/ from the explanations and what is really printed
	UPDATE_GOLDEN=1 $(SWIFT) test --filter CheckReferenceTests

format: ## Format all Swift sources
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

# libcmark and libyaml are all that a Swift toolchain does not bring.
prerequisites:
	@.ci/install-prerequisites
