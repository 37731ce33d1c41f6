# Everything a person needs to build, run and test Parley. `make help` lists it.
.DEFAULT_GOAL := help
SHELL := /bin/sh

JAVA_HOME := $(shell scripts/java-home)
ifeq ($(JAVA_HOME),)
$(error no JDK)
endif
export JAVA_HOME

MVN := ./mvnw --quiet
JAR := server/target/parley.jar
CACHE := server/target/parley-aot.stamp
SOURCES := pom.xml server/pom.xml $(shell find server/src/main server/src/build web -type f \
	-not -path '*/node_modules/*' -not -path '*/dist/*' -not -path 'web/e2e/*')

BENCH := bench/target/parley-bench.jar
CLUSTER_TEST := cluster-test/target/parley-cluster-test.jar

.PHONY: help run dev test test-cluster pictures package bench bench-quick soak check check-deploy format clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(CACHE) ## Serve on http://127.0.0.1:8080, data in ./data (builds if needed)
	@exec scripts/parley

dev: ## Serve, and rebuild and restart on every change of sources
	@scripts/dev

test: ## Run everything: format, static checks, unit, integration and browser tests, the recorded contract
	@scripts/test

test-cluster: $(JAR) $(CLUSTER_TEST) ## Run three nodes, and everything that can go wrong with them (3 minutes)
	@scripts/test-cluster

pictures: $(JAR) ## Run the browser tests alone, and keep the pictures they take in docs/img
	@IMAGES=$(CURDIR)/docs/img scripts/test-web

package: $(CACHE) ## Build server/target/parley.jar, which needs nothing but Java, and its cache of classes

bench: $(CACHE) $(BENCH) ## Measure everything (9 minutes); results in bench/results
	@scripts/bench

bench-quick: $(CACHE) $(BENCH) ## Measure the most important more briefly (2 minutes)
	@scripts/bench --quick

soak: $(CACHE) $(BENCH) ## Use a server for 30 minutes (SOAK=2m: two), and fail if its heap grows
	@scripts/bench --quick --only soak --soak $(or $(SOAK),30m)

check: ## Check format and compile with all static checks, without tests
	@$(MVN) test-compile

check-deploy: ## Check the Dockerfile and what is in deploy/ by whatever knows their rules and is installed
	@scripts/check-deploy

format: ## Format the sources
	@$(MVN) spotless:apply

clean: ## Delete what was built
	@$(MVN) clean

$(JAR): $(SOURCES)
	@echo "Building $(JAR)"
	@$(MVN) -pl server package -DskipTests
	@touch $(JAR)

# Fits this very jar and this very JDK: what makes a start fast.
$(CACHE): $(JAR) scripts/warm-up server/src/build/WarmUp.java
	@scripts/warm-up
	@touch $(CACHE)

$(BENCH): pom.xml bench/pom.xml $(shell find bench/src/main -type f)
	@echo "Building $(BENCH)"
	@$(MVN) -pl bench package -DskipTests
	@touch $(BENCH)

$(CLUSTER_TEST): pom.xml cluster-test/pom.xml $(shell find cluster-test/src server/src/test/java/chat/parley/fixture -type f)
	@echo "Building $(CLUSTER_TEST)"
	@$(MVN) -pl cluster-test package -DskipTests
	@touch $(CLUSTER_TEST)
