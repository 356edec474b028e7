# The core and its adapters as a WebAssembly module, and that as C: for chips that Swift has no code
# for. Included by the Makefile at the root of the repository; every recipe runs there.
#
#   $(MODULE_C)/sleeve_module.c, .h       what wasm2c makes of the module
#   $(MODULE_C)/sleeve_module_memory.h    what the link says of its memory
#
# A board compiles these, module.c and runtime.c, with MODULE_DEFINES and MODULE_INCLUDES, beside its own C.

MODULE_DIR := Board/wasm2c
MODULE_OUT := .build/wasm2c
MODULE_NEEDS := swift:6.3 cmd:wasm2c=wabt
MODULE_TOOLS := $(dir $(shell readlink -f "$$(command -v swiftc)"))
MODULE_TARGET := wasm32-unknown-none-wasm
# A source archive has the C, so that whoever builds it needs neither Swift nor wabt.
MODULE_SHIPPED := $(MODULE_DIR)/generated
MODULE_IS_SHIPPED := $(wildcard $(MODULE_SHIPPED)/sleeve_module.c)
MODULE_C := $(if $(MODULE_IS_SHIPPED),$(MODULE_SHIPPED),$(MODULE_OUT))
# What a board compiles of it.
MODULE_C_NAMES := sleeve_module module runtime

# The module's stack, and the most that stack and data may take together, in bytes.
MODULE_STACK := 8192
MODULE_BYTES_MAX := 49152

MODULE_SWIFTFLAGS := -target $(MODULE_TARGET) -swift-version 6 -wmo -Osize -no-allocations \
  $(addprefix -enable-experimental-feature ,Embedded Lifetimes RawLayout SuppressedAssociatedTypes) \
  -strict-memory-safety -warnings-as-errors -file-prefix-map '$(CURDIR)=.' \
  -Xfrontend -no-clang-module-breadcrumbs -Xfrontend -function-sections \
  -Xfrontend -disable-stack-protector -Xfrontend -disable-incremental-llvm-codegen \
  -Xcc -ffreestanding -module-cache-path $(MODULE_OUT)/modules \
  -I Firmware/Fonts/include -I Board/port/include

# What wasm2c's code checks by itself is left out: the Swift in it has its own checks.
MODULE_DEFINES := -DWASM_RT_USE_STACK_DEPTH_COUNT=0 -DWASM_RT_SKIP_SIGNAL_RECOVERY=1 \
  -DWASM_RT_MEMCHECK_SIGNAL_HANDLER=1
MODULE_INCLUDES := -I $(MODULE_DIR) -I $(MODULE_DIR)/libc -I $(MODULE_C) -I Board/port/include \
  -I Firmware/Fonts/include
# Of the generated file: flash is scarcer than cycles.
MODULE_LEVEL := -Os
# The generated file, and that alone, has values and functions that nothing uses.
MODULE_GENERATED := -Wno-unused-value -Wno-unused-function

MODULE_EXPORTS := sleeve_main sleeve_step sleeve_is_healthy sleeve_wants_restart sleeve_face __heap_base
MODULE_CORE := $(sort $(shell find Firmware -name '*.swift'))
MODULE_PORT := $(sort $(wildcard Board/port/*.swift))
MODULE_HEADERS := $(wildcard Firmware/Fonts/include/* Board/port/include/*)

# The lists of sources are the emulated board's: a deleted source makes what held it anew.
$(MODULE_OUT)/Firmware.o: $(MODULE_CORE) $(MODULE_HEADERS) $(MODULE_DIR)/wasm2c.mk \
    .build/qemu-virt/core.files
	@mkdir -p $(@D)
	swiftc $(MODULE_SWIFTFLAGS) -parse-as-library -module-name Firmware -emit-module \
	  -emit-module-path $(@D)/Firmware.swiftmodule -c $(MODULE_CORE) -o $@

$(MODULE_OUT)/Port.o: $(MODULE_PORT) $(MODULE_OUT)/Firmware.o .build/qemu-virt/port.files
	swiftc $(MODULE_SWIFTFLAGS) -I $(@D) -Xfrontend -entry-point-function-name \
	  -Xfrontend sleeve_main -module-name Port -c $(MODULE_PORT) -o $@

# What the module may import: the functions of the port, and the constants.
$(MODULE_OUT)/imports: $(MODULE_HEADERS)
	@mkdir -p $(@D)
	@sed -n 's/^[a-z].*[ *]\(sleeve_[a-z_]*\)(.*/\1/p' $(filter %.h,$^) | sort -u > $@

$(MODULE_OUT)/sleeve.wasm: $(addprefix $(MODULE_OUT)/,Firmware.o Port.o imports)
	$(MODULE_TOOLS)wasm-ld --no-entry --gc-sections --strip-debug --stack-first \
	  -z stack-size=$(MODULE_STACK) --allow-undefined-file=$(MODULE_OUT)/imports \
	  $(addprefix --export=,$(MODULE_EXPORTS)) $(filter %.o,$^) -o $@

# A module's own name, by the folder that it is made in.
MODULE_NAME_wasm2c := sleeve
MODULE_NAME_wasm2c-bench := bench

.build/%/sleeve_module.c: .build/%/sleeve.wasm $(MODULE_DIR)/access.awk
	@case $$(wasm2c --version) in 1.0.32*) ;; \
	  *) echo 'please use wabt 1.0.32, as Debian 12 has it: the C of others has other names' >&2; exit 1;; esac
	@ln -sf /usr/include/wasm-rt.h $(@D)/wasm-rt.h
	wasm2c -n $(MODULE_NAME_$*) $< -o $@
	@wasm-objdump -d $< > $(@D)/sleeve.txt
	@awk -f $(MODULE_DIR)/access.awk $(@D)/sleeve.txt $@ > $@.new || { rm -f $@; exit 1; }
	@mv $@.new $@

# The end of the module's data, and its table of functions, as linked.
.build/%/sleeve_module_memory.h: .build/%/sleeve.wasm $(MODULE_DIR)/memory.awk
	@wasm-objdump -x $< | awk -v stack=$(MODULE_STACK) -v limit=$(MODULE_BYTES_MAX) \
	  -f $(MODULE_DIR)/memory.awk > $@.new
	@mv $@.new $@

# The way of a document from JSON to pixels, as a module of its own: what `make bench` counts.
MODULE_BENCH_OUT := .build/wasm2c-bench
MODULE_BENCH_EXPORTS := bench_main bench_piece bench_begin bench_feed bench_finish __heap_base

$(MODULE_BENCH_OUT)/Bench.o: $(wildcard $(MODULE_DIR)/bench/*.swift $(MODULE_DIR)/bench/include/*) \
    $(MODULE_OUT)/Firmware.o
	@mkdir -p $(@D)
	swiftc $(MODULE_SWIFTFLAGS) -I $(MODULE_OUT) -I $(MODULE_DIR)/bench/include \
	  -Xfrontend -entry-point-function-name -Xfrontend bench_main -module-name BenchModule \
	  -c $(filter %.swift,$^) -o $@

$(MODULE_BENCH_OUT)/sleeve.wasm: $(MODULE_OUT)/Firmware.o $(MODULE_BENCH_OUT)/Bench.o
	@echo bench_sink > $(@D)/imports
	$(MODULE_TOOLS)wasm-ld --no-entry --gc-sections --strip-debug --stack-first \
	  -z stack-size=$(MODULE_STACK) --allow-undefined-file=$(@D)/imports \
	  $(addprefix --export=,$(MODULE_BENCH_EXPORTS)) $^ -o $@
