// The SNTP of ESP-IDF v5.5.5 in virtual time (esp_netif_sntp.c, and sntp.c of its lwIP 2.1.3), and a
// run of board_clock.c with it.
//
// usage: clock WORD…, in turn:
//        answers=NAME   that server answers from now on; `first` and `second` are the configured ones
//        unknown        names can no longer be looked up, which is known at once
//        start          board_clock_start
//        up, up=NAME    DHCP brings an address, and that of a time server
//        down           the network is gone
//        wait=SECONDS   and the clock is read each second
//
// Prints each server that is asked or looked up, and when the clock is first right, in seconds. Ends
// with status 2 where the name server is flooded, 3 where the SDK is to ask before there is a network,
// 4 where the port's clock is wrong.

#include <stdlib.h>

#include "board_clock.h"
#include "board_network.h"
#include "fake_clock.h"
#include "sleeve_port.h"

#define SERVERS CONFIG_LWIP_SNTP_MAX_SERVERS
#define RETRY_S 15
#define RETRY_MAX_S 150
#define HOUR_S 3600
// CONFIG_LWIP_SNTP_MAXIMUM_STARTUP_DELAY by default, of which the SDK draws a part.
#define STARTUP_S 5
// More in one run, and the name server is flooded.
#define LOOKUPS_MAX 1000

static const char *answering[8];
static int answering_count, now_s, lookup_count;
static bool is_up, was_up, is_started, has_synchronized, is_right, is_unknown;

static struct { const char *name, *address; } servers[SERVERS];
static bool takes_dhcp, is_running;
static int current, retry_s, request_s, next_server_s;
static esp_sntp_config_t own;

bool board_network_is_up(void) { return is_up; }
const char *esp_err_to_name(esp_err_t error) { return error == ESP_OK ? "ESP_OK" : "error"; }
int64_t esp_timer_get_time(void) { return now_s * 1000000LL; }

// MARK: sntp.c; a timer of 0 is none

static void try_next_server(void);

static bool is_answering(const char *name) {
    for (int index = 0; index < answering_count; index++) {
        if (strcmp(answering[index], name) == 0) return true;
    }
    return false;
}

static void request(void) {
    request_s = 0;
    const char *name = servers[current].name;
    const char *server = name != NULL ? name : servers[current].address;
    if (name != NULL && is_unknown && is_up) {
        printf("look up %s at %d\n", name, now_s);
        if (++lookup_count > LOOKUPS_MAX) exit(2);
        try_next_server();
        return;
    }
    next_server_s = now_s + RETRY_S;
    if (!was_up) exit(3);
    // One that is not there, and one that there is no way to, is tried again as late as one that does
    // not answer.
    if (server == NULL || !is_up) return;
    printf("ask %s at %d\n", server, now_s);
    if (!is_answering(server)) return;
    has_synchronized = true;
    next_server_s = 0;
    retry_s = RETRY_S;
    request_s = now_s + HOUR_S;
}

static void try_next_server(void) {
    next_server_s = 0;
    const int old = current;
    for (int count = 0; count < SERVERS - 1; count++) {
        current = (current + 1) % SERVERS;
        if (servers[current].name == NULL && servers[current].address == NULL) continue;
        retry_s = RETRY_S;
        request();
        return;
    }
    current = old;
    request_s = now_s + retry_s;
    retry_s = 2 * retry_s <= RETRY_MAX_S ? 2 * retry_s : RETRY_MAX_S;
}

static void init(void) {
    if (is_running) return;
    is_running = true;
    retry_s = RETRY_S;
    request_s = now_s + STARTUP_S;
}

static void second(void) {
    now_s++;
    if (request_s == now_s) request();
    if (next_server_s == now_s) try_next_server();
}

/// Option 42: its servers replace all others.
static void take_from_dhcp(const char *address) {
    if (!takes_dhcp || address == NULL) return;
    memset(servers, 0, sizeof servers);
    servers[0].address = address;
}

const char *esp_sntp_getservername(uint8_t index) {
    return index < SERVERS ? servers[index].name : NULL;
}

void esp_sntp_setservername(uint8_t index, const char *name) {
    if (index < SERVERS) servers[index].name = name;
}

// MARK: esp_netif_sntp.c

esp_err_t esp_netif_sntp_init(const esp_sntp_config_t *config) {
    own = *config;
    if (own.num_of_servers > SERVERS) return ESP_ERR_INVALID_ARG;
    for (size_t index = 0; index < own.num_of_servers; index++) {
        esp_sntp_setservername((uint8_t)index, own.servers[index]);
    }
#ifndef CONFIG_LWIP_DHCP_GET_NTP_SRV
    if (own.server_from_dhcp) return ESP_ERR_INVALID_ARG;
#endif
    takes_dhcp = own.server_from_dhcp;
    if (own.start) init();
    return ESP_OK;
}

esp_err_t esp_netif_sntp_start(void) {
    if (!is_up) exit(3);
    is_running = false;
    request_s = next_server_s = 0;
    init();
    return ESP_OK;
}

/// The semaphore is there once.
esp_err_t esp_netif_sntp_sync_wait(unsigned ticks) {
    if (!own.wait_for_sync || ticks != 0) return ESP_ERR_INVALID_STATE;
    if (!has_synchronized) return ESP_ERR_TIMEOUT;
    has_synchronized = false;
    return ESP_OK;
}

// MARK: The run

static void read_clock(void) {
    if (sleeve_clock_ms() != (uint32_t)now_s * 1000) exit(4);
    if (!is_started || sleeve_unix_ms() == 0 || is_right) return;
    is_right = true;
    printf("right at %d\n", now_s);
}

int main(int count, char **words) {
    for (int index = 1; index < count; index++) {
        char *value = strchr(words[index], '=');
        if (value != NULL) *value++ = 0;
        const char *word = words[index];
        if (strcmp(word, "answers") == 0) answering[answering_count++] = value;
        if (strcmp(word, "unknown") == 0) is_unknown = true;
        if (strcmp(word, "start") == 0) {
            if (board_clock_start() != ESP_OK) return 1;
            is_started = true;
        }
        if (strcmp(word, "up") == 0) {
            take_from_dhcp(value);
            is_up = was_up = true;
        }
        if (strcmp(word, "down") == 0) is_up = false;
        for (int left = strcmp(word, "wait") == 0 ? atoi(value) : 0; left > 0; left--) {
            second();
            read_clock();
        }
    }
    return 0;
}
