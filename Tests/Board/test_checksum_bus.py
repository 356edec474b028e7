"""The panel of the emulated chip: what it says on the console."""

import fake_sdk_build

MAIN = """
#include <stdio.h>
#include "board_log.h"
#include "board_panel.h"
#include "sleeve_port.h"

static uint32_t now_ms;
uint32_t sleeve_clock_ms(void) { return now_ms; }
void board_log_number(const char *text, int32_t number) { printf("%s %d\\n", text, (int)number); }

int main(void) {
    board_panel_rest();
    if (board_panel_open() != 0 || sleeve_panel_reset(1) != 0) return 1;
    const uint32_t lights[] = {0, 0, 100, 100, 20, 0};
    for (int index = 0; index < 6; index++) sleeve_panel_backlight(lights[index]);
    const uint8_t bytes[] = {'f', 'o', 'o', 'b', 'a', 'r'};
    // A second after its first byte a screen is told of, with the next one.
    now_ms = 0xFFFFFF00;
    sleeve_panel_command('f', bytes, 0);
    now_ms += 999;
    sleeve_panel_pixels(bytes + 1, 5);
    now_ms += 1;
    sleeve_panel_command('f', bytes + 1, 2);
    now_ms += 5000;
    return sleeve_panel_pixels(bytes, 2);
}
"""
SDK = """
#include <stdint.h>
typedef int esp_err_t;
#define ESP_OK 0
#define ESP_LOGI(tag, ...) ((void)(tag), printf(__VA_ARGS__), puts(""))
"""


def test_light_and_screens_are_told_of(tmp_path):
    (tmp_path / "sdk.h").write_text(SDK)
    (tmp_path / "main.c").write_text(MAIN)
    program = fake_sdk_build.build(
        tmp_path, "../sdk.h", "esp_err.h esp_log.h", f"board_panel_checksum.c {tmp_path / 'main.c'}",
        "-include", "stdio.h", f"-I{tmp_path}")
    # FNV-1a's own test vectors.
    assert fake_sdk_build.run(program) == [
        *(f"backlight, per cent {percent}" for percent in (0, 100, 20, 0)),
        "screen 1: 6 bytes, checksum bf9cf968", "screen 2: 3 bytes, checksum a9f37ed7"]
