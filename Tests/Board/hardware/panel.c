// The SDK of fake_panel.h, with pins and a panel: prints what happens on the wires.
//
// usage: panel cold|warm [KEY=VALUE…]
//        KEY is a setting: a pin, `backlight` or `spi_hz`.
//        cold: after power-on, no pin is driven. warm: after a restart, which resets neither the pins
//        nor what drives them (system_internal.c), the panel is lit, selected and awake.
//
// Each change of a pin is a line, such as "BLK 0"; "BLK up" where it is only pulled up. A byte that
// reached the panel is a line "byte 11". The run rests the pins, takes the settings, opens the bus,
// releases the panel's reset, sends SLPOUT, and then pixels and a command with a parameter; the light is
// set to 100 and to 20 per cent, which is a line "duty 1024".
//
// Sources: gpio.c of esp_driver_gpio; spi_common.c, spi_master.c, spi_hal_iram.c and spi_ll.h; the
// ST7789V's datasheet, section 8.4: it samples at the rising edge of SCL, and RESX ends a byte that
// was begun.

#include "fake_panel.h"

#include <sdkconfig.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "board_log.h"
#include "board_panel.h"
#include "board_pins.h"
#include "board_settings.h"
#include "sleeve_port.h"

#define PINS 49
/// What is routed to a pin through the GPIO matrix: the pin's own register, or a peripheral.
enum source { REGISTER, LEDC, SPI_CLOCK, SPI_DATA, SPI_SELECT };
static struct pin {
    const char *name;
    enum source source;
    bool is_enabled, is_pulled_up;
    uint32_t level_register;
    int level;
} pins[PINS];
/// What the peripherals drive: the light is on, and SPI at rest in mode 0.
static int driven[] = {[LEDC] = 1, [SPI_CLOCK] = 0, [SPI_DATA] = 0, [SPI_SELECT] = 1};
enum { FLOATING = -1, PULLED_UP = 2 };

/// Where the panel is wired.
static board_pins wires = {.clock = CONFIG_SLEEVE_PIN_CLOCK,
                           .data = CONFIG_SLEEVE_PIN_DATA,
                           .select = CONFIG_SLEEVE_PIN_SELECT,
                           .command = CONFIG_SLEEVE_PIN_COMMAND,
                           .reset = CONFIG_SLEEVE_PIN_RESET,
                           .backlight = CONFIG_SLEEVE_PIN_BACKLIGHT};

static char **settings;
static bool is_quiet;

void board_log(const char *text) {
    if (!is_quiet) printf("I %s\n", text);
}
void board_log_text(const char *text, const char *value) {
    if (!is_quiet) printf("I %s %s\n", text, value);
}
void board_log_failure(const char *what, esp_err_t error) { printf("W %s: %d\n", what, error); }

esp_err_t board_settings_read(const char *key, char *value, size_t *length) {
    const size_t count = strlen(key);
    for (char **word = settings; *word != NULL; word++) {
        if (strncmp(*word, key, count) != 0 || (*word)[count] != '=') continue;
        const char *text = *word + count + 1;
        if (strlen(text) >= *length) return ESP_ERR_NVS_INVALID_LENGTH;
        *length = strlen(text) + 1;
        memcpy(value, text, *length);
        return ESP_OK;
    }
    return ESP_ERR_NVS_NOT_FOUND;
}

static bool is_high(int pin) { return pin >= 0 && pins[pin].level == 1; }

/// The panel takes a bit.
static void sample(void) {
    static int byte, count;
    const int select = wires.select;
    if (!is_high(wires.reset) || (select >= 0 && is_high(select))) {
        byte = count = 0;
        return;
    }
    byte = byte << 1 | is_high(wires.data);
    if (++count < 8) return;
    printf("byte %02X\n", (unsigned)byte);
    byte = count = 0;
}

/// Says what has changed of a pin, if anything has.
static void look(int number) {
    struct pin *pin = &pins[number];
    const int before = pin->level;
    pin->level = !pin->is_enabled           ? (pin->is_pulled_up ? PULLED_UP : FLOATING)
                 : pin->source == REGISTER ? (int)pin->level_register
                                           : driven[pin->source];
    if (pin->level == before) return;
    if (pin->name != NULL) {
        printf("%s %s\n", pin->name, (const char *[]){"floats", "0", "1", "up"}[pin->level + 1]);
    }
    if (number == wires.clock && pin->level == 1) sample();
}

