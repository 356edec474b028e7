# The emulated board: QEMU's RISC-V "virt" machine with the core and the memory of an ESP32-C6.
# Included by the Makefile at the root of the repository; every recipe runs there.
#
#   qemu-virt-firmware      out/sleeve-$(APP_VERSION)-qemu-virt.elf and .bin
#   qemu-virt-test          runs that image, and compares its screens with the host's
#   qemu-virt-test-module   plays the script over the core through WebAssembly and C, and compares likewise
#   qemu-virt-test-failures runs images that fail, and expects the failure to be named
#   qemu-virt-bench         instruction counts beside the reference's, and out/bench.json
#   qemu-virt-size          flash and RAM of the core against Board/budget.txt, and out/size.json
#   qemu-virt-size-record   writes today's sizes to Board/size-record.txt, to show growth against
#   test-no-heap            that the linked images hold no allocator
#   test-no-heap-negative   that a source which allocates is refused

APP_VERSION ?= 0.0.0-dev
SECURITY_VERSION ?= 0
export APP_VERSION

QEMU_DIR := Board/qemu-virt
QEMU_OUT := .build/qemu-virt
QEMU_TOOLS := $(dir $(shell readlink -f "$$(command -v swiftc)"))
QEMU_SECONDS ?= 60

QEMU_MARCH := rv32imac_zicsr_zifencei
QEMU_ARCH := -march=$(QEMU_MARCH) -mabi=ilp32
# Module maps and headers: the fonts' and the board's.
QEMU_INCLUDES := $(addprefix -I ,Firmware/Fonts/include $(QEMU_DIR)/CBoard/include Board/port/include \
  Board/script/include)
# No path of this machine in the image, so that it has the same bytes wherever it was built.
QEMU_SWIFTFLAGS := -target riscv32-none-none-eabi -swift-version 6 -wmo -Osize -parse-as-library \
  $(addprefix -enable-experimental-feature ,Embedded Lifetimes RawLayout SuppressedAssociatedTypes) \
  -strict-memory-safety -warnings-as-errors -gline-tables-only \
  -file-compilation-dir . -file-prefix-map '$(CURDIR)=.' -Xfrontend -no-clang-module-breadcrumbs \
  -Xfrontend -function-sections -Xfrontend -disable-stack-protector \
  -Xfrontend -disable-incremental-llvm-codegen \
  $(addprefix -Xcc ,$(QEMU_ARCH) -ffreestanding -msave-restore) \
  -module-cache-path $(QEMU_OUT)/modules $(QEMU_INCLUDES)
# The earliest of the gates against the heap; the check of the linked image is the exact one.
QEMU_NO_HEAP := -no-allocations
QEMU_CFLAGS := --target=riscv32-none-elf $(QEMU_ARCH) -std=c23 -O2 -ffreestanding -fno-builtin \
  -ffunction-sections -fdata-sections -Wall -Wextra -Werror -gline-tables-only \
  -ffile-compilation-dir=. $(QEMU_INCLUDES)
QEMU_ASFLAGS := --target=riscv32-none-elf $(QEMU_ARCH)
QEMU_LDFLAGS := --gc-sections --discard-locals --fatal-warnings -L $(QEMU_DIR)/link

QEMU_CC := $(QEMU_TOOLS)clang
QEMU_LD := $(QEMU_TOOLS)ld.lld
QEMU_CHECK_NO_HEAP := NM=$(QEMU_TOOLS)llvm-nm Board/check-no-heap.sh
QEMU_RUN := SYMBOLIZER=$(QEMU_TOOLS)llvm-symbolizer DEMANGLE=$(QEMU_TOOLS)swift-demangle \
  $(QEMU_DIR)/run.sh

# $(call QEMU_COMPILE_CORE,flags) and $(call QEMU_COMPILE_PORT,flags): the recipes of Firmware.o and, in the
# same folder, of Port.o.
QEMU_COMPILE_CORE = swiftc $1 $(QEMU_NO_HEAP) -module-name Firmware \
  -emit-module -emit-module-path $(@D)/Firmware.swiftmodule -c $(QEMU_CORE_SOURCES) -o $@
