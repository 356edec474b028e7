#include "board_pins.h"

#include <driver/gpio.h>
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

/// The level comes first: the second call takes the pin from whatever drove it and gives it to the
/// register that holds the level. Not `gpio_reset_pin`, which lets go of the pin and pulls it up.
static void rest(int pin, uint32_t level) {
    if (pin < 0) return;
    gpio_set_level(pin, level);
    gpio_set_direction(pin, GPIO_MODE_OUTPUT);
}

void board_pins_rest(void) {
    rest(board_panel_pins.backlight, 0);
    rest(board_panel_pins.select, 1);
    rest(board_panel_pins.reset, 0);
    rest(board_panel_pins.command, 1);
}
