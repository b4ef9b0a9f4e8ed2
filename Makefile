# Set-up and everyday commands; `make help` lists them.
SHELL := /bin/bash
PREFIX ?= /usr/local
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

# The Swift library goes into the tool where the platform allows it: an installed tool then needs no
# toolchain and starts faster.
STATIC := $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)
RELEASE := swift build -c release --product fihrist $(STATIC)
TOOL = $(shell swift build -c release --show-bin-path)/fihrist

INDEX := demo-index
SECONDS := 60

.PHONY: help toolchain packages build demo server serve test server-test browser-test test-long test-races fuzz lint imports consumer docs man install python python-wheel field-test shard-proof ray-test spark-test mteb-test clean

help:
	@echo "make demo      build, index the sample archive, search it, measure it"
	@echo "make test      every test"
	@echo "make server    the server, optimised; it installs beside the tool"
	@echo "make serve     index the sample archive and serve it on port $(PORT)"
	@echo "make server-test   the server's tests; browser-test those in browsers"
	@echo "make test-long the tests of durability at full length: about an hour"
	@echo "make test-races writers, merges and readers at once under the thread sanitizer"
	@echo "make fuzz      every fuzz target for SECONDS=60, or TARGETS=\"manifest terms\"; Linux only"
	@echo "make build     the tool, optimised"
	@echo "make lint      the formatter, as a check"
	@echo "make imports   build, and refuse imports that Package.swift does not allow"
	@echo "make consumer  build a package that depends on this one, and see what it fetches"
	@echo "make docs      the library's documentation (into .build/documentation)"
	@echo "make man       the manual page (into .build/man)"
	@echo "make python    the Python wheel (into Python/dist), tested in a fresh environment"
	@echo "make field-test   Python with other packages, object stores and notebooks"
	@echo "make shard-proof  1,000 queries, equal bit for bit in shards and in one index"
	@echo "make ray-test  shards on Ray, with workers that are killed"
	@echo "make spark-test   shards that Spark builds; mteb-test the retriever for MTEB"
	@echo "make install   tool, manual page and completions under PREFIX ($(PREFIX))"
	@echo "make clean     remove what was built, and the demo's index"

toolchain:
	@version=$$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+\.[0-9]+).*/\1/p' | head -n 1); \
	if [ -z "$$version" ]; then \
	  echo "fihrist needs Swift 6.2 or newer and there is no 'swift' in PATH; install it from https://www.swift.org/install and run make again" >&2; exit 2; \
	elif ! awk -v v="$$version" 'BEGIN { split(v, n, "."); exit !(n[1] > 6 || (n[1] == 6 && n[2] >= 2)) }'; then \
	  echo "fihrist needs Swift 6.2 or newer and 'swift' in PATH is $$version; install a newer one from https://www.swift.org/install and run make again" >&2; exit 2; \
	fi

packages:
	@archive=$$(PATH=$$PATH:/sbin ldconfig -p 2>/dev/null | grep -c 'libarchive\.so\.13'); \
	if [ "$$(uname)" = Darwin ] || [ "$$archive" -gt 0 ] && pkg-config --exists libzstd zlib sqlite3 2>/dev/null && echo '#include <libstemmer.h>' | $(CC) -E - >/dev/null 2>&1; then exit 0; fi; \
	if command -v apt-get >/dev/null; then \
	  wait='-o DPkg::Lock::Timeout=300'; \
	  $(SUDO) apt-get $$wait update -qq && $(SUDO) apt-get $$wait install -y -qq libzstd-dev zlib1g-dev libsqlite3-dev libarchive13 libstemmer-dev pkg-config; \
	else \
	  echo "fihrist needs libzstd, zlib, SQLite, libstemmer and pkg-config with their headers, and libarchive; install them (macOS: brew install zstd zlib sqlite snowball pkgconf; Fedora: dnf install libzstd-devel zlib-devel sqlite-devel libarchive libstemmer-devel pkgconf) and run make again" >&2; exit 2; \
	fi

build: toolchain packages
	$(RELEASE)

demo: build
	@fihrist() { printf '\n$$ fihrist %s\n' "$$*"; "$(TOOL)" "$$@"; }; \
	search() { fihrist search --index $(INDEX) --limit 3 $(if $(NO_COLOR),,--color always) "$$1"; }; \
	set -e; rm -rf $(INDEX); \
	fihrist index --index $(INDEX) Data/archive; \
	search 'المحادثات النووية بين إيران والولايات المتحدة'; \
	search '+السيارات +الكهربائية'; \
	search '«معرض الكتاب» -الشاشات'; \
	fihrist bench --index $(INDEX) --queries Data/bench-queries.tsv

test: toolchain packages
	swift test --disable-xctest

# The server is a package of its own, so that only those who want it build what it stands on.
SERVER := swift build --package-path Server -c release --product fihrist-server $(STATIC)
# The path is not asked for: the answer would fetch what the server stands on.
SERVER_BIN := $(CURDIR)/Server/.build/release
PORT := 8080

server: toolchain packages
	$(SERVER)

serve: build server
	rm -rf $(INDEX)
	"$(TOOL)" index --quiet --index $(INDEX) Data/archive
	PATH="$(SERVER_BIN):$$PATH" "$(TOOL)" serve --index $(INDEX) --port $(PORT) --title 'أرشيف نموذجي'

server-test: toolchain packages
	swift test --package-path Server --disable-xctest

