# Boards with an ESP32, -S3, -C3 or -C6, built by ESP-IDF.
# Included by the Makefile at the root of the repository; every recipe runs there.
#
#   esp32c6-firmware, …   out/sleeve-$(APP_VERSION)-<board>.bin, .elf and .flash.bin
#   esp-core     the core as the SDK's project takes it: objects, or C for chips that Swift has no code for
#   esp-test-component   that this C comes as far as where the SDK is needed
#   esp-menuconfig   edits secrets/sdkconfig.<board>, which esp…-firmware builds from then on
#   esp-flash    writes what esp…-firmware built: PORT=/dev/ttyACM0
#   esp-monitor  shows what the board says on its serial port
#   esp-config   makes the images of settings and certificates, and writes them where PORT is given

ESP_BOARDS := esp32c6 esp32c3 esp32 esp32s3
# The instructions of those that Swift has code for.
ESP_MARCH_esp32c6 := $(QEMU_MARCH)
ESP_MARCH_esp32c3 := $(subst imac,imc,$(QEMU_MARCH))
ESP_CORE = $(if $(ESP_MARCH_$(ESP_BOARD)),.build/core-$(ESP_BOARD)/Port.o,esp-component)
ESP_DIR := Board/esp-idf
ESP_IDF_PY ?= idf.py
ESP_IDF_VERSION := v5.5.5
# What is flashed is a board of this kind, unless someone says otherwise.
ESP_BOARD := $(if $(filter file,$(origin BOARD)),esp32c6,$(BOARD))
# What is built for the emulator is not for a board: ESP_VARIANT=qemu.
ESP_VARIANT ?=
ESP_NAME = $(ESP_BOARD)$(ESP_VARIANT:%=-%)
ESP_OUT = .build/$(ESP_NAME)
# What a person has chosen stays when .build is removed; it may hold the password of a network.
ESP_CHOSEN = secrets/sdkconfig.$(ESP_NAME)
ESP_SDKCONFIG = $(if $(wildcard $(ESP_CHOSEN)),$(ESP_CHOSEN),$(ESP_OUT)/sdkconfig)
ESP_CONFIG_OUT := .build/config
ESP_DEFAULTS = $(ESP_DIR)/sdkconfig.defaults $(ESP_VARIANT:%=$(ESP_DIR)/ci/sdkconfig.%) \
  $(ESP_OUT)/sdkconfig.make
ESP_IDF = idf.py -C $(ESP_DIR) -B '$(CURDIR)/$(ESP_OUT)' -D IDF_TARGET=$(ESP_BOARD) \
  -D SDKCONFIG='$(CURDIR)/$(ESP_SDKCONFIG)' \
  -D SDKCONFIG_DEFAULTS='$(CURDIR)/$(subst $(ESP_SPACE),;$(CURDIR)/,$(strip $(ESP_DEFAULTS)))' \
  -D APP_VERSION="$$APP_VERSION"
ESP_EMPTY :=
ESP_SPACE := $(ESP_EMPTY) $(ESP_EMPTY)
# PEM files with the public keys of those who may sign an update; without any, none is signed.
PUBLIC_KEYS ?=
# Their absolute paths, in which a space stands as a question mark until they are joined.
ESP_PUBLIC_KEYS = $(subst ?,$(ESP_SPACE),$(subst $(ESP_SPACE),;,$(foreach key,$(PUBLIC_KEYS),$(if \
  $(filter /%,$(key)),$(key),$(subst $(ESP_SPACE),?,$(CURDIR))/$(key)))))
PORT ?=
CONFIG ?= secrets/device

.PHONY: $(ESP_BOARDS:%=%-firmware) esp-firmware esp-menuconfig esp-sdkconfig esp-flash esp-monitor \
  esp-config esp-core esp-component \
  esp-test-component esp-board esp-built esp-environment esp-port esp-version

$(ESP_BOARDS:%=%-firmware): esp-firmware

esp-menuconfig: ESP_SDKCONFIG = $(ESP_CHOSEN)
esp-menuconfig: esp-board esp-environment esp-sdkconfig
	@mkdir -p $(dir $(ESP_CHOSEN))
	@[ -f $(ESP_CHOSEN) ] || [ ! -f $(ESP_OUT)/sdkconfig ] || cp $(ESP_OUT)/sdkconfig $(ESP_CHOSEN)
	$(ESP_IDF) menuconfig
	@echo 'make firmware BOARD=$(ESP_BOARD) builds what $(ESP_CHOSEN) says; without that file, the defaults'

# The security version and the keys are make's to say, everything else a person's.
esp-sdkconfig:
	@mkdir -p $(ESP_OUT) $(OUT)
	@printf 'CONFIG_SLEEVE_SECURITY_VERSION=%s\nCONFIG_SLEEVE_PUBLIC_KEYS="%s"\n' '$(SECURITY_VERSION)' \
	  '$(ESP_PUBLIC_KEYS)' > $(ESP_OUT)/sdkconfig.new
	@mv $(ESP_OUT)/sdkconfig.new $(ESP_OUT)/sdkconfig.make
