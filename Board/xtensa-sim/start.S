        # From reset to the board's main, on QEMU's simulated Xtensa: its reset vector lies at
        # 0x50000000, and what else there is in its RAM, from 0x60000000 on, where the emulator has put
        # the image.

        .section .reset, "ax"
        .align  4
        .global _start
_start: j       1f
        .align  4
.Lentry:
        .word   begin
1:      l32r    a2, .Lentry
        jx      a2

        .section .text.start, "ax"
        .align  4
        .literal_position
begin:  movi    a1, __stack_end
        movi    a2, __bss_start
        movi    a3, __bss_end
        movi    a4, 0
        j       3f
2:      s32i    a4, a2, 0
        addi    a2, a2, 4
3:      bltu    a2, a3, 2b
        call0   board_main
        # The status is in a2.
        call0   board_exit

        # board_exit(status): the simulator's call 1.
        .align  4
        .global board_exit
board_exit:
        mov     a3, a2
        movi    a2, 1
        simcall
        j       board_exit

        # board_write(bytes, count): the simulator's call 4, to its standard output.
        .align  4
        .global board_write
board_write:
        mov     a5, a3
        mov     a4, a2
        movi    a3, 1
        movi    a2, 4
        simcall
        ret
