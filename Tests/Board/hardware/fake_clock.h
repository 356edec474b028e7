#pragma once

// As much of ESP-IDF v5.5.5 as board_clock.c needs, for a test on this machine; clock.c says what
// each call does.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef int esp_err_t;
#define ESP_OK 0
#define ESP_ERR_INVALID_ARG 0x102
#define ESP_ERR_INVALID_STATE 0x103
#define ESP_ERR_TIMEOUT 0x107
const char *esp_err_to_name(esp_err_t error);

#define ESP_LOGI(tag, ...) ((void)(tag), printf("I "), printf(__VA_ARGS__), puts(""))
#define ESP_LOGW(tag, ...) ((void)(tag), printf("W "), printf(__VA_ARGS__), puts(""))

int64_t esp_timer_get_time(void);

#ifndef CONFIG_LWIP_SNTP_MAX_SERVERS
#define CONFIG_LWIP_SNTP_MAX_SERVERS 1
#endif
typedef struct {
    bool server_from_dhcp, wait_for_sync, start;
    size_t num_of_servers;
    const char *servers[CONFIG_LWIP_SNTP_MAX_SERVERS];
} esp_sntp_config_t;
#define ESP_NETIF_SNTP_DEFAULT_CONFIG(server) \
    {.wait_for_sync = true, .start = true, .num_of_servers = 1, .servers = {server}}
esp_err_t esp_netif_sntp_init(const esp_sntp_config_t *config);
esp_err_t esp_netif_sntp_start(void);
esp_err_t esp_netif_sntp_sync_wait(unsigned ticks);
const char *esp_sntp_getservername(uint8_t index);
void esp_sntp_setservername(uint8_t index, const char *server);
