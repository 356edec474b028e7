#include "board_command.h"

#include <string.h>

static board_command end(const board_command_line *line) {
    static const char status[] = "status";
    const char *start = line->text;
    size_t count = line->count;
    while (count > 0 && *start == ' ') start++, count--;
    while (count > 0 && start[count - 1] == ' ') count--;
    if (line->is_noise || (count == 0 && !line->is_cut)) return BOARD_COMMAND_NONE;
    const bool is_status =
        !line->is_cut && count == sizeof status - 1 && memcmp(start, status, count) == 0;
    return is_status ? BOARD_COMMAND_STATUS : BOARD_COMMAND_UNKNOWN;
}

board_command board_command_feed(board_command_line *line, uint8_t byte) {
    if (byte == '\r' || byte == '\n') {
        const board_command command = end(line);
        memset(line, 0, sizeof *line);
        return command;
    }
    if (byte == '\b' || byte == 0x7F) {
        if (line->count > 0) line->count--;
    } else if (byte < ' ' || byte > '~') {
        line->is_noise = true;
    } else if (line->count == sizeof line->text) {
        line->is_cut = true;
    } else {
        line->text[line->count++] = (char)byte;
    }
    return BOARD_COMMAND_NONE;
}
