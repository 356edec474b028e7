// The SDK of fake_panel.h, with pins and a panel: prints what happens on the wires.
//
// usage: panel cold|warm [KEY=NUMBER…]
//        KEY is a setting: a pin, `backlight` (0: low) or `spi_hz`.
//        cold: after power-on, no pin is driven. warm: after a restart, which resets neither the pins
//        nor what drives them (system_internal.c), the panel is lit, selected and awake.
//
// Each change of a pin is a line, such as "BLK 0"; "BLK up" where it is only pulled up. A byte that
// reached the panel is a line "byte 11". The run rests the pins, takes the settings, opens the bus,
// releases the panel's reset and sends SLPOUT, as the firmware does.
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
#include "board_panel_bus.h"

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

void board_log(const char *text) { printf("I %s\n", text); }
void board_log_text(const char *text, const char *value) { printf("I %s %s\n", text, value); }

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
esp_err_t spi_device_polling_transmit(spi_device_handle_t device, spi_transaction_t *transaction) {
    const int rest = ((spi_device_interface_config_t *)device)->mode == 3;
    drive(SPI_CLOCK, rest);
    drive(SPI_SELECT, 0);
    for (size_t bit = 0; bit < transaction->length; bit++) {
        if (rest) drive(SPI_CLOCK, 0);
        drive(SPI_DATA, transaction->tx_data[bit / 8] >> (7 - bit % 8) & 1);
        drive(SPI_CLOCK, 1);
        if (!rest) drive(SPI_CLOCK, 0);
    }
    drive(SPI_SELECT, 1);
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

/// Takes `pin_dc=5`.
static void set(board_pins *wanted, const char *word) {
    const struct {
        const char *key;
        int *number;
    } keys[] = {{"pin_sclk", &wanted->clock}, {"pin_mosi", &wanted->data},
                {"pin_cs", &wanted->select},  {"pin_dc", &wanted->command},
                {"pin_reset", &wanted->reset}, {"pin_backlight", &wanted->backlight},
                {"spi_hz", &wanted->hertz}};
    const char *value = strchr(word, '=') + 1;
    if (strncmp(word, "backlight=", 10) == 0) wanted->is_light_low = atoi(value) == 0;
    for (size_t index = 0; index < sizeof keys / sizeof *keys; index++) {
        const size_t length = strlen(keys[index].key);
        if (strncmp(word, keys[index].key, length) == 0 && word[length] == '=') {
            *keys[index].number = atoi(value);
        }
    }
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
    set_up(CONFIG_SLEEVE_PIN_BACKLIGHT, "BLK", is_warm, LEDC);
    set_up(CONFIG_SLEEVE_PIN_SELECT, "CS", is_warm, SPI_SELECT);
    set_up(CONFIG_SLEEVE_PIN_RESET, "RES", is_warm, REGISTER);
    set_up(CONFIG_SLEEVE_PIN_COMMAND, "DC", is_warm, REGISTER);
    driven[SPI_SELECT] = is_warm ? 0 : 1;
    for (int number = 0; number < PINS; number++) look(number);
    puts("rest");
    board_pins_rest();
    puts("move");
    board_pins wanted = {BOARD_PINS_UNSET, BOARD_PINS_UNSET, BOARD_PINS_UNSET, BOARD_PINS_UNSET,
                         BOARD_PINS_UNSET, BOARD_PINS_UNSET, false, BOARD_PINS_UNSET};
    for (int index = 2; index < count; index++) set(&wanted, words[index]);
    const board_pins before = wires;
    wires = board_pins_choose(wanted);
    // From here on, each pin is called by its number where it is no wire any more.
    const int left[] = {before.backlight, before.select, before.reset, before.command};
    static char names[4][8];
    for (int index = 0; index < 4; index++) {
        if (left[index] < 0) continue;
        snprintf(names[index], sizeof *names, "GPIO%d", left[index]);
        pins[left[index]].name = names[index];
    }
    name_wires();
    board_pins_move(wires);
    puts("open");
    spi_device_handle_t device = NULL;
    const esp_err_t error = board_panel_bus_open(&wires, 1024, 2, &device);
    if (error != ESP_OK) {
        printf("error %#x\n", (unsigned)error);
        return 0;
    }
    puts("start");
    gpio_set_level(wires.reset, 1);
    spi_transaction_t sleep_out = {
        .flags = SPI_TRANS_USE_TXDATA, .length = 8, .tx_data = {0x11}};
    return spi_device_polling_transmit(device, &sleep_out);
}
