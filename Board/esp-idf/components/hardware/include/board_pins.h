#pragma once

/// Where the panel is wired, as configured; menu "Panel pins".
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
} board_pins;

// Defined behind the compiler's back: in Swift a configured number is a constant, and a test of it
// code that never runs.
extern const board_pins board_panel_pins;

/// Turns the light off, deselects the panel and holds it in reset, in that order and without a pulse
/// on any of the pins. To be called before all else: until then the pins float, and after a restart
/// the LED controller still drives the light (a restart resets neither it nor the pins: ESP-IDF
/// v5.5.5, system_internal.c).
void board_pins_rest(void);
