#include "Storage.h"

uint64_t board_device_storage[BOARD_DEVICE_BYTES / 8];
uint16_t board_panel_storage[BOARD_PANEL_COLUMNS * BOARD_PANEL_ROWS];
