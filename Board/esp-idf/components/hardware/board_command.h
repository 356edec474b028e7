#pragma once

#include <stdbool.h>
#include <stdint.h>

/// The longest line that can be a command, in bytes.
#define BOARD_COMMAND_BYTES 16

typedef enum {
    /// The line goes on, or there was nothing in it.
    BOARD_COMMAND_NONE,
    BOARD_COMMAND_STATUS,
    /// A line of text that is no command.
    BOARD_COMMAND_UNKNOWN,
} board_command;

/// A line as far as it has come; zeros at first.
typedef struct {
    char text[BOARD_COMMAND_BYTES];
    uint8_t count;
    /// Too long for a command.
    bool is_cut;
    /// What comes from a wire that nobody drives: not text.
    bool is_noise;
} board_command_line;

/// Takes the next byte, and returns what the line says once it has ended: with CR, LF or both.
/// Space around the command is left out; backspace and DEL take the last byte back.
board_command board_command_feed(board_command_line *line, uint8_t byte);
