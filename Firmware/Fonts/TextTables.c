#include "TextTables.h"

const uint8_t sleeve_text[] = {
#embed "text.bin"
};

_Static_assert(sizeof sleeve_text == SLEEVE_TEXT_BYTES, "text.bin and TextSize.h differ");
