// The panel on an SPI controller with DMA.
//
// Pixels are copied into one of two line buffers while the other is on the wire. A command waits until
// both are sent: so the bytes on the wire have the order of the calls, and D/CX changes only while the
// clock rests.

#include <driver/gpio.h>
#include <driver/spi_master.h>
#include <esp_attr.h>
#include <string.h>

#include "board_backlight.h"
#include "board_panel.h"
#include "board_pins.h"
#include "board_result.h"
#include "sleeve_port.h"

// The most that the port sends at once.
#define LINE_BYTES 1024
#define LINES 2
// A line takes 0.2 ms at 40 MHz, and 8 ms at the slowest clock that can be configured.
#define TIMEOUT_TICKS pdMS_TO_TICKS(100)

static board_pins pins;
static spi_device_handle_t device;
// Static memory is the chip's own, which the controller can read.
static WORD_ALIGNED_ATTR uint8_t lines[LINES][LINE_BYTES];
static spi_transaction_t transactions[LINES];
// The line buffer that is filled next, and how many the controller still has.
static unsigned line, queued;

/// How the panel is talked to.
///
/// Mode 3 where it is always selected: the common 240 × 240 glass without CS shows nothing in mode 0
/// (TFT_eSPI#163, hagl_esp_mipi#24). The ST7789V samples at the rising edge of the clock, which both
/// modes have in the middle of a bit (datasheet, section 8.4).
///
/// `SPI_DEVICE_NO_DUMMY` says that nothing is read. Without it the SDK refuses the original ESP32
/// more than 26.7 MHz on pins of the GPIO matrix in full duplex, as a read would come too late
/// (ESP-IDF v5.5.5, spi_hal_cal_clock_conf). Half duplex would lift that too, but has rules of its
/// own; on the other chips the flag changes nothing.
static spi_device_interface_config_t device_config(void) {
    return (spi_device_interface_config_t){
        .mode = pins.select < 0 ? 3 : 0,
        .flags = SPI_DEVICE_NO_DUMMY,
        .clock_speed_hz = pins.hertz,
        .spics_io_num = pins.select < 0 ? -1 : pins.select,
        .queue_size = LINES,
    };
}

static esp_err_t open_bus(void) {
    const spi_bus_config_t bus = {
        .mosi_io_num = pins.data,
        .miso_io_num = -1,
        .sclk_io_num = pins.clock,
        .quadwp_io_num = -1,
        .quadhd_io_num = -1,
        .max_transfer_sz = LINE_BYTES,
    };
    esp_err_t error = spi_bus_initialize(SPI2_HOST, &bus, SPI_DMA_CH_AUTO);
    if (error != ESP_OK) return error;
    const spi_device_interface_config_t config = device_config();
    error = spi_bus_add_device(SPI2_HOST, &config, &device);
    if (error != ESP_OK || pins.select >= 0) return error;
    // The driver raises the clock to where mode 3 has it at rest with the first transfer. A panel
    // that is always selected takes that edge for a bit, unless it is still in reset.
    spi_transaction_t nothing = {.flags = SPI_TRANS_USE_TXDATA, .length = 8};
    return spi_device_polling_transmit(device, &nothing);
}

void board_panel_rest(void) { board_pins_rest(); }

esp_err_t board_panel_open(void) {
    pins = board_pins_choose();
    board_pins_move(pins);
    const esp_err_t error = board_backlight_open(&pins);
    return error == ESP_OK ? open_bus() : error;
}

/// Copies bytes into the line buffer that is free, and describes them.
static spi_transaction_t *fill(const uint8_t *bytes, uint32_t count) {
    memcpy(lines[line], bytes, count);
    transactions[line] = (spi_transaction_t){.length = 8 * count, .tx_buffer = lines[line]};
    return &transactions[line];
}

/// Waits until the controller has no more than `rest` line buffers.
static esp_err_t drain(unsigned rest) {
    while (queued > rest) {
        spi_transaction_t *done;
        const esp_err_t error = spi_device_get_trans_result(device, &done, TIMEOUT_TICKS);
        if (error != ESP_OK) return error;
        queued--;
    }
    return ESP_OK;
}

int32_t sleeve_panel_command(uint32_t opcode, const uint8_t *parameters, uint32_t count) {
    esp_err_t error = drain(0);
    if (error == ESP_OK) error = gpio_set_level(pins.command, 0);
    if (error != ESP_OK) return board_result(error);
    const uint8_t byte = (uint8_t)opcode;
    error = spi_device_polling_transmit(device, fill(&byte, 1));
    const esp_err_t released = gpio_set_level(pins.command, 1);
    if (error == ESP_OK) error = released;
    if (error == ESP_OK && count > 0) {
        error = spi_device_polling_transmit(device, fill(parameters, count));
    }
    return board_result(error);
}

int32_t sleeve_panel_pixels(const uint8_t *bytes, uint32_t count) {
    esp_err_t error = drain(LINES - 1);
    if (error != ESP_OK) return board_result(error);
    error = spi_device_queue_trans(device, fill(bytes, count), TIMEOUT_TICKS);
    if (error != ESP_OK) return board_result(error);
    queued++;
    line = (line + 1) % LINES;
    return 0;
}

int32_t sleeve_panel_reset(uint32_t level) {
    if (pins.reset < 0) return 0;
    esp_err_t error = drain(0);
    if (error == ESP_OK) error = gpio_set_level(pins.reset, level);
    return error == ESP_OK ? 1 : board_result(error);
}
