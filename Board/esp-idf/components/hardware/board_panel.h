#pragma once

#include <esp_err.h>

// The panel behind sleeve_panel_…, as configured: board_panel_bus.c or board_panel_checksum.c.

/// Turns the light off, and holds the panel in reset: the first thing that a start does.
void board_panel_rest(void);

/// Sets up controller and light, on the pins that are set. To be called once, after the settings were
/// opened.
esp_err_t board_panel_open(void);
