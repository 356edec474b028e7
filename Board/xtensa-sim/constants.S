        # The fonts, the tables of text and the words, which lie outside of the module's memory.

        .section .rodata.sleeve_fonts, "a"
        .balign 4
        .global sleeve_fonts
sleeve_fonts: .incbin "fonts.bin"

        .section .rodata.sleeve_text, "a"
        .balign 4
        .global sleeve_text
sleeve_text: .incbin "text.bin"

        .section .rodata.sleeve_words, "a"
        .balign 4
        .global sleeve_words
sleeve_words: .incbin "words.bin"
