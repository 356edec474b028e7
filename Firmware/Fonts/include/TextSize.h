#pragma once
// Written by make_text_tables.py: the bytes in text.bin.
#define SLEEVE_TEXT_BYTES 1933
