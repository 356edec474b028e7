#pragma once

#include <stdbool.h>

/// Where the panel is wired.
typedef struct {
    int clock;
    int data;
    /// Negative: the panel has none; it is selected for good.
    int select;
    int command;
    /// Negative: not wired.
    int reset;
    /// Negative: always on.
    int backlight;
    /// Whether a low level turns the light on.
    bool is_light_low;
    /// Of the SPI clock.
    int hertz;
} board_pins;

/// The pins that are set, and the build's (menu "Panel pins") for those that are not. A pin that cannot
/// work on this chip counts as the build has it, and so do all where two are the same; the console says
/// so. To be called after the settings were opened.
board_pins board_pins_choose(void);

/// Lets go of the pins that the build has for a panel and `chosen` has not, and puts those of
/// `chosen` at rest.
void board_pins_move(board_pins chosen);

/// With the pins that the build has, turns the light off, deselects the panel and holds it in reset, in
/// that order and without a pulse on any of the pins. To be called before all else: until then the pins
/// float, and after a restart the LED controller still drives the light (a restart resets neither it
/// nor the pins: ESP-IDF v5.5.5, system_internal.c).
void board_pins_rest(void);
