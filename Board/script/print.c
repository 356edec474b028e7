#include "scene.h"

void print_text(const char *text) {
    for (; *text; text++) script_put((uint8_t)*text);
}

void print_number(uint32_t number) {
    if (number > 9) print_number(number / 10);
    script_put((uint8_t)('0' + number % 10));
}

void print_hex(uint32_t number) {
    for (int shift = 28; shift >= 0; shift -= 4) {
        script_put((uint8_t)"0123456789abcdef"[number >> shift & 15]);
    }
}