static void drive(enum source source, int level) {
    driven[source] = level;
    for (int number = 0; number < PINS; number++) look(number);
}

/// The SDK complains on the console of a pin that the chip has not (GPIO_CHECK).
static bool is_pin(int number) {
    if (number < 0) printf("no pin %d\n", number);
    return number >= 0;
}

esp_err_t gpio_set_level(gpio_num_t number, uint32_t level) {
    if (!is_pin(number)) return ESP_ERR_NOT_SUPPORTED;
    pins[number].level_register = level;
    look(number);
    return ESP_OK;
}

/// gpio_output_enable: the matrix first, then the driver; gpio_output_disable.
esp_err_t gpio_set_direction(gpio_num_t number, gpio_mode_t mode) {
    if (!is_pin(number)) return ESP_ERR_NOT_SUPPORTED;
    if (mode == GPIO_MODE_INPUT) {
        pins[number].is_enabled = false;
        look(number);
        return ESP_OK;
    }
    pins[number].source = REGISTER;
    look(number);
    pins[number].is_enabled = true;
    look(number);
    return ESP_OK;
}

esp_err_t gpio_reset_pin(gpio_num_t number) {
    pins[number].is_pulled_up = true;
    look(number);
    pins[number].is_enabled = false;
    look(number);
    return ESP_OK;
}

static void route(int number, enum source source) {
    gpio_set_direction(number, GPIO_MODE_OUTPUT);
    pins[number].source = source;
    look(number);
}

esp_err_t spi_bus_initialize(spi_host_device_t host, const spi_bus_config_t *config,
                             spi_dma_chan_t dma) {
    (void)host, (void)dma;
    puts("open");
    driven[SPI_CLOCK] = driven[SPI_DATA] = 0;
    driven[SPI_SELECT] = 1;
    route(config->mosi_io_num, SPI_DATA);
    route(config->sclk_io_num, SPI_CLOCK);
    return config->miso_io_num == -1 ? ESP_OK : ESP_ERR_NOT_SUPPORTED;
}

/// spi_hal_cal_clock_conf for the original ESP32, on pins of the GPIO matrix: a read comes 25 ns late,
/// which is two periods of its 80 MHz.
static bool is_refused(const spi_device_interface_config_t *config) {
    const int late = (1 + 25) * 80000 / 1000 / 1000, dummy = late / (80000000 / config->clock_speed_hz);
    return dummy > 0 && !(config->flags & (SPI_DEVICE_HALFDUPLEX | SPI_DEVICE_NO_DUMMY));
}

static spi_device_interface_config_t device_config;

esp_err_t spi_bus_add_device(spi_host_device_t host, const spi_device_interface_config_t *config,
                             spi_device_handle_t *device) {
    (void)host;
    if (is_refused(config)) return ESP_ERR_NOT_SUPPORTED;
    device_config = *config;
    if (config->spics_io_num >= 0) route(config->spics_io_num, SPI_SELECT);
    printf("mode %d, %d Hz\n", config->mode, config->clock_speed_hz);
    *device = &device_config;
    return ESP_OK;
}

/// The mode reaches the pins with the first transfer (spi_setup_device).
static esp_err_t transfer(spi_device_handle_t device, const spi_transaction_t *transaction) {
    const bool is_inside = transaction->flags & SPI_TRANS_USE_TXDATA;
    const uint8_t *bytes = is_inside ? transaction->tx_data : transaction->tx_buffer;
    const int rest = ((spi_device_interface_config_t *)device)->mode == 3;
    drive(SPI_CLOCK, rest);
    drive(SPI_SELECT, 0);
    for (size_t bit = 0; bit < transaction->length; bit++) {
        if (rest) drive(SPI_CLOCK, 0);
        drive(SPI_DATA, bytes[bit / 8] >> (7 - bit % 8) & 1);
        drive(SPI_CLOCK, 1);
        if (!rest) drive(SPI_CLOCK, 0);
    }
    drive(SPI_SELECT, 1);
    return ESP_OK;
}

static spi_transaction_t *waiting[2];
static int waiting_count;

