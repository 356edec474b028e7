#pragma once

#include <stdint.h>

/// How many restarts in a row brought no network, as board_restarts_keep was told before this one; 0
/// after any other reset. To be called once.
uint8_t board_restarts_in_vain(void);

/// Keeps the number over the restart that follows.
void board_restarts_keep(uint8_t count);
