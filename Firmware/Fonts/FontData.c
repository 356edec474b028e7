#include "FontData.h"

const uint8_t sleeve_fonts[] = {
#embed "fonts.bin"
};

_Static_assert(sizeof sleeve_fonts == SLEEVE_FONT_BYTES, "fonts.bin and FontSize.h differ");
_Static_assert(sizeof sleeve_fonts <= 256 * 1024, "the fonts have outgrown their budget");
