#pragma once

// As much of ESP-IDF v5.5.5 as board_restarts.c needs, for a test on this machine.

/// Memory that a restart leaves as it is (esp_attr.h).
#define RTC_NOINIT_ATTR

typedef enum { ESP_RST_POWERON = 1, ESP_RST_SW = 3, ESP_RST_PANIC = 4 } esp_reset_reason_t;
esp_reset_reason_t esp_reset_reason(void);
