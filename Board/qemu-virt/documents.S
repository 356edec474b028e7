# The documents to play and to measure with, and the fallback font, as bytes of the image.

        .macro  bytes name, file
        .section .rodata.\name, "a"
        .balign 4
        .globl  \name, \name\()_end
\name:  .incbin "\file"
\name\()_end:
        .endm

        # In the order of script.h: where each one begins and ends.
        .macro  document name
        bytes   document_\name, "\name\().json"
        .section .rodata.documents, "a"
        .word   document_\name, document_\name\()_end
        .endm

        .section .rodata.documents, "a"
        .balign 4
        .globl  board_documents
board_documents:
        document flat
        document illustration
        document mid
        document photo
        document worst
        document letters
        document offer
        document falseOffer
        .section .rodata.documents, "a"

        # What the link leaves out of an image that does not use it.
        bytes   board_metadata, "metadata.json"
        bytes   board_fallback_font, "fallback.bin"
