#include "board_pins.h"

#include <driver/gpio.h>
#include <sdkconfig.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "board_log.h"
#include "board_settings.h"

#ifndef CONFIG_SLEEVE_LAST_PIN
#error "this chip has no pins yet: Kconfig.projbuild, SLEEVE_LAST_PIN and what follows from it"
#endif

/// GPIOs that any panel may be wired to, a bit each: they are not the flash's, the PSRAM's, USB's or
/// the console's, can drive a level, and are not read at reset. Sources: the chips' datasheets, chapter
/// "Pins" and "Boot Configurations" or "Strapping Pins".
#if CONFIG_IDF_TARGET_ESP32
#define FREE_PINS 0x30EEC6010ull
#elif CONFIG_IDF_TARGET_ESP32S3
#define FREE_PINS 0x187C00027FFF6ull
#elif CONFIG_IDF_TARGET_ESP32C3
#define FREE_PINS 0x4FBull
#elif CONFIG_IDF_TARGET_ESP32C6
// With GPIO15, which chooses the source of JTAG: neither start nor download needs that.
#define FREE_PINS 0xFCCCCFull
#endif

static const board_pins built = {
    .clock = CONFIG_SLEEVE_PIN_CLOCK,
    .data = CONFIG_SLEEVE_PIN_DATA,
    .select = CONFIG_SLEEVE_PIN_SELECT,
    .command = CONFIG_SLEEVE_PIN_COMMAND,
    .reset = CONFIG_SLEEVE_PIN_RESET,
    .backlight = CONFIG_SLEEVE_PIN_BACKLIGHT,
    .hertz = CONFIG_SLEEVE_PANEL_MHZ * 1000000,
};

#define PINS 6
// As the core has it: Setting.swift, which names a setting with another value.
#define PIN_MAX 48
#define HERTZ_MIN 1000000
#define HERTZ_MAX 80000000

/// The key, the number in a `board_pins`, and the least that may be set: -1 where it need not be wired.
static const struct {
    const char *key;
    size_t place;
    int least;
} roles[PINS] = {
    {"pin_sclk", offsetof(board_pins, clock), 0},   {"pin_mosi", offsetof(board_pins, data), 0},
    {"pin_cs", offsetof(board_pins, select), -1},   {"pin_dc", offsetof(board_pins, command), 0},
    {"pin_reset", offsetof(board_pins, reset), -1},
    {"pin_backlight", offsetof(board_pins, backlight), -1},
};

static int *pin_of(board_pins *pins, size_t role) {
    return (int *)((char *)pins + roles[role].place);
}

static bool has(board_pins pins, int pin) {
    for (size_t role = 0; role < PINS; role++) {
        if (*pin_of(&pins, role) == pin) return true;
    }
    return false;
}

static bool has_one_twice(board_pins pins) {
    for (size_t role = 0; role < PINS; role++) {
        int *pin = pin_of(&pins, role);
        const int number = *pin;
        *pin = -1;
        if (number >= 0 && has(pins, number)) return true;
    }
    return false;
}

static bool is_light_low(void) {
    char word[5] = "";
    size_t length = sizeof word;
    return board_settings_read("backlight", word, &length) == ESP_OK && strcmp(word, "low") == 0;
}

board_pins board_pins_choose(void) {
    board_pins chosen = built, defaults = built;
    chosen.is_light_low = is_light_low();
    board_settings_number("spi_hz", HERTZ_MIN, HERTZ_MAX, &chosen.hertz);
    for (size_t role = 0; role < PINS; role++) {
        int *pin = pin_of(&chosen, role);
        const int usual = *pin;
        board_settings_number(roles[role].key, roles[role].least, PIN_MAX, pin);
        if (*pin < 0 || *pin == usual || (*pin < 64 && FREE_PINS >> *pin & 1)) continue;
        board_log_text("a GPIO that the chip needs otherwise, or has not; the build's counts:",
                       roles[role].key);
        *pin = usual;
    }
    if (has_one_twice(chosen)) {
        board_log("settings: one GPIO for two of the panel's pins; the build's count for all");
        for (size_t role = 0; role < PINS; role++) *pin_of(&chosen, role) = *pin_of(&defaults, role);
    }
    return chosen;
}

/// The level comes first: the second call takes the pin from whatever drove it and gives it to the
/// register that holds the level. Not `gpio_reset_pin`, which lets go of the pin and pulls it up.
static void rest(int pin, uint32_t level) {
    if (pin < 0) return;
    gpio_set_level(pin, level);
    gpio_set_direction(pin, GPIO_MODE_OUTPUT);
}

static void rest_all(board_pins pins) {
    rest(pins.backlight, pins.is_light_low ? 1 : 0);
    rest(pins.select, 1);
    rest(pins.reset, 0);
    rest(pins.command, 1);
}

void board_pins_rest(void) { rest_all(built); }

void board_pins_move(board_pins chosen) {
    const int driven[] = {built.backlight, built.select, built.reset, built.command};
    for (size_t index = 0; index < sizeof driven / sizeof *driven; index++) {
        const int pin = driven[index];
        if (pin >= 0 && !has(chosen, pin)) gpio_set_direction(pin, GPIO_MODE_INPUT);
    }
    rest_all(chosen);
}
