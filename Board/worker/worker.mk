# The gateway: its module, and what runs it under Node on this machine.
# Included by the Makefile at the root of the repository; every recipe runs there.
GATEWAY_DIR := Board/worker/gateway
GATEWAY_OUT := out/gateway
GATEWAY_NEEDS := swift:6.3 cmd:node=nodejs
GATEWAY_TEST_NEEDS := $(GATEWAY_NEEDS) cmd:wasm-opt=binaryen cmd:openssl=openssl cmd:nginx=nginx-light

.PHONY: gateway gateway-test gateway-soak gateway-assets setup-gateway

gateway: ## runs the gateway on this machine: with gateway.env, otherwise with its demo evening
	@HostSim/need.sh $(GATEWAY_NEEDS)
	@$(MAKE) --no-print-directory gateway-module
	@exec node $(GATEWAY_DIR)/node.js

gateway-test: setup-gateway ## runs the gateway's tests
	@$(MAKE) --no-print-directory gateway-assets
	@swift build --quiet --product hostsim
	@node --test --test-reporter=tap Tests/Worker/*.test.mjs >.build/gateway-test.log 2>&1 || { cat .build/gateway-test.log >&2; exit 1; }
	@grep -E '^# (tests|pass|skipped)' .build/gateway-test.log

gateway-soak: setup setup-test ## a day of a thousand devices and a hundred browsers, in virtual time
	@GATEWAY_SOAK=1 swift test --filter DayTests

setup-gateway:
	@HostSim/need.sh $(GATEWAY_TEST_NEEDS)

# What Cloudflare serves: FIRMWARE_DIRECTORY has `<board>/manifest.json`, and images beside it.
GATEWAY_ASSETS := $(GATEWAY_OUT)/assets
gateway-assets: gateway-module ## gathers what wrangler uploads: [FIRMWARE_DIRECTORY=folder]
	@rm -rf $(GATEWAY_ASSETS)
	@mkdir -p $(GATEWAY_ASSETS)/demo
	@cp Board/worker/widget.js Board/worker/widget.html $(GATEWAY_ASSETS)
	@cp HostSim/Pictures/city.png $(GATEWAY_ASSETS)/demo/1.png
	@cp HostSim/Pictures/evening.png $(GATEWAY_ASSETS)/demo/2.png
	@cp HostSim/Pictures/morning.png $(GATEWAY_ASSETS)/demo/3.png
	@[ -z '$(FIRMWARE_DIRECTORY)' ] || cp -R '$(FIRMWARE_DIRECTORY)' $(GATEWAY_ASSETS)/firmware

# The module of coordinator and encoder. Its Swift parts are built as the package builds them, one
# object each; what nothing exported reaches is left out by the linker.
WASM_OUT := .build/gateway
WASM_TOOLS := $(dir $(shell readlink -f "$$(command -v swiftc)"))
WASM_TARGET := wasm32-unknown-none-wasm
WASM_FEATURES := -msimd128 -mbulk-memory
WASM_SWIFTFLAGS := -target $(WASM_TARGET) -swift-version 6 -wmo -parse-as-library \
  $(addprefix -enable-experimental-feature ,Embedded Lifetimes RawLayout SuppressedAssociatedTypes) \
  -strict-memory-safety -warnings-as-errors -file-prefix-map '$(CURDIR)=.' \
  -Xfrontend -no-clang-module-breadcrumbs -Xfrontend -function-sections \
  -Xfrontend -disable-stack-protector -Xfrontend -disable-incremental-llvm-codegen \
  $(addprefix -Xcc ,$(WASM_FEATURES) -ffreestanding) \
  -module-cache-path $(WASM_OUT)/modules -I Firmware/Fonts/include -I $(WASM_OUT)
# Pixels are worth their bytes, decisions are not: nothing is inlined there, least of all the counting
# of references. A module's code is emitted into those that import it as well: `Wasm.o` comes last, so
# that it is taken from the module's own object.
WASM_LEVEL = -Osize -Xllvm -inline-threshold=-100 -enforce-exclusivity=unchecked
# Loops that are unrolled or done four at a time gain 3 % and take a tenth of the module.
$(WASM_OUT)/Encoder.o: WASM_LEVEL = -O $(addprefix -Xllvm ,-vectorize-loops=false -unroll-runtime=false)
WASM_EXPORTS := reserve output output_length encode coordinator_handle

# Binaryen's optimizer, where it is installed, takes an eighth of the module: addresses by way of the
# tables of position-independent code, and arguments that are always the same. Functions are inlined up
# to a size only: what V8 compiles anew while it is running, it does for a function as a whole, and all
# of `encode` in one cost 70 ms. Nothing but the end of the stack lies in the lowest kilobyte.
WASM_OPT_FLAGS := $(addprefix --enable-,simd bulk-memory sign-ext mutable-globals nontrapping-float-to-int) \
  --low-memory-unused --one-caller-inline-max-function-size=400 --flatten --rereloop -Oz -Oz

# $(call wasm-swift,MODULE,SOURCES) compiles a module and leaves what others import beside it.
wasm-swift = swiftc $(WASM_SWIFTFLAGS) $(WASM_LEVEL) -module-name $1 -emit-module \
  -emit-module-path $(WASM_OUT)/$1.swiftmodule -c $2 -o $(WASM_OUT)/$1.o
swift-sources = $(sort $(shell find $1 -name '*.swift'))

.PHONY: gateway-module
gateway-module: $(GATEWAY_OUT)/gateway.wasm
	@:

# Which optimizer there is: one that was installed since makes the module anew.
.PHONY: gateway-force
$(WASM_OUT)/optimizer: gateway-force
	@mkdir -p $(@D)
	@(command -v wasm-opt || echo none) >$@.new; cmp -s $@.new $@ || cp $@.new $@; rm $@.new

$(GATEWAY_OUT)/gateway.wasm: $(addprefix $(WASM_OUT)/,memory.o arithmetic.o Encoder.o Coordinator.o \
  Firmware.o Wasm.o optimizer)
	@mkdir -p $(@D)
	@$(WASM_TOOLS)wasm-ld --no-entry --gc-sections --strip-all --compress-relocations --stack-first -z stack-size=131072 \
	  $(addprefix --export=,$(WASM_EXPORTS)) $(filter %.o,$^) -o $(WASM_OUT)/linked.wasm
	@if command -v wasm-opt >/dev/null && wasm-opt $(WASM_OPT_FLAGS) $(WASM_OUT)/linked.wasm -o $@; then :; \
	  else cp $(WASM_OUT)/linked.wasm $@; fi

$(WASM_OUT)/%.o: Board/worker/Wasm/%.c
	@mkdir -p $(@D)
	@$(WASM_TOOLS)clang --target=$(WASM_TARGET) $(WASM_FEATURES) -std=c23 -O2 -ffreestanding -Wall \
	  -Wextra -Werror -c $< -o $@

$(WASM_OUT)/Firmware.o: $(call swift-sources,Firmware)
	@mkdir -p $(@D)
	@$(call wasm-swift,Firmware,$^)

$(WASM_OUT)/Encoder.o: $(call swift-sources,Board/worker/Encoder) Firmware/1-Values/Int+Narrow.swift
	@mkdir -p $(@D)
	@$(call wasm-swift,Encoder,$^)

$(WASM_OUT)/Coordinator.o: $(call swift-sources,Board/worker/Coordinator) $(addprefix $(WASM_OUT)/,Encoder.o Firmware.o)
	@$(call wasm-swift,Coordinator,$(filter %.swift,$^))

$(WASM_OUT)/Wasm.o: $(call swift-sources,Board/worker/Wasm) $(addprefix $(WASM_OUT)/,Encoder.o Coordinator.o)
	@$(call wasm-swift,Wasm,$(filter %.swift,$^))

# The same picture, by libjpeg-turbo's own encoder.
BENCH_PICTURE := HostSim/Pictures/evening.png
BENCH_FILES := $(addprefix $(WASM_OUT)/bench/,turbo baseline.jpg progressive.jpg)

.PHONY: gateway-bench
gateway-bench: ## times covers in the gateway's module, against their limits, beside libjpeg-turbo
	@HostSim/need.sh $(GATEWAY_NEEDS) cmd:wasm-opt=binaryen cmd:cjpeg=libjpeg-turbo-progs cmd:pngtopnm=netpbm cmd:cc=gcc
	@$(MAKE) --no-print-directory $(GATEWAY_OUT)/gateway.wasm $(BENCH_FILES)
	@node Tests/Worker/bench.mjs $(GATEWAY_OUT)/gateway.wasm $(BENCH_PICTURE) $(BENCH_FILES)

$(WASM_OUT)/bench/turbo: Tests/Worker/turbo.c
	@mkdir -p $(@D)
	@$(CC) -O2 $< $$(pkg-config --cflags --libs libturbojpeg) -o $@

$(WASM_OUT)/bench/baseline.jpg: $(BENCH_PICTURE)
	@mkdir -p $(@D)
	@pngtopnm $< | cjpeg -quality 85 -sample 2x2 -optimize -outfile $@

$(WASM_OUT)/bench/progressive.jpg: $(BENCH_PICTURE)
	@mkdir -p $(@D)
	@pngtopnm $< | cjpeg -quality 85 -sample 2x2 -progressive -outfile $@

# The widget in Debian's browser. Its pictures are in out/widget.
WIDGET_TEST_NEEDS := $(GATEWAY_NEEDS) cmd:chromium=chromium cmd:python3=python3 python:ensurepip=python3-venv
WIDGET_PYTHON := .build/widget-python
WIDGET_REQUIREMENTS := Tests/Worker/requirements.txt

.PHONY: widget-test setup-widget

widget-test: $(WIDGET_PYTHON)/ready $(GATEWAY_OUT)/gateway.wasm ## runs the widget's tests in a browser without a window
	@PYTHONDONTWRITEBYTECODE=1 $(WIDGET_PYTHON)/bin/python -m pytest -q -p no:cacheprovider Tests/Worker

setup-widget:
	@HostSim/need.sh $(WIDGET_TEST_NEEDS)

$(WIDGET_PYTHON)/ready: $(WIDGET_REQUIREMENTS) | setup-widget
	@echo 'installing the Python packages of $(WIDGET_REQUIREMENTS)'
	@rm -rf $(WIDGET_PYTHON)
	@python3 -m venv $(WIDGET_PYTHON)
	@$(WIDGET_PYTHON)/bin/pip install --quiet --disable-pip-version-check -r $(WIDGET_REQUIREMENTS)
	@touch $@
