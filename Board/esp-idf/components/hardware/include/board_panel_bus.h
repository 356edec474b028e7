#pragma once

#include <driver/spi_master.h>

#include "board_nullability.h"
#include "board_pins.h"

/// Opens the controller that the panel is on, for transfers of up to `bytes_max` bytes and for
/// `queue_size` of them at a time, and gives its `device`. To be called once, with the panel in reset
/// (`board_pins_rest`, `board_pins_move`).
esp_err_t board_panel_bus_open(const board_pins *_Nonnull pins, int bytes_max, int queue_size,
                               spi_device_handle_t _Nullable *_Nonnull device);
