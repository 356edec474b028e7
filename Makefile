# Sleeve: what a person, or a machine, can ask for. `make help` lists it.

BOARD ?= qemu-virt
SECONDS ?= 60
OUT := out

# Libraries that read and write pictures, and that sign; the tool that tests hold signatures
# against; the emulated board's machine.
HOST_PACKAGES := libpng-dev libturbojpeg0-dev libssl-dev openssl pkg-config
EMULATOR_PACKAGES := qemu-system-misc
HOSTSIM := .build/release/hostsim
SWIFT_SOURCES := Package.swift Firmware HostSim Tests Board

.DEFAULT_GOAL := help
.PHONY: help run test firmware flash monitor config release size bench fuzz format lint hooks clean \
  setup setup-emulator hostsim

include Board/qemu-virt/board.mk
include Tests/Board/boards.mk
include Board/esp-idf/board.mk
include Board/release.mk
-include Tests/Fuzz/fuzz.mk

help: ## lists these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: hostsim ## runs the firmware on this machine and says where its pictures are
	@$(HOSTSIM) run --for 570s --out $(OUT)/run

test: setup setup-emulator lint ## runs every test, the emulated firmware's too
	swift test
	@$(MAKE) --no-print-directory test-boards
	@$(MAKE) --no-print-directory qemu-virt-test qemu-virt-test-failures test-no-heap \
	  test-no-heap-negative qemu-virt-size test-release

firmware: ## builds the firmware: APP_VERSION=1.2.3 [BOARD=qemu-virt|esp32c6|esp32c3]
	@case '$(BOARD)' in qemu-virt|esp32c6|esp32c3) ;; \
	  *) echo "no board is called '$(BOARD)'" >&2; exit 2 ;; esac
	@$(MAKE) --no-print-directory $(BOARD)-firmware

flash: ## writes the firmware to a board: PORT=/dev/ttyACM0 [BOARD=esp32c6]
	@$(MAKE) --no-print-directory esp-flash

monitor: ## shows what a board says: PORT=/dev/ttyACM0 [BOARD=esp32c6]
	@$(MAKE) --no-print-directory esp-monitor

config: ## makes the images of settings and certificates: [CONFIG=folder] [PORT=/dev/ttyACM0]
	@$(MAKE) --no-print-directory esp-config

release: hostsim ## writes out/release: APP_VERSION=1.2.3 RELEASE_URL=https://… [BOARD=qemu-virt]
	@$(MAKE) --no-print-directory release-files

size: setup-emulator ## prints what the core costs in flash and RAM, against its budget
	@$(MAKE) --no-print-directory qemu-virt-size

bench: setup-emulator ## counts instructions per pixel and per byte, beside plain C's
	@$(MAKE) --no-print-directory qemu-virt-bench

fuzz: ## feeds the decoders random input: [SECONDS=60]

format: ## lays out the Swift sources
	@swift format --in-place --recursive $(SWIFT_SOURCES)

lint: ## checks the layout of the Swift sources
	@swift format lint --strict --recursive $(SWIFT_SOURCES)

hooks: ## makes git run the checks before each commit
	@git config core.hooksPath .githooks

clean: ## removes what was built
	rm -rf .build $(OUT)

hostsim: setup
	@mkdir -p .build
	@echo 'building hostsim'
	@swift build -c release --product hostsim >.build/hostsim.log 2>&1 \
	  || { cat .build/hostsim.log >&2; exit 1; }

setup:
	@HostSim/install-packages.sh $(HOST_PACKAGES)

setup-emulator:
	@HostSim/install-packages.sh $(EMULATOR_PACKAGES)
