// The documents and the fallback font that are linked into an image.

#include "Documents.h"
#include "script.h"

static script_bytes bytes(board_bytes found) {
    return (script_bytes){found.start, (uint32_t)(found.end - found.start)};
}

script_bytes script_document(uint32_t index) { return bytes(board_document(index)); }
script_bytes script_fallback(void) { return bytes(board_fallback()); }
