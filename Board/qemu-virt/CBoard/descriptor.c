#include "CBoard.h"

// The build passes APP_VERSION and APP_BOARD as string literals, APP_SECURITY_VERSION as a number.

_Static_assert(sizeof APP_VERSION <= sizeof app_descriptor_in_image.version, "version too long");
_Static_assert(sizeof APP_BOARD <= sizeof app_descriptor_in_image.board, "board name too long");
_Static_assert(sizeof(app_descriptor) == 112, "the descriptor's layout is fixed");

__attribute__((section(".app_descriptor"), used, aligned(16)))
const app_descriptor app_descriptor_in_image = {
    .magic = APP_DESCRIPTOR_MAGIC,
    .format = 1,
    .security_version = APP_SECURITY_VERSION,
    .version = APP_VERSION,
    .board = APP_BOARD,
};
