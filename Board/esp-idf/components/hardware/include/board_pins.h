#pragma once

/// Where the panel is wired, as configured; menu "Panel pins".
typedef struct {
    int clock;
    int data;
    /// Negative: tied low.
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
