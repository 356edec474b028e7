#include "board_clock.h"

#include <esp_netif_sntp.h>
#include <sdkconfig.h>
#include <sys/time.h>

#include "board_log.h"

static bool is_set;

esp_err_t board_clock_start(void) {
    const esp_sntp_config_t config = ESP_NETIF_SNTP_DEFAULT_CONFIG(CONFIG_SLEEVE_SNTP_SERVER);
    return esp_netif_sntp_init(&config);
}

bool board_clock_read(uint64_t *milliseconds) {
    if (!is_set) {
        // Says once that there was an answer.
        is_set = esp_netif_sntp_sync_wait(0) == ESP_OK;
        if (is_set) board_log("the clock is set");
    }
    struct timeval now;
    if (!is_set || gettimeofday(&now, NULL) != 0 || now.tv_sec < 0) return false;
    *milliseconds = (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_usec / 1000;
    return true;
}
