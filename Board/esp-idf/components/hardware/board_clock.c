#include "board_clock.h"

#include <esp_netif_sntp.h>
#include <esp_sntp.h>
#include <esp_timer.h>
#include <sdkconfig.h>
#include <sys/time.h>

#include "board_log.h"
#include "board_network.h"
#include "sleeve_port.h"

// How long a configured server is asked. The SDK tries it some times meanwhile, each time later.
#define TURN_US (60LL * 1000000)

static const char *const servers[] = {CONFIG_SLEEVE_SNTP_SERVER, CONFIG_SLEEVE_SNTP_SERVER_2};
static bool is_set;

esp_err_t board_clock_start(void) {
    esp_sntp_config_t config = ESP_NETIF_SNTP_DEFAULT_CONFIG(servers[0]);
    // Tries without a network would have the SDK wait for up to 150 s once there is one.
    config.start = false;
    config.server_from_dhcp = true;
    return esp_netif_sntp_init(&config);
}

/// Has the SDK ask as soon as there is an address, and the other server after each turn.
///
/// It gets one name at a time: of several that cannot be looked up, it asks for one after the other
/// without a pause (esp-lwip#78).
static void ask(void) {
    static bool was_up;
    static unsigned turn;
    static int64_t end_us;
    const bool is_up = board_network_is_up();
    const int64_t now_us = esp_timer_get_time();
    const bool is_over = was_up && now_us >= end_us;
    const bool is_due = is_up && (!was_up || is_over);
    was_up = is_up;
    if (!is_due) return;
    if (is_over) turn++;
    end_us = now_us + TURN_US;
    // A server without a name is DHCP's, which has replaced all others and comes first.
    const uint8_t place = esp_sntp_getservername(0) == NULL ? 1 : 0;
    esp_sntp_setservername(place, servers[turn % 2]);
    board_log_failure("time server", esp_netif_sntp_start());
}

uint32_t sleeve_clock_ms(void) { return (uint32_t)(esp_timer_get_time() / 1000); }

/// Each server is asked from here until one has answered; the SDK then asks again each hour by itself.
uint64_t sleeve_unix_ms(void) {
    if (!is_set) {
        // Says once that there was an answer.
        is_set = esp_netif_sntp_sync_wait(0) == ESP_OK;
        if (is_set) {
            board_log("the clock is set");
        } else {
            ask();
        }
    }
    struct timeval now;
    if (!is_set || gettimeofday(&now, NULL) != 0 || now.tv_sec < 0) return 0;
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_usec / 1000;
}
