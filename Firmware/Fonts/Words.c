#include "Words.h"

const uint8_t sleeve_words[] = {
#embed "words.bin"
};

_Static_assert(sizeof sleeve_words == SLEEVE_WORDS_BYTES, "words.bin and WordsSize.h differ");
_Static_assert(sizeof sleeve_words <= 24 * 1024, "the words have outgrown their budget");
