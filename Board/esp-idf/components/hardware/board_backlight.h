#pragma once

#include <esp_err.h>

#include "board_pins.h"

/// Sets up the LED controller for the panel's light, which is off; nothing where it is not wired.
esp_err_t board_backlight_open(const board_pins *pins);
