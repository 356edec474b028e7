#include "board_log.h"

#include <esp_log.h>
#include <inttypes.h>

#include "sleeve_port.h"

static const char tag[] = "sleeve";

void board_log(const char *text) { ESP_LOGI(tag, "%s", text); }

void board_log_number(const char *text, int32_t number) {
    ESP_LOGI(tag, "%s %" PRId32, text, number);
}

void board_log_text(const char *text, const char *value) { ESP_LOGI(tag, "%s %s", text, value); }

void sleeve_log(const uint8_t *text, uint32_t count) {
    ESP_LOGI(tag, "%.*s", (int)count, (const char *)text);
}

void board_log_warning(const char *text, const char *value) { ESP_LOGW(tag, "%s %s", text, value); }

void board_log_failure(const char *what, esp_err_t error) {
    if (error != ESP_OK) ESP_LOGW(tag, "%s: %s", what, esp_err_to_name(error));
}
