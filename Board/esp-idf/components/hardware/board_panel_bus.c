#include "board_panel_bus.h"

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
static spi_device_interface_config_t device_config(const board_pins *pins, int queue_size) {
    return (spi_device_interface_config_t){
        .mode = pins->select < 0 ? 3 : 0,
        .flags = SPI_DEVICE_NO_DUMMY,
        .clock_speed_hz = pins->hertz,
        .spics_io_num = pins->select < 0 ? -1 : pins->select,
        .queue_size = queue_size,
    };
}

esp_err_t board_panel_bus_open(const board_pins *pins, int bytes_max, int queue_size,
                               spi_device_handle_t *device) {
    const spi_bus_config_t bus = {
        .mosi_io_num = pins->data,
        .miso_io_num = -1,
        .sclk_io_num = pins->clock,
        .quadwp_io_num = -1,
        .quadhd_io_num = -1,
        .max_transfer_sz = bytes_max,
    };
    esp_err_t error = spi_bus_initialize(SPI2_HOST, &bus, SPI_DMA_CH_AUTO);
    if (error != ESP_OK) return error;
    const spi_device_interface_config_t config = device_config(pins, queue_size);
    error = spi_bus_add_device(SPI2_HOST, &config, device);
    if (error != ESP_OK || pins->select >= 0) return error;
    // The driver raises the clock to where mode 3 has it at rest with the first transfer. A panel
    // that is always selected takes that edge for a bit, unless it is still in reset.
    spi_transaction_t nothing = {.flags = SPI_TRANS_USE_TXDATA, .length = 8};
    return spi_device_polling_transmit(*device, &nothing);
}
