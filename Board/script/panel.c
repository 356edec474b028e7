#include "scene.h"

// A panel controller in memory: as much of an ST7789 as the core uses, and strict where it uses it
// wrongly. Nothing on its bus takes time.
//
// Source: ST7789V datasheet, section 9.1 "System function command table 1".

#define COLUMNS 240u
#define ROWS 320u
/// The glass of 1.69 inch: 240 × 280 pixels from row 20 of the memory on.
#define GLASS_FIRST 20u
#define GLASS_END 300u

/// Both ends of a window, in addresses as the bus names them.
typedef struct {
    uint32_t first, last;
} bounds;

typedef struct {
    bounds columns, rows;
    /// MADCTL.
    uint8_t access;
    uint8_t is_asleep, is_on, is_inverted, is_reset;
    /// Whether a memory write is open, and where its next pixel goes, as addressed.
    uint8_t is_writing;
    uint32_t column, row;
} controller;

static const controller after_reset = {
    .columns = {0, COLUMNS - 1}, .rows = {0, ROWS - 1}, .is_asleep = 1};

/// MADCTL's bits (section 9.1.28).
enum { MY = 0x80, MX = 0x40, MV = 0x20, BGR = 0x08 };

static controller panel = {.columns = {0, COLUMNS - 1}, .rows = {0, ROWS - 1}, .is_asleep = 1};
static uint16_t memory[COLUMNS * ROWS];
static uint8_t backlight;
/// What was wrong on the bus, the last of it: what a controller would have done then is not known.
static const char *complaint;

const char *script_complaint(void) { return complaint; }

static bounds window(const uint8_t *parameters, uint32_t count) {
    if (count != 4) {
        complaint = "a window without its four bytes";
        return (bounds){0, 0};
    }
    return (bounds){(uint32_t)parameters[0] << 8 | parameters[1],
                    (uint32_t)parameters[2] << 8 | parameters[3]};
}

static uint8_t single(const uint8_t *parameters, uint32_t count) {
    if (count == 1) return parameters[0];
    complaint = "not the one parameter";
    return 0;
}

static void open_window(void) {
    // MV exchanges what columns and rows count.
    const uint32_t columns = panel.access & MV ? ROWS : COLUMNS;
    const uint32_t rows = panel.access & MV ? COLUMNS : ROWS;
    panel.is_writing = panel.columns.first <= panel.columns.last && panel.columns.last < columns &&
                       panel.rows.first <= panel.rows.last && panel.rows.last < rows;
    if (!panel.is_writing) complaint = "a window outside the memory";
    panel.column = panel.columns.first;
    panel.row = panel.rows.first;
}

int32_t sleeve_panel_command(uint32_t opcode, const uint8_t *parameters, uint32_t count) {
    if (panel.is_reset) complaint = "a command during reset";
    panel.is_writing = 0;
    switch (opcode) {
    case 0x01:  // SWRESET keeps MADCTL.
    {
        const uint8_t access = panel.access;
        panel = after_reset;
        panel.access = access;
        break;
    }
    case 0x10: panel.is_asleep = 1; break;
    case 0x11: panel.is_asleep = 0; break;
    case 0x13: break;  // NORON: neither partial mode nor scrolling are modelled.
    case 0x20: panel.is_inverted = 0; break;
    case 0x21: panel.is_inverted = 1; break;
    case 0x28: panel.is_on = 0; break;
    case 0x29: panel.is_on = 1; break;
    case 0x2A: panel.columns = window(parameters, count); break;
    case 0x2B: panel.rows = window(parameters, count); break;
    case 0x2C: open_window(); break;
    case 0x36: panel.access = single(parameters, count); break;
    case 0x3A:
        if (single(parameters, count) != 0x55) complaint = "not 16 bits a pixel";
        break;
    default:
        // Section 9.2: voltages, timing and gamma, of which nothing is seen here.
        if (opcode < 0xB0 || opcode > 0xEF) complaint = "a command that is not modelled";
    }
    return 0;
}

/// Writes a pixel at an address inside the memory: section 8.12 "Address control".
static void put(uint16_t pixel) {
    uint32_t column = panel.access & MV ? panel.row : panel.column;
    uint32_t row = panel.access & MV ? panel.column : panel.row;
    if (panel.access & MX) column = COLUMNS - 1 - column;
    if (panel.access & MY) row = ROWS - 1 - row;
    memory[row * COLUMNS + column] = pixel;
}

int32_t sleeve_panel_pixels(const uint8_t *bytes, uint32_t count) {
    if (count % 2 != 0) complaint = "half a pixel";
    if (!panel.is_writing) {
        complaint = "pixels without a memory write";
        return 0;
    }
    for (uint32_t i = 0; i + 1 < count; i += 2) {
        put((uint16_t)(bytes[i] << 8 | bytes[i + 1]));
        if (panel.column < panel.columns.last) {
            panel.column++;
        } else {
            // After the window's last pixel comes its first.
            panel.column = panel.columns.first;
            panel.row = panel.row < panel.rows.last ? panel.row + 1 : panel.rows.first;
        }
    }
    return 0;
}

/// The memory keeps what it holds.
int32_t sleeve_panel_reset(uint32_t level) {
    if (panel.is_reset && level) panel = after_reset;
    panel.is_reset = !level;
    return 1;
}

int32_t sleeve_panel_backlight(uint32_t percent) {
    backlight = (uint8_t)percent;
    return 0;
}

/// The CRC-32 of ISO 3309: polynomial EDB88320h, lowest bit first.
static uint32_t crc(uint32_t sum, uint8_t byte) {
    sum ^= byte;
    for (int bit = 0; bit < 8; bit++) sum = sum >> 1 ^ (sum & 1 ? 0xEDB88320u : 0);
    return sum;
}

/// Over, in this order: what turns the memory into light, a byte each; then what the memory holds for
/// each pixel of the glass, unturned, row by row from the top left, high byte first.
uint32_t script_checksum(void) {
    const uint8_t state[] = {panel.is_asleep, panel.is_on, panel.is_inverted,
                             (panel.access & BGR) != 0, backlight};
    uint32_t sum = ~0u;
    for (uint32_t i = 0; i < sizeof state; i++) sum = crc(sum, state[i]);
    for (uint32_t i = GLASS_FIRST * COLUMNS; i < GLASS_END * COLUMNS; i++) {
        sum = crc(sum, (uint8_t)(memory[i] >> 8));
        sum = crc(sum, (uint8_t)memory[i]);
    }
    return ~sum;
}
