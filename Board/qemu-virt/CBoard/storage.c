#include "Storage.h"

uint16_t board_panel_storage[BOARD_PANEL_COLUMNS * BOARD_PANEL_ROWS];
