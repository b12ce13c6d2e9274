# Everything a fresh machine with a Swift toolchain needs: `make site`, `make test`.

SWIFT ?= swift
SCOPEBOOK = .build/release/scopebook

.PHONY: site test bench browser reference format help prerequisites

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: prerequisites ## Build our own help center from content/ and templates/ into site/
	$(SWIFT) build -c release --product scopebook
	$(SCOPEBOOK) build

test: prerequisites ## Run all tests
	$(SWIFT) test

bench: prerequisites ## Time a full build beside the floor program (needs python3 and a C compiler)
	$(SWIFT) build -c release --product scopebook
	Tests/Benchmarks/bench $(SCOPEBOOK)
	Tests/Benchmarks/serve $(SCOPEBOOK)

browser: prerequisites ## Hold pages, search and preview to a real browser (needs python3, its playwright and Chromium)
	$(SWIFT) build -c release --product scopebook
	Tests/Browser/reader $(SCOPEBOOK)
	Tests/Browser/search $(SCOPEBOOK)
	Tests/Browser/preview $(SCOPEBOOK)

reference: prerequisites ## Write docs/checks.md and docs/checks/ from the explanations and what is really printed
	UPDATE_GOLDEN=1 $(SWIFT) test --filter CheckReferenceTests

format: ## Format all Swift sources
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

# libcmark is the one thing that a Swift toolchain does not bring.
prerequisites:
	@.ci/install-prerequisites
