# Fuzz targets: bytes for every decoder, for the text's layout, and for the whole device.
# Included from the Makefile, run from the repository's root.
#
#   fuzz             every target in turn, two at a time, the SECONDS shared among them
#   fuzz-corpus      takes what .build/fuzz has found into Tests/Fuzz/Corpus, as little as covers as much
#   qemu-virt-fuzz   runs the corpus where Int has 32 bits; `swift test` runs it on this machine
#
# Inputs that a run finds are kept in .build/fuzz and are where the next run begins, crashes among
# them. To run one again: .build/fuzz/JSON FILE.

SECONDS ?= 60
FUZZ_DIR := Tests/Fuzz
FUZZ_WORK := .build/fuzz
FUZZ_TARGETS := $(patsubst $(FUZZ_DIR)/Corpus/%.corpus,%,$(wildcard $(FUZZ_DIR)/Corpus/*.corpus))
FUZZ_CODE := $(wildcard $(FUZZ_DIR)/*.swift $(FUZZ_DIR)/Targets/*.swift)
# The core, the encoder and the targets in one module, so that these reach what is internal.
FUZZ_SOURCES := $(sort $(shell find Firmware Board/worker/Encoder -name '*.swift')) $(FUZZ_CODE)
FUZZ_FEATURES := $(addprefix -enable-experimental-feature ,Lifetimes RawLayout SuppressedAssociatedTypes)
# Edges alone: comparisons of pixels, which the sanitizer would have recorded, cost four times the rest.
# gold, the linker by default on Debian, warns of the sanitizer's own symbols.
FUZZ_FLAGS := -sanitize=fuzzer,address -sanitize-coverage=edge,pc-table,inline-8bit-counters \
  -parse-as-library -O -wmo -use-ld=lld -swift-version 6 \
  $(FUZZ_FEATURES) -D FUZZ_ENCODER -I Firmware/Fonts/include

.PHONY: fuzz fuzz-corpus qemu-virt-fuzz
fuzz: $(FUZZ_WORK)/program
	@$(FUZZ_DIR)/run.sh $(FUZZ_WORK) $(SECONDS) $(FUZZ_TARGETS)

fuzz-corpus: $(FUZZ_WORK)/program
	@$(FUZZ_DIR)/minimise.sh $(FUZZ_WORK) $(FUZZ_TARGETS)

$(FUZZ_WORK)/program: $(FUZZ_SOURCES) $(FUZZ_DIR)/Host/FuzzHost.swift $(FUZZ_DIR)/fuzz.mk \
    $(FUZZ_WORK)/FontData.o $(FUZZ_WORK)/TextTables.o $(FUZZ_WORK)/Words.o
	@mkdir -p $(@D)
	@echo 'building the fuzz targets'
	@swiftc $(FUZZ_FLAGS) -module-name Fuzz $(filter %.swift %.o,$^) -o $@

$(FUZZ_WORK)/%.o: Firmware/Fonts/%.c $(wildcard Firmware/Fonts/include/* Firmware/Fonts/*.bin)
	@mkdir -p $(@D)
	@clang -std=c23 -fsanitize=address -O1 -I Firmware/Fonts/include -c $< -o $@

# Where Int has 32 bits: the emulated board, with a heap for the targets' arrays, and with the floating
# point that the encoder needs, which lives where there is some.
FUZZ_BOARD := $(FUZZ_DIR)/Board
FUZZ_BOARD_OUT := $(QEMU_OUT)/fuzz
FUZZ_BOARD_OBJECTS := $(addprefix $(QEMU_OUT)/,start.o saverestore.o memory.o arithmetic.o \
  descriptor.o FontData.o TextTables.o Words.o) $(addprefix $(FUZZ_BOARD_OUT)/,Fuzz.o heap.o corpora.o)

qemu-virt-fuzz: $(FUZZ_BOARD_OUT)/fuzz.elf
	@$(QEMU_RUN) $< 900

$(FUZZ_BOARD_OUT)/Fuzz.o: $(FUZZ_SOURCES) $(FUZZ_BOARD)/FuzzBoard.swift $(QEMU_DIR)/Console.swift \
    $(wildcard $(FUZZ_BOARD)/include/*) $(FUZZ_DIR)/fuzz.mk
	@mkdir -p $(@D)
	@swiftc $(filter-out -strict-memory-safety -warnings-as-errors,$(QEMU_SWIFTFLAGS)) -D FUZZ_ENCODER \
	  -suppress-warnings -Xcc -march=rv32imafdc_zicsr_zifencei -I $(FUZZ_BOARD)/include -module-name Fuzz -c $(filter %.swift,$^) -o $@

$(FUZZ_BOARD_OUT)/heap.o: $(FUZZ_BOARD)/heap.c $(wildcard $(FUZZ_BOARD)/include/*)
	@mkdir -p $(@D)
	@$(QEMU_CC) $(QEMU_CFLAGS) -I $(FUZZ_BOARD)/include -c $< -o $@

$(FUZZ_BOARD_OUT)/corpora.o: $(wildcard $(FUZZ_DIR)/Corpus/*.corpus) $(FUZZ_DIR)/fuzz.mk
	@mkdir -p $(@D)
	@{ echo '.section .rodata'; for target in $(FUZZ_TARGETS); do \
	  echo "name_$$target: .asciz \"$$target\""; \
	  echo "start_$$target: .incbin \"$(FUZZ_DIR)/Corpus/$$target.corpus\""; \
	  echo "end_$$target:"; done; \
	  echo '.balign 4'; echo '.globl corpora, corpora_end'; echo 'corpora:'; \
	  for target in $(FUZZ_TARGETS); do \
	    echo ".word name_$$target, start_$$target, end_$$target"; done; \
	  echo 'corpora_end:'; } >$(@:.o=.S)
	@$(QEMU_CC) $(QEMU_ASFLAGS) -c $(@:.o=.S) -o $@

$(FUZZ_BOARD_OUT)/fuzz.elf: $(FUZZ_BOARD_OBJECTS) $(FUZZ_BOARD)/replay.ld $(wildcard $(QEMU_DIR)/link/*)
	@$(QEMU_LD) $(QEMU_LDFLAGS) -T $(FUZZ_BOARD)/replay.ld $(FUZZ_BOARD_OBJECTS) -o $@
