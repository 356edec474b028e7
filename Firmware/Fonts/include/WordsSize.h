#pragma once
// Written by make_words.py: the bytes in words.bin.
#define SLEEVE_WORDS_BYTES 13198
