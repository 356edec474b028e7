#pragma once
// Written by make_fonts.py: the bytes in fonts.bin.
#define SLEEVE_FONT_BYTES 180460
