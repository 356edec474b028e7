# Sleeve: what a person, or a machine, can ask for. `make help` lists it.

BOARD ?= qemu-virt
SECONDS ?= 60
SEEDS ?= 10
HOURS ?= 24
OUT := out

# Libraries that read and write pictures, and that sign; the tool that tests hold signatures
# against; the emulated board's machine.
NEEDS := swift:6.3 cmd:python3=python3 cmd:pkg-config=pkg-config lib:libpng=libpng-dev \
  lib:libturbojpeg=libturbojpeg0-dev lib:libcrypto=libssl-dev lib:libcurl=libcurl4-openssl-dev cmd:openssl=openssl
# Unicode's own files, and another implementation of its order of text, which the tests hold the
# text tables and the order of text against; a reader of QR codes.
TEST_NEEDS := $(if $(filter Linux,$(shell uname -s)),file:/usr/share/unicode/BidiCharacterTest.txt=unicode-data lib:fribidi=libfribidi-dev cmd:zbarimg=zbar-tools)
EMULATOR_NEEDS := swift:6.3 cmd:qemu-system-riscv32=qemu-system-misc cmd:wasm2c=wabt
HOSTSIM := .build/release/hostsim
SWIFT_SOURCES := Package.swift Firmware HostSim Tests Board
BOARDS = qemu-virt $(ESP_BOARDS)

.DEFAULT_GOAL := help
.PHONY: help run test test-swift test-asan test-tsan test-others firmware flash monitor menuconfig config release source size bench soak mutants coverage fuzz format lint \
  lint-swift lint-python lint-shell lint-workflows lint-c hooks clean setup setup-emulator hostsim \
  setup-test setup-xtensa unknown-board no-emulator
# What is named first is done first, so that a mistake is told before an hour of building.
.NOTPARALLEL:

# What was built holds absolute paths: in a checkout that was moved or copied it is of no use.
MOVED := $(shell for list in .build/debug.yaml .build/release.yaml; do \
  if [ -f $$list ]; then grep -qF "\"$$(pwd -P)/Firmware/\"" $$list || echo $$list; fi; done)
ifneq ($(MOVED),)
$(info this checkout stood elsewhere when it was built: removing .build, to build it anew)
$(shell rm -rf .build)
endif

# Swift and pip keep things in the home; where nothing can be written there, they do in the checkout.
CACHE := $${XDG_CACHE_HOME:-$${HOME:-/nonexistent}/.cache}
ifeq ($(shell mkdir -p "$(CACHE)" 2>/dev/null && test -w "$(CACHE)" && echo yes),)
export XDG_CACHE_HOME := $(CURDIR)/.build/cache
endif

include Board/wasm2c/wasm2c.mk
include Board/qemu-virt/board.mk
include Board/xtensa-sim/board.mk
include Tests/Board/boards.mk
include Board/esp-idf/board.mk
include Board/worker/worker.mk
include Board/release.mk
-include Tests/Fuzz/fuzz.mk

