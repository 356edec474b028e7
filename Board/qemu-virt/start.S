# From reset to app_main, and from a trap to a line on the console.

        .equ    UART, 0x10000000        # ns16550: transmit at 0, line status at 5
        .equ    UART_STATUS, 5
        .equ    UART_IDLE, 0x20
        .equ    TEST, 0x00100000        # sifive_test: writing it ends the emulator
        .equ    TEST_PASS, 0x5555
        .equ    TEST_FAIL, 0x3333
        .equ    TRAP_EXIT_CODE, 70
        .equ    STACK_PAINT, 0xA5A5A5A5 # as in CBoard.h

        # Physical memory protection, four top-of-range entries, locked so that they bind machine
        # mode too: below flash as it is, flash read and execute, RAM read and write, the rest none.
        .equ    PMP_CONFIG, 0x888B8D00

        .section .text.start, "ax"
        .globl  _start
_start:
        la      t0, trap
        csrw    mtvec, t0

        la      t0, __flash_start
        srli    t0, t0, 2
        csrw    pmpaddr0, t0
        la      t0, __ram_start
        srli    t0, t0, 2
        csrw    pmpaddr1, t0
        la      t0, __ram_end
        srli    t0, t0, 2
        csrw    pmpaddr2, t0
        li      t0, 0x88000000 >> 2     # the end of what the machine has, 128 MiB
        csrw    pmpaddr3, t0
        li      t0, PMP_CONFIG
        csrw    pmpcfg0, t0

        la      t0, __stack_start
        la      sp, __stack_end
        li      t1, STACK_PAINT
1:      sw      t1, 0(t0)
        addi    t0, t0, 4
        bltu    t0, sp, 1b

        la      t0, __data_start
        la      t1, __data_end
        la      t2, __data_load
        bgeu    t0, t1, 3f
2:      lw      t3, 0(t2)
        sw      t3, 0(t0)
        addi    t0, t0, 4
        addi    t2, t2, 4
        bltu    t0, t1, 2b

3:      la      t0, __bss_start
        la      t1, __bss_end
        bgeu    t0, t1, 5f
4:      sw      zero, 0(t0)
        addi    t0, t0, 4
        bltu    t0, t1, 4b

5:      call    app_main
        bnez    a0, fail
        li      a0, TEST_PASS
        j       exit
fail:   slli    a0, a0, 16
        li      t0, TEST_FAIL
        or      a0, a0, t0
exit:   li      t0, TEST
        sw      a0, 0(t0)
6:      wfi
        j       6b

# Says where it happened and ends the run as failed. It needs no stack, because the stack may be
# what overflowed, and it loses the registers, because nothing returns from here.
        .section .text.trap, "ax"
        .balign 4
trap:   mv      s0, ra
        mv      s1, sp
        la      t0, trap_again
        csrw    mtvec, t0

        la      a0, text_trap
        call    put_text
        csrr    a1, mcause
        call    put_hex
        la      a0, text_epc
        call    put_text
        csrr    a1, mepc
        call    put_hex
        la      a0, text_tval
        call    put_text
        csrr    a1, mtval
        call    put_hex
        la      a0, text_ra
        call    put_text
        mv      a1, s0
        call    put_hex
        la      a0, text_sp
        call    put_text
        mv      a1, s1
        call    put_hex
        la      a0, text_end
        call    put_text

        la      t0, __stack_start
        bgeu    s1, t0, 1f
        la      a0, text_overflow
        call    put_text
1:      li      a0, TRAP_EXIT_CODE
        j       fail

        .balign 4
trap_again:
        li      a0, TRAP_EXIT_CODE
        j       fail

# Writes the zero-terminated text at a0.
put_text:
        lbu     a2, 0(a0)
        beqz    a2, 2f
        addi    a0, a0, 1
        li      t0, UART
1:      lbu     t1, UART_STATUS(t0)
        andi    t1, t1, UART_IDLE
        beqz    t1, 1b
        sb      a2, 0(t0)
        j       put_text
2:      ret

# Writes a1 as eight hexadecimal digits.
put_hex:
        li      a3, 28
        li      t0, UART
        li      t2, 10
1:      srl     a2, a1, a3
        andi    a2, a2, 15
        bltu    a2, t2, 2f
        addi    a2, a2, 'a' - '0' - 10
2:      addi    a2, a2, '0'
3:      lbu     t1, UART_STATUS(t0)
        andi    t1, t1, UART_IDLE
        beqz    t1, 3b
        sb      a2, 0(t0)
        addi    a3, a3, -4
        bgez    a3, 1b
        ret

        .section .rodata.trap, "a"
text_trap:      .asciz "\ntrap: cause=0x"
text_epc:       .asciz " epc=0x"
text_tval:      .asciz " tval=0x"
text_ra:        .asciz " ra=0x"
text_sp:        .asciz " sp=0x"
text_end:       .asciz "\n"
text_overflow:  .asciz "trap: stack overflow\n"
