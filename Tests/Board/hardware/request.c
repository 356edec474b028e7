// Carries out requests through board_http.c with the SDK of fake_sdk.c, and prints what the console
// and the caller were told.
//
// usage: request DEADLINE_MS WORD… [-- WORD…]
//        a request for each script; all go to the same client

#include <stdlib.h>
#include <string.h>

#include "board_http.h"
#include "board_http_private.h"
#include "board_memory.h"
#include "script.h"

static board_http *http;

void script_cancel(void) { board_http_cancel(http); }

static const char *const names[] = {
    "pending", "head", "body", "end", "no network", "no connection", "not trusted", "broken",
    "timed out", "no memory",
};

static void poll_all(void) {
    board_http_head head;
    uint8_t bytes[8192];
    size_t count;
    board_http_event event;
    do {
        event = board_http_poll(http, &head, bytes, sizeof bytes, &count);
        printf("event %s\n", names[event]);
    } while (event != BOARD_HTTP_PENDING && event < BOARD_HTTP_END);
}

int main(int count, char **words) {
    board_memory_watch();
    board_http_set_device_id((const uint8_t *)"desk-1", 6);
    http = board_http_create();
    int start = 2;
    while (start < count) {
        int end = start;
        while (end < count && strcmp(words[end], "--") != 0) end++;
        words[end] = NULL;
        static const char url[] = "https://gateway.example/now-playing";
        const board_http_request request = {
            .url = (const uint8_t *)url, .url_count = sizeof url - 1,
            .deadline_ms = (uint32_t)atoi(words[1]), .is_gateway = true, .keeps_connection = true,
        };
        if (words[start] != NULL && strcmp(words[start], "down") == 0) {
            script_set_network(false);
            start++;
        }
        script_begin(words + start);
        board_http_open(http, &request);
        if (setjmp(fake_task_is_idle) == 0) board_http_run(http);
        poll_all();
        start = end + 1;
    }
    return 0;
}
