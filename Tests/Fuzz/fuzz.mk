# `make fuzz SECONDS=60`: every fuzz target in turn, the seconds shared among them.
#
# Inputs that a run finds are kept in .build/fuzz and are where the next run begins, crashes among
# them. Included from the Makefile, run from the repository's root.

SECONDS ?= 60
FUZZ_TARGETS := JSON Base64 RLE Document Manifest PNG JPEG
FUZZ_WORK := .build/fuzz
# The updater itself needs the whole device.
FUZZ_CORE := $(filter-out Firmware/9-Update/Updater%,$(wildcard $(addsuffix /*.swift, \
  Firmware/1-Values Firmware/1-Values/Time Firmware/2-Hardware Firmware/3-JSON \
  Firmware/4-Document Firmware/9-Update)))
FUZZ_SHARED := Tests/Fuzz/FuzzInput.swift Tests/Fuzz/CoverTrace.swift Tests/Fuzz/Base64Text.swift
FUZZ_ENCODER := $(sort $(wildcard Board/worker/Encoder/*.swift))
# Core and target in one module, so that the target reaches what is internal.
FUZZ_FLAGS := -sanitize=fuzzer -parse-as-library -O -wmo -use-ld=lld -swift-version 6 \
  -enable-experimental-feature Lifetimes -enable-experimental-feature RawLayout \
  -enable-experimental-feature SuppressedAssociatedTypes

.PHONY: fuzz
fuzz: $(FUZZ_TARGETS:%=$(FUZZ_WORK)/%)
	@failed=0; \
	for target in $(FUZZ_TARGETS); do \
	  work=$(FUZZ_WORK)/$$target; \
	  mkdir -p $$work.corpus $$work.crashes; \
	  find $$work.crashes -type f -exec mv {} $$work.corpus \;; \
	  dictionary=; \
	  case $$target in JSON|Document|Manifest) dictionary=-dict=Tests/Fuzz/json.dict;; esac; \
	  if SWIFT_BACKTRACE=enable=no $$work -max_total_time=$$(( ($(SECONDS) + $(words $(FUZZ_TARGETS)) - 1) / $(words $(FUZZ_TARGETS)) )) \
	    -print_final_stats=1 -max_len=4096 -timeout=10 -artifact_prefix=$$work.crashes/ $$dictionary \
	    $$work.corpus Tests/Fuzz/Corpus/$$target >$$work.log 2>&1; \
	  then result=ok; else result=FAILED; failed=1; tail -n 20 $$work.log; fi; \
	  runs=$$(sed -n 's/^stat::number_of_executed_units: *//p' $$work.log); \
	  crashes=$$(ls $$work.crashes | wc -l); \
	  if [ $$crashes -gt 0 ]; then failed=1; fi; \
	  echo "$$target: $$result, $${runs:-0} executions, $$crashes crashes in $$work.crashes"; \
	done; \
	exit $$failed

$(FUZZ_WORK)/%: Tests/Fuzz/%Fuzz.swift $(FUZZ_SHARED) $(FUZZ_CORE)
	@mkdir -p $(FUZZ_WORK)
	@echo Building $@
	@swiftc $(FUZZ_FLAGS) -module-name $*Fuzz $^ -o $@

# The encoder stands by itself.
$(addprefix $(FUZZ_WORK)/,PNG JPEG): $(FUZZ_WORK)/%: Tests/Fuzz/%Fuzz.swift Tests/Fuzz/FuzzInput.swift $(FUZZ_ENCODER)
	@mkdir -p $(FUZZ_WORK)
	@echo Building $@
	@swiftc $(FUZZ_FLAGS) -module-name $*Fuzz $^ -o $@
