#include "BuiltIn.h"

static const uint8_t evening[] = {
#embed "../Pictures/evening.png"
};
static const uint8_t city[] = {
#embed "../Pictures/city.png"
};
static const uint8_t fallback_font[] = {
#embed "../Fonts/fallback.bin"
};

struct built_in_file built_in_evening(void) {
    return (struct built_in_file){evening, sizeof evening};
}

struct built_in_file built_in_city(void) {
    return (struct built_in_file){city, sizeof city};
}

struct built_in_file built_in_fallback_font(void) {
    return (struct built_in_file){fallback_font, sizeof fallback_font};
}

const char *built_in_version(void) {
    return APP_VERSION;
}
