#include "board_backlight.h"

#include <driver/ledc.h>

#include "board_result.h"
#include "sleeve_port.h"

// Above what an eye or a camera sees, and what a coil sings at.
#define FREQUENCY_HZ 20000
#define FULL_DUTY (1u << 10)

static bool is_wired;

esp_err_t board_backlight_open(const board_pins *pins) {
    if (pins->backlight < 0) return ESP_OK;
    const ledc_timer_config_t timer = {
        .speed_mode = LEDC_LOW_SPEED_MODE,
        .duty_resolution = LEDC_TIMER_10_BIT,
        .timer_num = LEDC_TIMER_0,
        .freq_hz = FREQUENCY_HZ,
        .clk_cfg = LEDC_AUTO_CLK,
    };
    esp_err_t error = ledc_timer_config(&timer);
    if (error != ESP_OK) return error;
    const ledc_channel_config_t channel = {
        .gpio_num = pins->backlight,
        .speed_mode = LEDC_LOW_SPEED_MODE,
        .channel = LEDC_CHANNEL_0,
        .timer_sel = LEDC_TIMER_0,
        .flags.output_invert = pins->is_light_low,
    };
    error = ledc_channel_config(&channel);
    is_wired = error == ESP_OK;
    return error;
}

int32_t sleeve_panel_backlight(uint32_t percent) {
    if (!is_wired) return 0;
    esp_err_t error = ledc_set_duty(LEDC_LOW_SPEED_MODE, LEDC_CHANNEL_0, FULL_DUTY * percent / 100);
    if (error == ESP_OK) error = ledc_update_duty(LEDC_LOW_SPEED_MODE, LEDC_CHANNEL_0);
    return board_result(error);
}
