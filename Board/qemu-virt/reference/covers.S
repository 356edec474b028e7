# The documents to measure with, as bytes of the image.

        .macro  document name
        .section .rodata.document_\name, "a"
        .balign 4
        .globl  document_\name, document_\name\()_end
document_\name:
        .incbin "\name\().json"
document_\name\()_end:
        .endm

        document flat
        document illustration
        document mid
        document photo
        document worst
        document metadata