# $(call whole-number,NAME,BAD) stops make where that variable is not a whole number, or is BAD.
whole-number = $(if $(shell case '$(subst ','\'',$($1))' in \
  (''|0?*|*[!0-9]*|???????????*$(2:%=|%)) echo bad;; esac),$(error $1 must be a whole number, such as $3))
$(call whole-number,SECONDS,0,60)
$(call whole-number,SEEDS,0,10)
$(call whole-number,HOURS,0,24)
$(call whole-number,QEMU_SECONDS,0,60)
$(call whole-number,QEMU_FAILURE_SECONDS,0,5)
$(call whole-number,SECURITY_VERSION,,3)
$(if $(ROLLOUT),$(call whole-number,ROLLOUT,,25))

help: ## lists these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile Board/worker/worker.mk

run: hostsim ## runs the firmware on this machine and says where its pictures are
	@$(HOSTSIM) run --for 570s --out $(OUT)/run

EMULATED_TESTS := qemu-virt-test qemu-virt-test-failures qemu-virt-fuzz test-no-heap test-no-heap-negative \
  qemu-virt-size
# Debian's packages have what makes C of the core, and a compiler for Xtensa.
ifeq ($(shell uname -s),Linux)
EMULATED_TESTS += qemu-virt-test-module xtensa-sim-test esp-test-component test-source
SETUP_EMULATORS := setup-xtensa
endif
# Xcode's Swift has no linker for other machines; that of swift.org has.
ifeq ($(shell uname -s)$(wildcard $(QEMU_LD)),Darwin)
EMULATED_TESTS := no-emulator
endif

test: setup setup-test setup-emulator $(SETUP_EMULATORS) setup-gateway lint test-swift test-others ## runs every test, the emulated firmware's too

# These have nothing in common; those of the boards mostly wait.
test-others: setup-nginx $(PYTHON_DIR)/ready
	@$(MAKE) --no-print-directory test-boards >.build/test-boards.log 2>&1 & boards=$$!; \
	  $(MAKE) --no-print-directory gateway-test >.build/test-gateway.log 2>&1 & gateway=$$!; \
	  $(MAKE) --no-print-directory $(EMULATED_TESTS) test-release; status=$$?; \
	  wait $$boards || status=1; wait $$gateway || status=1; \
	  cat .build/test-boards.log .build/test-gateway.log; exit $$status

test-swift:
	swift test

# Each has a build of its own. What Swift's runtime keeps for good is no leak.
test-asan: setup setup-test ## runs this machine's tests under the address sanitizer
	@ASAN_OPTIONS=detect_leaks=0 swift test --sanitize=address --scratch-path .build/asan

test-tsan: setup setup-test ## runs this machine's tests under the thread sanitizer
	@swift test --sanitize=thread --scratch-path .build/tsan

no-emulator:
	@echo 'left out, as this Swift has no ld.lld: the emulated firmware and its size'

firmware: $(if $(filter-out 1,$(words $(BOARD)))$(filter-out $(BOARDS),$(BOARD)),unknown-board,$(BOARD)-firmware) ## builds the firmware: APP_VERSION=1.2.3 [BOARD=qemu-virt|esp32c6|esp32c3|esp32|esp32s3]

unknown-board:
	@echo "no board is called '$(BOARD)'" >&2; exit 2

flash: esp-flash ## writes the firmware to a board: PORT=/dev/ttyACM0 [BOARD=esp32c6]

monitor: esp-monitor ## shows what a board says: PORT=/dev/ttyACM0 [BOARD=esp32c6]

menuconfig: esp-menuconfig ## changes what the firmware for a board is built with: [BOARD=esp32c6]

config: esp-config ## makes the images of settings and certificates: [CONFIG=folder] [PORT=/dev/ttyACM0]

release: release-checks hostsim release-files ## writes out/release: APP_VERSION=1.2.3 RELEASE_URL=https://… [BOARD=qemu-virt]

source: setup-emulator source-files ## writes the sources to out/release, with the core as C for chips that Swift has no code for: APP_VERSION=1.2.3

size: setup-emulator qemu-virt-size ## prints what the core costs in flash and RAM, against its budget

bench: setup-emulator qemu-virt-bench ## measures the wait for a picture, and counts instructions per pixel and per byte, beside plain C's and the core's through C

soak: hostsim ## lives days with random faults in virtual time: [SEEDS=10] [HOURS=24]
	@$(HOSTSIM) soak --seeds $(SEEDS) --hours $(HOURS) --out $(OUT)/soak

mutants: setup setup-test ## tries deliberate defects of the core on the tests and the soak: [MUTANTS="7 12"]
	@$(PYTHON) Tests/Mutants/mutants.py $(MUTANTS)

coverage: setup setup-test ## prints what of the core the tests come by, and what they do not
	@$(PYTHON) Tests/Coverage/coverage.py

fuzz: ## feeds decoders, layout and the whole device random input: [SECONDS=60]

format: ## lays out the Swift sources
	@swift format --in-place --recursive $(SWIFT_SOURCES)

lint: lint-swift lint-python lint-shell lint-workflows lint-c ## checks the sources' layout and what their tools warn of

lint-swift:
	@swift format lint --strict --recursive $(SWIFT_SOURCES)

lint-python: $(PYTHON_DIR)/ready
	@$(PYTHON_DIR)/bin/ruff check --quiet

lint-shell: $(PYTHON_DIR)/ready
	@$(PYTHON_DIR)/bin/shellcheck --external-sources .ci/run .githooks/* \
	  $(shell find Board HostSim Tests -name '*.sh')

lint-workflows: $(PYTHON_DIR)/ready
	@$(PYTHON_DIR)/bin/zizmor --offline --quiet .github >.build/zizmor.log 2>&1 || { cat .build/zizmor.log >&2; exit 1; }

# The other boards' C is looked at where the tests build it with a stand-in for its SDK.
lint-c:
	@$(QEMU_CC) $(QEMU_CFLAGS) --analyze --analyzer-output text -Xclang -analyzer-werror \
	  -DAPP_VERSION='""' -DAPP_BOARD='""' -DAPP_SECURITY_VERSION=0 \
	  $(wildcard $(QEMU_DIR)/CBoard/*.c Board/script/*.c Firmware/Fonts/*.c)

hooks: ## makes git run the checks before each commit
	@git config core.hooksPath .githooks

clean: ## removes what was built
	rm -rf .build $(OUT)

hostsim: setup
	@Board/check-version.sh "$$APP_VERSION"
	@mkdir -p .build
	@echo 'building hostsim'
	@swift build -c release --product hostsim >.build/hostsim.log 2>&1 \
	  || { cat .build/hostsim.log >&2; exit 1; }

setup:
	@HostSim/need.sh $(NEEDS)

setup-test:
	@HostSim/need.sh swift:6.3 $(TEST_NEEDS)

setup-emulator:
	@HostSim/need.sh $(EMULATOR_NEEDS)