QEMU_COMPILE_PORT = swiftc $(filter-out -parse-as-library,$1) $(QEMU_NO_HEAP) -I $(@D) \
  -I Board/port/include -Xfrontend -entry-point-function-name -Xfrontend sleeve_main \
  -module-name Port -emit-module -emit-module-path $(@D)/Port.swiftmodule -c $(QEMU_PORT_SOURCES) -o $@

QEMU_CORE_SOURCES := $(sort $(shell find Firmware -name '*.swift'))
QEMU_BENCH_SOURCES := $(sort $(wildcard $(QEMU_DIR)/Bench*.swift))
QEMU_PROBE_SOURCES := $(addprefix $(QEMU_DIR)/,CoverProbe.swift DeviceProbe.swift \
  CoreProbe.swift ConsoleProbe.swift)
QEMU_APP_SOURCES := $(filter-out $(QEMU_BENCH_SOURCES) $(QEMU_PROBE_SOURCES), \
  $(sort $(wildcard $(QEMU_DIR)/*.swift)))
# The bench and the probes are the board with another entry.
QEMU_BOARD_SOURCES := $(filter-out $(QEMU_DIR)/main.swift,$(QEMU_APP_SOURCES))
QEMU_BENCH_BOARD := $(QEMU_BOARD_SOURCES) $(QEMU_BENCH_SOURCES)
QEMU_PROBE_BOARD := $(QEMU_BOARD_SOURCES) $(QEMU_DIR)/CoverProbe.swift
QEMU_DEVICE_BOARD := $(QEMU_BOARD_SOURCES) $(QEMU_DIR)/DeviceProbe.swift
QEMU_CORE_BOARD := $(QEMU_BOARD_SOURCES) $(QEMU_DIR)/CoreProbe.swift
QEMU_CONSOLE_BOARD := $(QEMU_BOARD_SOURCES) $(QEMU_DIR)/ConsoleProbe.swift
QEMU_NARROW_BOARD := $(QEMU_BOARD_SOURCES) $(sort $(wildcard Tests/Emulator/Narrow/*.swift))
QEMU_REFERENCE_SOURCES := $(sort $(wildcard $(QEMU_DIR)/reference/*.c))

QEMU_COMMON_OBJECTS := $(addprefix $(QEMU_OUT)/,start.o saverestore.o memory.o arithmetic.o \
  descriptor.o documents.o FontData.o TextTables.o Words.o Firmware.o)
# The core on the port, beneath the script in C.
QEMU_PORT_SOURCES := $(sort $(wildcard Board/port/*.swift))
QEMU_PORT_SCRIPT := $(sort $(wildcard Board/script/*.c))
QEMU_SCRIPT_OBJECTS := $(QEMU_OUT)/script_board.o $(QEMU_PORT_SCRIPT:Board/script/%.c=$(QEMU_OUT)/script-%.o)
QEMU_PORT_OBJECTS := $(QEMU_COMMON_OBJECTS) $(QEMU_OUT)/Port.o $(QEMU_SCRIPT_OBJECTS)
QEMU_APP_OBJECTS := $(QEMU_PORT_OBJECTS) $(QEMU_OUT)/Board.o
QEMU_PROBE_OBJECTS := $(QEMU_COMMON_OBJECTS) $(QEMU_OUT)/Probe.o
QEMU_DEVICE_OBJECTS := $(QEMU_COMMON_OBJECTS) $(QEMU_SCRIPT_OBJECTS) $(QEMU_OUT)/DeviceProbe.o
QEMU_CORE_OBJECTS := $(QEMU_COMMON_OBJECTS) $(QEMU_SCRIPT_OBJECTS) $(QEMU_OUT)/CoreProbe.o
QEMU_CONSOLE_OBJECTS := $(QEMU_COMMON_OBJECTS) $(QEMU_SCRIPT_OBJECTS) $(QEMU_OUT)/ConsoleProbe.o
QEMU_NARROW_OBJECTS := $(QEMU_COMMON_OBJECTS) $(QEMU_OUT)/Narrow.o
QEMU_BENCH_OBJECTS := $(QEMU_COMMON_OBJECTS) $(QEMU_OUT)/Bench.o \
  $(patsubst $(QEMU_DIR)/reference/%.c,$(QEMU_OUT)/reference-%.o,$(QEMU_REFERENCE_SOURCES)) \
  $(addprefix $(QEMU_OUT)/,bench_module.o module-runtime.o module-bench.o trap.o)

# The same through WebAssembly and C.
QEMU_MODULE_OBJECTS := $(filter-out %/Firmware.o %/Port.o,$(QEMU_PORT_OBJECTS)) \
  $(addprefix $(QEMU_OUT)/,module_main.o sleeve_module.o module.o module-core-runtime.o)

QEMU_COVERS := flat illustration mid photo worst

.PHONY: qemu-virt-size-record qemu-virt-firmware qemu-virt-test qemu-virt-bench qemu-virt-size qemu-virt-test-failures \
  qemu-virt-test-module test-no-heap test-no-heap-negative qemu-virt-force
.DELETE_ON_ERROR:

qemu-virt-firmware: $(QEMU_OUT)/app.elf
	@mkdir -p out
	@cp $< "out/sleeve-$$APP_VERSION-qemu-virt.elf"
	@$(QEMU_TOOLS)llvm-objcopy -O binary $< "out/sleeve-$$APP_VERSION-qemu-virt.bin"
	@ls -l "out/sleeve-$$APP_VERSION-qemu-virt.elf" "out/sleeve-$$APP_VERSION-qemu-virt.bin"

qemu-virt-test: $(QEMU_OUT)/app.txt $(QEMU_OUT)/runtime.elf $(QEMU_OUT)/narrow.elf
	$(QEMU_RUN) $(QEMU_OUT)/runtime.elf $(QEMU_SECONDS)
	$(QEMU_RUN) $(QEMU_OUT)/narrow.elf $(QEMU_SECONDS)
	@swift build --quiet --product emulator-script
	@.build/debug/emulator-script . "$$APP_VERSION" > $(QEMU_OUT)/host.txt || { cat $(QEMU_OUT)/host.txt; exit 1; }
	@cat $(QEMU_OUT)/app.txt
	@awk -f $(QEMU_DIR)/screens.awk $(QEMU_OUT)/app.txt $(QEMU_OUT)/host.txt

qemu-virt-test-module: $(QEMU_OUT)/wasm2c.txt
	@swift build --quiet --product emulator-script
	@.build/debug/emulator-script . "$$APP_VERSION" > $(QEMU_OUT)/host.txt || { cat $(QEMU_OUT)/host.txt; exit 1; }
	@awk -f $(QEMU_DIR)/screens.awk $< $(QEMU_OUT)/host.txt

qemu-virt-bench: $(QEMU_OUT)/bench.txt $(QEMU_OUT)/latency.lines $(QEMU_OUT)/app.elf $(QEMU_OUT)/wasm2c.elf
	@mkdir -p out
	@awk -v json=out/bench.json -f $(QEMU_DIR)/bench.awk $(QEMU_OUT)/bench.txt $(QEMU_OUT)/latency.lines
	@awk -f $(MODULE_DIR)/sizes.awk $(QEMU_OUT)/app.map $(QEMU_OUT)/wasm2c.map

# The wait for the next picture: a day of songs in virtual time, for each rule of connections.
$(QEMU_OUT)/latency.lines: hostsim
	@mkdir -p $(QEMU_OUT)
	@.build/release/hostsim latency --lines $@

# What of an image is the core's, with readable names.
$(QEMU_OUT)/%.core: $(QEMU_OUT)/%.elf $(QEMU_DIR)/core.awk
	@awk -f $(QEMU_DIR)/core.awk $(@:.core=.map) \
	  | $(QEMU_TOOLS)swift-demangle --compact --simplified > $@

$(QEMU_OUT)/%.txt: $(QEMU_OUT)/%.elf
	@$(QEMU_RUN) $< $(QEMU_SECONDS) > $@ || { cat $@; exit 1; }

QEMU_SIZE_INPUTS := Board/budget.txt \
  $(addprefix $(QEMU_OUT)/,app.txt probe.txt core.core probe.core device.core \
  console.core)

qemu-virt-size: $(QEMU_SIZE_INPUTS)
	@mkdir -p out
	@awk -v json=out/size.json -f $(QEMU_DIR)/size.awk $^ Board/size-record.txt
	@wc -c < HostSim/Fonts/fallback.bin | \
	  awk '{ print "\nfallback font, in a partition of its own: " $$1 " bytes of 1048576"; exit $$1 > 1048576 }'

qemu-virt-size-record: $(QEMU_SIZE_INPUTS)
	@awk -v record=Board/size-record.txt -f $(QEMU_DIR)/size.awk $^

test-no-heap: $(QEMU_OUT)/app.elf
	@$(QEMU_CHECK_NO_HEAP) $<

# The compiler stops an allocation in the core; with that gate open, the check of the image does.
test-no-heap-negative: $(QEMU_OUT)/Firmware.o
	@Tests/expect-failure.sh "Allocation.swift.*(allocat|-no-allocations)" \
	  swiftc $(QEMU_SWIFTFLAGS) $(QEMU_NO_HEAP) -module-name Firmware \
	  -c $(QEMU_CORE_SOURCES) Tests/NoHeap/Allocation.swift -o $(QEMU_OUT)/allocation.o
	@swiftc $(QEMU_SWIFTFLAGS) -module-name Firmware \
	  -c $(QEMU_CORE_SOURCES) Tests/NoHeap/Allocation.swift -o $(QEMU_OUT)/allocation.o
	@$(QEMU_LD) --gc-sections --unresolved-symbols=ignore-all -e allocate \
	  $(QEMU_OUT)/allocation.o -o $(QEMU_OUT)/allocation.elf
	@Tests/expect-failure.sh "not free of the heap: .*posix_memalign" \
	  env $(QEMU_CHECK_NO_HEAP) $(QEMU_OUT)/allocation.elf

QEMU_FAILURES := Trap Overflow Hang Status
QEMU_FAILURE_SECONDS ?= 5
qemu-virt-test-failures: $(QEMU_FAILURES:%=$(QEMU_OUT)/failure-%.elf)
	@Tests/expect-failure.sh "Trap.swift:[0-9]+" env $(QEMU_RUN) $(QEMU_OUT)/failure-Trap.elf
	@Tests/expect-failure.sh "stack overflow" env $(QEMU_RUN) $(QEMU_OUT)/failure-Overflow.elf
	@Tests/expect-failure.sh "no end within" \
	  env $(QEMU_RUN) $(QEMU_OUT)/failure-Hang.elf $(QEMU_FAILURE_SECONDS)
	@Tests/expect-failure.sh "status 3" env $(QEMU_RUN) $(QEMU_OUT)/failure-Status.elf
	@Tests/expect-failure.sh "WideInt.swift.*half of all UInt32" \
	  swiftc $(QEMU_SWIFTFLAGS) -I $(QEMU_OUT) -typecheck Tests/Emulator/WideInt.swift

$(QEMU_OUT)/failure-%.elf: Tests/Emulator/%.swift $(QEMU_COMMON_OBJECTS) \
    $(wildcard $(QEMU_DIR)/link/*)
	swiftc $(QEMU_SWIFTFLAGS) $(QEMU_NO_HEAP) -I $(@D) -module-name Board -c $< \
	  -o $(@:.elf=.o)
	$(QEMU_LD) $(QEMU_LDFLAGS) -T $(QEMU_DIR)/link/app.ld $(QEMU_COMMON_OBJECTS) \
	  $(@:.elf=.o) -o $@

$(QEMU_OUT)/runtime.elf: Tests/Emulator/Runtime.c $(QEMU_COMMON_OBJECTS) \
    $(wildcard $(QEMU_DIR)/link/*)
	$(QEMU_CC) $(QEMU_CFLAGS) -c $< -o $(@:.elf=.o)
	$(QEMU_LD) $(QEMU_LDFLAGS) -T $(QEMU_DIR)/link/app.ld $(QEMU_COMMON_OBJECTS) \
	  $(@:.elf=.o) -o $@

# A file list is rewritten only when it changes, so that a deleted source rebuilds what held it.
$(QEMU_OUT)/%.files: qemu-virt-force
	@mkdir -p $(@D)
	@printf '%s\n' $(QEMU_LIST_$*) > $@.new; cmp -s $@.new $@ || mv $@.new $@; rm -f $@.new
QEMU_LIST_core := $(QEMU_CORE_SOURCES)
QEMU_LIST_app := $(QEMU_APP_SOURCES)
QEMU_LIST_port := $(QEMU_PORT_SOURCES)
QEMU_LIST_probe := $(QEMU_PROBE_BOARD)
QEMU_LIST_device := $(QEMU_DEVICE_BOARD)
QEMU_LIST_core-probe := $(QEMU_CORE_BOARD)
QEMU_LIST_console := $(QEMU_CONSOLE_BOARD)
QEMU_LIST_narrow := $(QEMU_NARROW_BOARD)
QEMU_LIST_bench := $(QEMU_BENCH_BOARD) $(QEMU_BENCH_OBJECTS)

# Likewise what the build was told: another version makes another descriptor.
$(QEMU_OUT)/version: qemu-virt-force
	@Board/check-version.sh "$$APP_VERSION"
	@mkdir -p $(@D)
	@printf '%s\n%s\n' "$$APP_VERSION" '$(SECURITY_VERSION)' > $@.new; \
	  cmp -s $@.new $@ || mv $@.new $@; rm -f $@.new

$(QEMU_OUT)/Firmware.o: $(QEMU_CORE_SOURCES) $(QEMU_OUT)/core.files $(QEMU_DIR)/board.mk \
    $(wildcard Firmware/Fonts/include/*)
	$(call QEMU_COMPILE_CORE,$(QEMU_SWIFTFLAGS))

$(QEMU_OUT)/Board.o: $(QEMU_APP_SOURCES) $(QEMU_OUT)/app.files $(QEMU_OUT)/Port.o \
    $(wildcard $(QEMU_DIR)/CBoard/include/*)
	swiftc $(filter-out -parse-as-library,$(QEMU_SWIFTFLAGS)) $(QEMU_NO_HEAP) -I $(@D) \
	  -Xfrontend -entry-point-function-name -Xfrontend app_main -module-name Board \
	  -c $(QEMU_APP_SOURCES) -o $@

$(QEMU_OUT)/Port.o: $(QEMU_PORT_SOURCES) $(QEMU_OUT)/port.files $(QEMU_OUT)/Firmware.o \
    $(wildcard Board/port/include/*)
	$(call QEMU_COMPILE_PORT,$(QEMU_SWIFTFLAGS))

$(QEMU_OUT)/script-%.o: Board/script/%.c $(wildcard Board/script/*.h Board/script/include/*.h) \
    Board/port/include/sleeve_port.h $(QEMU_DIR)/board.mk
	@mkdir -p $(@D)
	$(QEMU_CC) $(QEMU_CFLAGS) -c $< -o $@

$(QEMU_OUT)/script_board.o $(QEMU_OUT)/module_main.o: $(QEMU_OUT)/%.o: $(QEMU_DIR)/port/%.c \
    Board/script/include/script.h $(QEMU_DIR)/board.mk
	@mkdir -p $(@D)
	$(QEMU_CC) $(QEMU_CFLAGS) -c $< -o $@

$(QEMU_OUT)/Bench.o: $(QEMU_BENCH_BOARD) $(QEMU_OUT)/bench.files $(QEMU_OUT)/Port.o \
    $(wildcard $(QEMU_DIR)/CBoard/include/* $(QEMU_DIR)/reference/include/*)
	swiftc $(QEMU_SWIFTFLAGS) $(QEMU_NO_HEAP) -I $(@D) -I $(QEMU_DIR)/reference/include \
	  -module-name Board -c $(QEMU_BENCH_BOARD) -o $@

$(QEMU_OUT)/Narrow.o: $(QEMU_NARROW_BOARD) $(QEMU_OUT)/narrow.files $(QEMU_OUT)/Port.o \
    $(wildcard $(QEMU_DIR)/CBoard/include/*)
	swiftc $(QEMU_SWIFTFLAGS) $(QEMU_NO_HEAP) -I $(@D) -module-name Board \
	  -c $(QEMU_NARROW_BOARD) -o $@

$(QEMU_OUT)/Probe.o: $(QEMU_PROBE_BOARD) $(QEMU_OUT)/probe.files $(QEMU_OUT)/Port.o \
    $(wildcard $(QEMU_DIR)/CBoard/include/*)
	swiftc $(QEMU_SWIFTFLAGS) $(QEMU_NO_HEAP) -I $(@D) -module-name Board \
	  -c $(QEMU_PROBE_BOARD) -o $@

$(QEMU_OUT)/DeviceProbe.o: $(QEMU_DEVICE_BOARD) $(QEMU_OUT)/device.files $(QEMU_OUT)/Port.o \
    $(wildcard $(QEMU_DIR)/CBoard/include/*)
	swiftc $(QEMU_SWIFTFLAGS) $(QEMU_NO_HEAP) -I $(@D) -module-name Board \
	  -c $(QEMU_DEVICE_BOARD) -o $@

$(QEMU_OUT)/CoreProbe.o: $(QEMU_CORE_BOARD) $(QEMU_OUT)/core-probe.files $(QEMU_OUT)/Port.o \
    $(wildcard $(QEMU_DIR)/CBoard/include/*)
	swiftc $(QEMU_SWIFTFLAGS) $(QEMU_NO_HEAP) -I $(@D) -module-name Board \
	  -c $(QEMU_CORE_BOARD) -o $@

$(QEMU_OUT)/ConsoleProbe.o: $(QEMU_CONSOLE_BOARD) $(QEMU_OUT)/console.files $(QEMU_OUT)/Port.o \
    $(wildcard $(QEMU_DIR)/CBoard/include/*)
	swiftc $(QEMU_SWIFTFLAGS) $(QEMU_NO_HEAP) -I $(@D) -module-name Board \
	  -c $(QEMU_CONSOLE_BOARD) -o $@

$(QEMU_OUT)/start.o $(QEMU_OUT)/saverestore.o: $(QEMU_OUT)/%.o: $(QEMU_DIR)/%.S \
    $(QEMU_DIR)/board.mk
	@mkdir -p $(@D)
	$(QEMU_CC) $(QEMU_ASFLAGS) -c $< -o $@

$(QEMU_OUT)/descriptor.o: $(QEMU_DIR)/CBoard/descriptor.c $(QEMU_OUT)/version \
    $(QEMU_DIR)/CBoard/include/CBoard.h $(QEMU_DIR)/board.mk
	$(QEMU_CC) $(QEMU_CFLAGS) -DAPP_VERSION="\"$$APP_VERSION\"" -DAPP_BOARD='"qemu-virt"' \
	  -DAPP_SECURITY_VERSION='$(SECURITY_VERSION)' -c $< -o $@

$(QEMU_OUT)/%.o: $(QEMU_DIR)/CBoard/%.c $(QEMU_DIR)/board.mk
	@mkdir -p $(@D)
	$(QEMU_CC) $(QEMU_CFLAGS) -c $< -o $@

$(QEMU_OUT)/FontData.o: Firmware/Fonts/fonts.bin
$(QEMU_OUT)/TextTables.o: Firmware/Fonts/text.bin
$(QEMU_OUT)/Words.o: Firmware/Fonts/words.bin
$(addprefix $(QEMU_OUT)/,FontData.o TextTables.o Words.o): $(QEMU_OUT)/%.o: Firmware/Fonts/%.c \
    $(wildcard Firmware/Fonts/include/*) $(QEMU_DIR)/board.mk
	@mkdir -p $(@D)
	$(QEMU_CC) $(QEMU_CFLAGS) -c $< -o $@

$(QEMU_OUT)/reference-%.o: $(QEMU_DIR)/reference/%.c $(wildcard $(QEMU_DIR)/reference/include/*) \
    $(QEMU_DIR)/board.mk
	@mkdir -p $(@D)
	$(QEMU_CC) $(QEMU_CFLAGS) -I $(QEMU_DIR)/reference/include -c $< -o $@

QEMU_CORE_CFLAGS := $(QEMU_CFLAGS) $(MODULE_DEFINES) $(MODULE_INCLUDES)
QEMU_CORE_HEADERS := $(wildcard $(MODULE_DIR)/*.h $(MODULE_DIR)/libc/*.h) \
  $(MODULE_OUT)/sleeve_module_memory.h $(MODULE_OUT)/sleeve_module.c
$(QEMU_OUT)/module.o: $(MODULE_DIR)/module.c $(QEMU_CORE_HEADERS)
	$(QEMU_CC) $(QEMU_CORE_CFLAGS) -c $< -o $@
$(QEMU_OUT)/module-core-runtime.o: $(MODULE_DIR)/runtime.c $(QEMU_CORE_HEADERS)
	$(QEMU_CC) $(QEMU_CORE_CFLAGS) -c $< -o $@
$(QEMU_OUT)/sleeve_module.o: $(MODULE_OUT)/sleeve_module.c $(QEMU_CORE_HEADERS)
	$(QEMU_CC) $(QEMU_CORE_CFLAGS) $(MODULE_LEVEL) -msave-restore $(MODULE_GENERATED) -c $< -o $@

# The bench's module, as C: wasm2c.mk.
QEMU_MODULE_CFLAGS := $(QEMU_CFLAGS) $(MODULE_DEFINES) -I $(MODULE_BENCH_OUT) $(MODULE_INCLUDES) \
  -I $(QEMU_DIR)/reference/include
QEMU_MODULE_HEADERS := $(wildcard $(MODULE_DIR)/*.h $(MODULE_DIR)/libc/*.h) \
  $(MODULE_BENCH_OUT)/sleeve_module_memory.h $(MODULE_BENCH_OUT)/sleeve_module.c
$(QEMU_OUT)/bench_module.o: $(QEMU_DIR)/port/bench_module.c $(QEMU_MODULE_HEADERS)
	$(QEMU_CC) $(QEMU_MODULE_CFLAGS) -c $< -o $@
$(QEMU_OUT)/module-runtime.o: $(MODULE_DIR)/runtime.c $(QEMU_MODULE_HEADERS)
	$(QEMU_CC) $(QEMU_MODULE_CFLAGS) -c $< -o $@
$(QEMU_OUT)/module-bench.o: $(MODULE_BENCH_OUT)/sleeve_module.c $(QEMU_MODULE_HEADERS)
	$(QEMU_CC) $(QEMU_MODULE_CFLAGS) $(MODULE_LEVEL) -msave-restore $(MODULE_GENERATED) -c $< -o $@

$(QEMU_OUT)/documents.o: $(QEMU_DIR)/documents.S $(QEMU_OUT)/metadata.json \
    $(QEMU_COVERS:%=Tests/Covers/%.json) Tests/Emulator/letters.json HostSim/Fonts/fallback.bin \
    $(QEMU_DIR)/board.mk
	$(QEMU_CC) $(QEMU_ASFLAGS) \
	  $(addprefix -I ,Tests/Covers Tests/Emulator HostSim/Fonts $(QEMU_OUT)) -c $< -o $@

# A document as a browser gets it: the members of the picture, which come last, are cut off.
$(QEMU_OUT)/metadata.json: Tests/Covers/photo.json
	@mkdir -p $(@D)
	sed 's/,"cover_width":.*$$/}/' $< > $@

$(QEMU_OUT)/app.elf: $(QEMU_APP_OBJECTS) $(wildcard $(QEMU_DIR)/link/*) Board/check-no-heap.sh
	$(QEMU_LD) $(QEMU_LDFLAGS) -T $(QEMU_DIR)/link/app.ld -Map=$(@:.elf=.map) \
	  $(QEMU_APP_OBJECTS) -o $@
	@$(QEMU_CHECK_NO_HEAP) $@

$(QEMU_OUT)/wasm2c.elf: $(QEMU_MODULE_OBJECTS) $(QEMU_OUT)/trap.o $(wildcard $(QEMU_DIR)/link/*)
	$(QEMU_LD) $(QEMU_LDFLAGS) -T $(QEMU_DIR)/link/app.ld -Map=$(@:.elf=.map) \
	  $(QEMU_MODULE_OBJECTS) $(QEMU_OUT)/trap.o -o $@

$(QEMU_OUT)/trap.o: $(QEMU_DIR)/port/module_trap.c $(QEMU_CORE_HEADERS)
	$(QEMU_CC) $(QEMU_CORE_CFLAGS) -c $< -o $@

$(QEMU_OUT)/probe.elf: $(QEMU_PROBE_OBJECTS) $(wildcard $(QEMU_DIR)/link/*)
	$(QEMU_LD) $(QEMU_LDFLAGS) -T $(QEMU_DIR)/link/app.ld -Map=$(@:.elf=.map) \
	  $(QEMU_PROBE_OBJECTS) -o $@

$(QEMU_OUT)/device.elf: $(QEMU_DEVICE_OBJECTS) $(wildcard $(QEMU_DIR)/link/*)
	$(QEMU_LD) $(QEMU_LDFLAGS) -T $(QEMU_DIR)/link/app.ld -Map=$(@:.elf=.map) \
	  $(QEMU_DEVICE_OBJECTS) -o $@

$(QEMU_OUT)/core.elf: $(QEMU_CORE_OBJECTS) $(wildcard $(QEMU_DIR)/link/*)
	$(QEMU_LD) $(QEMU_LDFLAGS) -T $(QEMU_DIR)/link/app.ld -Map=$(@:.elf=.map) \
	  $(QEMU_CORE_OBJECTS) -o $@

$(QEMU_OUT)/console.elf: $(QEMU_CONSOLE_OBJECTS) $(wildcard $(QEMU_DIR)/link/*)
	$(QEMU_LD) $(QEMU_LDFLAGS) -T $(QEMU_DIR)/link/app.ld -Map=$(@:.elf=.map) \
	  $(QEMU_CONSOLE_OBJECTS) -o $@

$(QEMU_OUT)/narrow.elf: $(QEMU_NARROW_OBJECTS) $(wildcard $(QEMU_DIR)/link/*)
	$(QEMU_LD) $(QEMU_LDFLAGS) -T $(QEMU_DIR)/link/app.ld $(QEMU_NARROW_OBJECTS) -o $@

$(QEMU_OUT)/bench.elf: $(QEMU_BENCH_OBJECTS) $(wildcard $(QEMU_DIR)/link/*)
	$(QEMU_LD) $(QEMU_LDFLAGS) -T $(QEMU_DIR)/link/bench.ld $(QEMU_BENCH_OBJECTS) -o $@
	@$(QEMU_CHECK_NO_HEAP) $@