# Defaults count only where there is no configuration yet.
	@[ ! -f $(ESP_SDKCONFIG) ] || [ "$$(grep -cxFf $(ESP_OUT)/sdkconfig.make $(ESP_SDKCONFIG))" = 2 ] || { { \
	  grep -v -e '^CONFIG_SLEEVE_SECURITY_VERSION=' -e '^CONFIG_SLEEVE_PUBLIC_KEYS=' $(ESP_SDKCONFIG); \
	  cat $(ESP_OUT)/sdkconfig.make; } > $(ESP_OUT)/sdkconfig.new; \
	  mv $(ESP_OUT)/sdkconfig.new $(ESP_SDKCONFIG); }

# The C for Xtensa is made and compiled up to where the SDK is needed.
esp-firmware: esp-board esp-version $(if $(ESP_MARCH_$(ESP_BOARD)),esp-environment) esp-core \
    esp-environment esp-sdkconfig
	$(ESP_IDF) build
	@cp $(ESP_OUT)/sleeve.bin "$(OUT)/sleeve-$$APP_VERSION-$(ESP_NAME).bin"
	@cp $(ESP_OUT)/sleeve.elf "$(OUT)/sleeve-$$APP_VERSION-$(ESP_NAME).elf"
	$(ESP_IDF) merge-bin --format raw \
	  --output "$(CURDIR)/$(OUT)/sleeve-$$APP_VERSION-$(ESP_NAME).flash.bin"
	@ls -l $(OUT)/sleeve-"$$APP_VERSION"-$(ESP_NAME).*

# The core for the chip: of Swift, as objects of the emulated board with other instructions …
esp-core: $(ESP_CORE)

ESP_SWIFTFLAGS = $(subst $(QEMU_MARCH),$(ESP_MARCH_$*),$(QEMU_SWIFTFLAGS))
# The SDK's linker script has no place for this section (swift-embedded-examples#26, #71).
ESP_STRIP = $(QEMU_TOOLS)llvm-objcopy --remove-section=.swift_modhash $@

.build/core-%/Firmware.o: $(QEMU_CORE_SOURCES) $(QEMU_OUT)/core.files $(QEMU_DIR)/board.mk \
    $(ESP_DIR)/board.mk $(wildcard Firmware/Fonts/include/*)
	@mkdir -p $(@D)
	$(call QEMU_COMPILE_CORE,$(ESP_SWIFTFLAGS))
	@$(ESP_STRIP)

.build/core-%/Port.o: $(QEMU_PORT_SOURCES) $(QEMU_OUT)/port.files .build/core-%/Firmware.o \
    $(wildcard Board/port/include/*)
	$(call QEMU_COMPILE_PORT,$(ESP_SWIFTFLAGS))
	@$(ESP_STRIP)

.PRECIOUS: .build/core-%/Firmware.o

# … or as C, which Debian's compiler for Xtensa takes too: what is wrong with it shows without the SDK.
esp-component: $(if $(MODULE_IS_SHIPPED),,setup-xtensa) \
  $(MODULE_C)/sleeve_module.c $(MODULE_C)/sleeve_module_memory.h \
  $(if $(shell command -v $(XTENSA_CC)),$(MODULE_C_NAMES:%=$(XTENSA_OUT)/%.o))

# With an idf.py that is not there, also where one is.
esp-test-component:
	@Tests/expect-failure.sh '^idf.py is missing: install ESP-IDF $(ESP_IDF_VERSION)' \
	  $(MAKE) --no-print-directory ESP_IDF_PY=missing/idf.py firmware BOARD=esp32

esp-flash: esp-board esp-port esp-environment esp-built
	cd $(ESP_OUT) && python -m esptool --chip $(ESP_BOARD) --port '$(PORT)' write_flash @flash_args

esp-monitor: esp-board esp-port esp-environment esp-built
	idf.py -C $(ESP_DIR) -B '$(CURDIR)/$(ESP_OUT)' -p '$(PORT)' monitor

esp-config: esp-board $(if $(PORT),esp-environment) $(PYTHON_DIR)/ready
	@rm -rf $(ESP_CONFIG_OUT)
	@$(PYTHON_DIR)/bin/python $(ESP_DIR)/config/make_images.py '$(CONFIG)' \
	  --partitions $(ESP_DIR)/partitions.csv --out $(ESP_CONFIG_OUT) > .build/config.args
	@cat .build/config.args
	@[ -z '$(PORT)' ] || python -m esptool --chip $(ESP_BOARD) --port '$(PORT)' write_flash \
	  $$(cat .build/config.args)

esp-board:
	@case ' $(ESP_BOARDS) ' in *' $(ESP_BOARD) '*) ;; *) \
	  echo "'$(ESP_BOARD)' is no ESP board; there are: $(ESP_BOARDS)" >&2; exit 2 ;; esac

esp-version:
	@Board/check-version.sh "$$APP_VERSION"

esp-built:
	@[ -f $(ESP_OUT)/flash_args ] || { \
	  echo 'nothing is built yet: make firmware BOARD=$(ESP_BOARD) APP_VERSION=1.0.0' >&2; exit 1; }

esp-port:
	@[ -n '$(PORT)' ] || { echo 'please name the serial port: PORT=/dev/ttyACM0' >&2; exit 2; }

esp-environment:
	@command -v $(ESP_IDF_PY) >/dev/null || { echo 'idf.py is missing: install ESP-IDF' \
	  '$(ESP_IDF_VERSION), then run . "$$IDF_PATH/export.sh"' >&2; exit 1; }
