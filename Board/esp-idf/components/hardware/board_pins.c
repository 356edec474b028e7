#include "board_pins.h"

#include <sdkconfig.h>

#ifndef CONFIG_SLEEVE_LAST_PIN
#error "this chip has no pins yet: Kconfig.projbuild, SLEEVE_LAST_PIN and what follows from it"
#endif

const board_pins board_panel_pins = {
    .clock = CONFIG_SLEEVE_PIN_CLOCK,
    .data = CONFIG_SLEEVE_PIN_DATA,
    .select = CONFIG_SLEEVE_PIN_SELECT,
    .command = CONFIG_SLEEVE_PIN_COMMAND,
    .reset = CONFIG_SLEEVE_PIN_RESET,
    .backlight = CONFIG_SLEEVE_PIN_BACKLIGHT,
};
