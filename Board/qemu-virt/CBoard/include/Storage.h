#pragma once

// storage.c: memory that the image owns from start to end, zero at reset.

#include <stdint.h>

/// Room for the device with the emulated bus and network; the image checks that it is enough.
#define BOARD_DEVICE_BYTES 16384u
/// The panel controller's memory: a pixel is 16 bits.
#define BOARD_PANEL_COLUMNS 240u
#define BOARD_PANEL_ROWS 320u

extern uint64_t board_device_storage[BOARD_DEVICE_BYTES / 8];
extern uint16_t board_panel_storage[BOARD_PANEL_COLUMNS * BOARD_PANEL_ROWS];

static inline void *_Nonnull board_device(void) { return board_device_storage; }
static inline uint16_t *_Nonnull board_panel_memory(void) { return board_panel_storage; }
