#include "board_button.h"

#include <driver/gpio.h>

#include "board_log.h"
#include "board_network.h"
#include "sleeve_port.h"

/// -1 where there is none, or none that can be read.
static int pin = -1;

void board_button_open(void) {
    const int wired = board_network_button();
    if (wired < 0) return;
    // It pulls the pin low.
    const gpio_config_t config = {
        .pin_bit_mask = 1ull << wired,
        .mode = GPIO_MODE_INPUT,
        .pull_up_en = GPIO_PULLUP_ENABLE,
    };
    const esp_err_t error = gpio_config(&config);
    if (error == ESP_OK) pin = wired;
    board_log_failure("button", error);
}

int32_t sleeve_button_is_down(void) { return pin >= 0 && gpio_get_level(pin) == 0; }
