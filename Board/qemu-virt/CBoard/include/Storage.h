#pragma once

// storage.c: the memory of the emulated panel, zero at reset.

#include <stdint.h>

/// The panel controller's memory: a pixel is 16 bits.
#define BOARD_PANEL_COLUMNS 240u
#define BOARD_PANEL_ROWS 320u

extern uint16_t board_panel_storage[BOARD_PANEL_COLUMNS * BOARD_PANEL_ROWS];

static inline uint16_t *_Nonnull board_panel_memory(void) { return board_panel_storage; }