esp_err_t spi_device_polling_transmit(spi_device_handle_t device, spi_transaction_t *transaction) {
    return waiting_count > 0 ? ESP_FAIL : transfer(device, transaction);
}

/// Its bytes are read when it is sent, as late as can be.
esp_err_t spi_device_queue_trans(spi_device_handle_t device, spi_transaction_t *transaction,
                                 uint32_t ticks) {
    (void)device, (void)ticks;
    if (waiting_count == ((spi_device_interface_config_t *)device)->queue_size) return ESP_FAIL;
    waiting[waiting_count++] = transaction;
    return ESP_OK;
}

esp_err_t spi_device_get_trans_result(spi_device_handle_t device, spi_transaction_t **transaction,
                                      uint32_t ticks) {
    (void)ticks;
    if (waiting_count == 0) return ESP_FAIL;
    *transaction = waiting[0];
    waiting[0] = waiting[1];
    waiting_count--;
    return transfer(device, *transaction);
}

esp_err_t ledc_timer_config(const ledc_timer_config_t *config) {
    return config->freq_hz == 20000 ? ESP_OK : ESP_FAIL;
}

esp_err_t ledc_channel_config(const ledc_channel_config_t *config) {
    driven[LEDC] = config->flags.output_invert;
    route(config->gpio_num, LEDC);
    return ESP_OK;
}

static uint32_t duty;
esp_err_t ledc_set_duty(int mode, int channel, uint32_t wanted) {
    (void)mode, (void)channel;
    duty = wanted;
    return ESP_OK;
}

esp_err_t ledc_update_duty(int mode, int channel) {
    (void)mode, (void)channel;
    printf("duty %u\n", (unsigned)duty);
    return ESP_OK;
}

static void set_up(int number, const char *name, bool is_warm, enum source source) {
    if (number < 0) return;
    pins[number].name = name;
    if (!is_warm) return;
    pins[number].is_enabled = true;
    pins[number].level_register = 1;
    pins[number].source = source;
}

static void name_wires(void) {
    pins[wires.command].name = "DC";
    if (wires.backlight >= 0) pins[wires.backlight].name = "BLK";
    if (wires.select >= 0) pins[wires.select].name = "CS";
    if (wires.reset >= 0) pins[wires.reset].name = "RES";
}

int main(int count, char **words) {
    if (count < 2) return 2;
    const bool is_warm = strcmp(words[1], "warm") == 0;
    settings = words + 2;
    set_up(CONFIG_SLEEVE_PIN_BACKLIGHT, "BLK", is_warm, LEDC);
    set_up(CONFIG_SLEEVE_PIN_SELECT, "CS", is_warm, SPI_SELECT);
    set_up(CONFIG_SLEEVE_PIN_RESET, "RES", is_warm, REGISTER);
    set_up(CONFIG_SLEEVE_PIN_COMMAND, "DC", is_warm, REGISTER);
    driven[SPI_SELECT] = is_warm ? 0 : 1;
    for (int number = 0; number < PINS; number++) look(number);
    puts("rest");
    board_panel_rest();
    puts("move");
    const board_pins before = wires;
    is_quiet = true;
    wires = board_pins_choose();
    is_quiet = false;
    // From here on, each pin is called by its number where it is no wire any more.
    const int left[] = {before.backlight, before.select, before.reset, before.command};
    static char names[4][8];
    for (int index = 0; index < 4; index++) {
        if (left[index] < 0) continue;
        snprintf(names[index], sizeof *names, "GPIO%d", left[index]);
        pins[left[index]].name = names[index];
    }
    name_wires();
    const esp_err_t error = board_panel_open();
    if (error != ESP_OK) {
        printf("error %#x\n", (unsigned)error);
        return 0;
    }
    puts("start");
    int32_t failed = sleeve_panel_reset(1) != (wires.reset >= 0);
    const uint8_t bytes[] = {1, 2, 3, 4, 5, 6, 7};
    failed |= sleeve_panel_command(0x11, bytes, 0);
    puts("draw");
    for (int index = 0; index < 6; index += 2) failed |= sleeve_panel_pixels(bytes + index, 2);
    failed |= sleeve_panel_command(0x2A, bytes + 6, 1);
    puts("light");
    failed |= sleeve_panel_backlight(100) | sleeve_panel_backlight(20);
    return failed;
}