# In Chromium, Firefox and WebKit, with pytest from PyPI; what is missing is skipped with a line.
browser-test: server-test
	Server/Tests/browser/run

# Crashes and refusals at every call to the disk, every byte changed, hundreds of kills, hundreds of
# thousands of random operations.
test-long: toolchain packages
	FIHRIST_LONG_TESTS=1 swift test --disable-xctest \
	  --filter 'PowerLossTests|DiskRefusalTests|KillTests|DamageSweepTests|CopyCrashTests|RepairingCrashTests' \
	  --filter 'ModelTests|SoakTests|FuzzTests'

# A build of its own: everything is compiled with the sanitizer.
test-races: toolchain packages
	FIHRIST_SOAK_SECONDS=$(or $(SOAK_SECONDS),30) swift test --disable-xctest --sanitize=thread \
	  --scratch-path .build-races --filter 'SoakTests|MergeCapacityTests'

# The fuzzer with the address sanitizer, in a package and a build directory of its own.
fuzz: toolchain packages
	SECONDS_EACH=$(SECONDS) Fuzzing/run $(TARGETS)

lint: toolchain
	swift format lint --strict --recursive Package.swift Sources Tests Examples Server/Package.swift Server/Sources Server/Tests

imports: toolchain packages
	swift build --build-tests --disable-xctest --explicit-target-dependency-import-check error

# One archive for each library with public names, those of its dependences linked, then all in one.
# The symbols are read from the modules of the debug build, which the tests use.
DOCUMENTED := FihristText FihristStorage FihristFormat FihristIndexing FihristSearch Fihrist FihristArchive FihristAnswers
DOCC = $(or $(shell command -v docc),$(shell xcrun --find docc 2>/dev/null))
DOCS := .build/documentation

docs: toolchain packages
	@rm -rf $(DOCS) && mkdir -p $(DOCS)
	swift build
	@set -e; bin=$$(swift build --show-bin-path); \
	maps=(); for map in Sources/*/module.modulemap "$$bin"/Fihrist*.build/module.modulemap; do \
	  maps+=(-Xcc "-fmodule-map-file=$$map"); \
	done; \
	system=(); if [ "$$(uname)" = Darwin ]; then system=(-sdk "$$(xcrun --show-sdk-path)"); fi; \
	target=$$(swift -print-target-info | sed -n 's/^ *"triple": "\(.*\)",$$/\1/p' | head -n 1); \
	linked=(); archives=(); for module in $(DOCUMENTED); do \
	  mkdir $(DOCS)/$$module; \
	  swift symbolgraph-extract -module-name $$module -I "$$bin/Modules" -target "$$target" \
	    "$${system[@]}" "$${maps[@]}" -output-dir $(DOCS)/$$module; \
	  catalog=Sources/$$module/$$module.docc; [ -d $$catalog ] || catalog=; \
	  "$(DOCC)" convert $$catalog --additional-symbol-graph-dir $(DOCS)/$$module \
	    --fallback-display-name $$module --fallback-bundle-identifier $$module \
	    --enable-experimental-external-link-support "$${linked[@]}" --warnings-as-errors \
	    --output-path $(DOCS)/$$module.doccarchive; \
	  linked+=(--dependency $(DOCS)/$$module.doccarchive); archives+=($(DOCS)/$$module.doccarchive); \
	done; \
	"$(DOCC)" merge "$${archives[@]}" --output-path $(DOCS)/All.doccarchive
	@echo "The documentation is $(DOCS)/All.doccarchive"

# What a package that uses the library fetches and builds: nothing but this one.
consumer: toolchain packages
	Examples/check-consumer

man: build
	swift build --product generate-manual
	@mkdir -p .build/man
	"$$(swift build --show-bin-path)/generate-manual" "$(TOOL)" --output-directory .build/man
	@echo "The manual page is .build/man/fihrist.1"

install: man
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/man/man1" \
	  "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	install -m 755 "$(TOOL)" "$(DESTDIR)$(PREFIX)/bin/fihrist"
	if [ -x "$(SERVER_BIN)/fihrist-server" ]; then install -m 755 "$(SERVER_BIN)/fihrist-server" "$(DESTDIR)$(PREFIX)/bin/"; fi
	install -m 644 .build/man/fihrist.1 "$(DESTDIR)$(PREFIX)/share/man/man1/fihrist.1"
	"$(TOOL)" --generate-completion-script bash > "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/fihrist"
	"$(TOOL)" --generate-completion-script zsh > "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_fihrist"
	"$(TOOL)" --generate-completion-script fish > "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/fihrist.fish"

# The wheel, and its tests in an environment that has nothing else of Fihrist. Skipped with a line
# where Python is missing or too old.
python: toolchain packages
	@Python/check-python || exit 0; Python/build-wheel && Python/test-wheel

python-wheel: toolchain packages
	Python/build-wheel

# What needs the packages that it is tested with: retrievers, measures, S3, notebooks.
field-test: python-wheel
	Python/test-wheel field

# Draws other queries each time; FIHRIST_SEED repeats a run.
shard-proof: python-wheel
	Python/test-wheel proof

ray-test: python-wheel
	Python/test-wheel ray

# Needs Java.
spark-test: python-wheel
	Python/test-wheel spark

# Installs PyTorch, which takes 5 GB.
mteb-test: python-wheel
	Python/test-wheel mteb

clean:
	swift package clean
	if [ -d Server/.build ]; then swift package --package-path Server clean; fi
	rm -rf $(INDEX) .build/man .build/documentation Python/dist Python/build
