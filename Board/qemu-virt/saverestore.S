# The routines with which functions save and restore registers instead of doing it themselves
# (`-msave-restore`), which spares some 3 KB of code.
#
# RISC-V ELF psABI specification, and the frames that LLVM and GCC agree on: `jal t0,
# __riscv_save_N` makes a frame and puts ra and s0…s(N-1) at its top, ra uppermost; a jump to
# `__riscv_restore_N` undoes that and returns. Frames are multiples of 16 bytes, so that several N
# share one.

# Stores (op = sw) or loads (op = lw) `registers` downwards from the top of a frame of `size` bytes.
.macro each op, size, registers:vararg
    .set place, \size
    .irp register, \registers
    .set place, place - 4
    \op \register, place(sp)
    .endr
.endm

.macro entry kind, number
    .globl __riscv_\kind\()_\number
    .type __riscv_\kind\()_\number, @function
__riscv_\kind\()_\number:
.endm

.macro frame size, numbers, registers:vararg
    .irp number, \numbers
    entry save, \number
    .endr
    addi sp, sp, -\size
    each sw, \size, \registers
    jr t0
    .irp number, \numbers
    entry restore, \number
    .endr
    each lw, \size, \registers
    addi sp, sp, \size
    ret
.endm

.section .text.saverestore, "ax", @progbits
    frame 64, 12, ra, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11
    frame 48, "8, 9, 10, 11", ra, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10
    frame 32, "4, 5, 6, 7", ra, s0, s1, s2, s3, s4, s5, s6
    frame 16, "0, 1, 2, 3", ra, s0, s1, s2
