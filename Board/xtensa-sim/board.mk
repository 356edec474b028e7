# The core on Xtensa: through WebAssembly and C, on QEMU's "sim" machine. Included by the Makefile at
# the root of the repository; every recipe runs there.
#
#   xtensa-sim-test     plays the script, and compares its screens with the host's

XTENSA_DIR := Board/xtensa-sim
XTENSA_OUT := .build/xtensa-sim
XTENSA_NEEDS := $(MODULE_NEEDS) cmd:qemu-system-xtensa=qemu-system-misc \
  cmd:xtensa-lx106-elf-gcc=gcc-xtensa-lx106
XTENSA_SECONDS ?= 120

XTENSA_CC := xtensa-lx106-elf-gcc
# Debian has no C library for this processor; what the compiler calls by itself is in memory.c and
# arithmetic.c.
XTENSA_CFLAGS := -std=gnu2x -O2 -mlongcalls -mtext-section-literals -ffreestanding -fno-builtin \
  -fno-tree-loop-distribute-patterns -ffunction-sections -fdata-sections -Wall -Wextra -Werror \
  -D_Nonnull= $(MODULE_DEFINES) $(MODULE_INCLUDES) -I Board/script/include \
  -I $(QEMU_DIR)/CBoard/include
XTENSA_SCRIPT := $(wildcard Board/script/*.c)
XTENSA_OBJECTS := $(addprefix $(XTENSA_OUT)/,start.o board.o arithmetic.o wide.o memory.o module.o \
  runtime.o sleeve_module.o constants.o documents.o $(XTENSA_SCRIPT:Board/script/%.c=%.o))
XTENSA_HEADERS := $(wildcard Board/script/*.h Board/script/include/*.h $(MODULE_DIR)/*.h \
  $(MODULE_DIR)/libc/*.h Board/port/include/*.h Firmware/Fonts/include/*.h)

.PHONY: xtensa-sim-test
setup-xtensa:
	@HostSim/need.sh $(XTENSA_NEEDS)

xtensa-sim-test: $(XTENSA_OUT)/app.elf
	@timeout $(XTENSA_SECONDS) qemu-system-xtensa -M sim -cpu lx106 -semihosting -nographic \
	  -monitor none -serial none -kernel $< </dev/null > $(XTENSA_OUT)/app.txt \
	  || { cat $(XTENSA_OUT)/app.txt; echo '$<: failed' >&2; exit 1; }
	@cat $(XTENSA_OUT)/app.txt
	@swift build --quiet --product emulator-script
	@.build/debug/emulator-script . "$$APP_VERSION" > $(XTENSA_OUT)/host.txt \
	  || { cat $(XTENSA_OUT)/host.txt; exit 1; }
	@awk -f $(QEMU_DIR)/screens.awk $(XTENSA_OUT)/app.txt $(XTENSA_OUT)/host.txt

$(XTENSA_OUT)/app.elf: $(XTENSA_OBJECTS) $(XTENSA_DIR)/link.ld
	$(XTENSA_CC) -nostdlib -Wl,--gc-sections,--no-warn-rwx-segments,-Map=$(@:.elf=.map) \
	  -T $(XTENSA_DIR)/link.ld $(XTENSA_OBJECTS) -lgcc -o $@

$(XTENSA_OBJECTS): $(XTENSA_HEADERS) $(MODULE_C)/sleeve_module_memory.h $(MODULE_DIR)/wasm2c.mk \
    $(XTENSA_DIR)/board.mk | $(XTENSA_OUT)/folder $(MODULE_C)/sleeve_module.c

$(XTENSA_OUT)/folder:
	@mkdir -p $(@D)
	@touch $@

$(XTENSA_OUT)/sleeve_module.o: $(MODULE_C)/sleeve_module.c
	$(XTENSA_CC) $(XTENSA_CFLAGS) $(MODULE_LEVEL) $(MODULE_GENERATED) -c $< -o $@

$(XTENSA_OUT)/board.o: $(QEMU_OUT)/version
$(XTENSA_OUT)/%.o: $(XTENSA_DIR)/%.c
	$(XTENSA_CC) $(XTENSA_CFLAGS) -DAPP_VERSION="\"$$APP_VERSION\"" -c $< -o $@

$(XTENSA_OUT)/%.o: Board/script/%.c
	$(XTENSA_CC) $(XTENSA_CFLAGS) -c $< -o $@

$(XTENSA_OUT)/module.o $(XTENSA_OUT)/runtime.o: $(XTENSA_OUT)/%.o: $(MODULE_DIR)/%.c
	$(XTENSA_CC) $(XTENSA_CFLAGS) -c $< -o $@

$(XTENSA_OUT)/wide.o: $(QEMU_DIR)/CBoard/arithmetic.c
	$(XTENSA_CC) $(XTENSA_CFLAGS) -c $< -o $@

$(XTENSA_OUT)/memory.o: $(QEMU_DIR)/CBoard/memory.c
	$(XTENSA_CC) $(XTENSA_CFLAGS) -c $< -o $@

$(XTENSA_OUT)/constants.o: Firmware/Fonts/fonts.bin Firmware/Fonts/text.bin Firmware/Fonts/words.bin
$(XTENSA_OUT)/%.o: $(XTENSA_DIR)/%.S
	$(XTENSA_CC) -I Firmware/Fonts -c $< -o $@

$(XTENSA_OUT)/documents.o: $(QEMU_DIR)/documents.S $(QEMU_OUT)/metadata.json \
    $(QEMU_COVERS:%=Tests/Covers/%.json) Tests/Emulator/letters.json HostSim/Fonts/fallback.bin
	$(XTENSA_CC) $(addprefix -I ,Tests/Covers Tests/Emulator HostSim/Fonts $(QEMU_OUT)) -c $< -o $@
