// Carries out requests through board_http.c with the SDK of fake_sdk.c, and prints what the console
// and the caller were told.
//
// usage: request DEADLINE_MS WORD… [-- WORD…]
//        a request for each script; all are the first client's, but those that begin with `cover`

#include <stdlib.h>
#include <string.h>

#include "board_http.h"
#include "board_http_private.h"
#include "board_memory.h"
#include "script.h"
#include "sleeve_port.h"

/// Whose request it is.
static uint32_t client = SLEEVE_CLIENT_METADATA;

void script_cancel(void) { sleeve_http_cancel(client); }

/// By their negative numbers.
static const char *const names[] = {
    "pending", "head", "end", "no network", "no connection", "not trusted", "broken", "timed out",
    "no memory",
};

static void print_header(const char *name, uint32_t header) {
    uint8_t value[40];
    const int32_t count = sleeve_http_header(client, header, value, sizeof value);
    if (count == SLEEVE_ABSENT) return;
    const int kept = count <= (int32_t)sizeof value ? count : 0;
    printf("%s %d \"%.*s\"\n", name, (int)count, kept, (const char *)value);
}

static void poll_all(void) {
    uint8_t bytes[8192];
    int32_t event;
    do {
        event = sleeve_http_poll(client, bytes, sizeof bytes);
        printf("event %s\n", event > 0 ? "body" : names[-event]);
        if (event != SLEEVE_HTTP_HEAD) continue;
        printf("status %d\n", (int)sleeve_http_status(client));
        print_header("retry", SLEEVE_HEADER_RETRY_AFTER);
        print_header("length", SLEEVE_HEADER_CONTENT_LENGTH);
        print_header("range", SLEEVE_HEADER_CONTENT_RANGE);
    } while (event > 0 || event == SLEEVE_HTTP_HEAD);
}

int main(int count, char **words) {
    board_memory_watch();
    board_http_start();
    int start = 2;
    while (start < count) {
        int end = start;
        while (end < count && strcmp(words[end], "--") != 0) end++;
        words[end] = NULL;
        static const char url[] = "https://gateway.example/now-playing";
        const uint32_t deadline_ms = (uint32_t)atoi(words[1]);
        client = SLEEVE_CLIENT_METADATA;
        if (words[start] != NULL && strcmp(words[start], "cover") == 0) {
            client = SLEEVE_CLIENT_COVER;
            start++;
        }
        if (words[start] != NULL && strcmp(words[start], "down") == 0) {
            script_set_network(false);
            start++;
        }
        script_begin(words + start);
        // The second request lacks one of the first's.
        static const char both[] = "Accept: application/json\r\nX-Sleeve-Device: desk-1\r\n";
        const size_t count = start == 2 ? sizeof both - 1 : strlen("Accept: application/json\r\n");
        sleeve_http_open(client, (const uint8_t *)url, sizeof url - 1, (const uint8_t *)both,
                         (uint32_t)count, deadline_ms, SLEEVE_REQUEST_GATEWAY | SLEEVE_REQUEST_KEEP);
        if (setjmp(fake_task_is_idle) == 0) board_http_run(&board_http_clients[client]);
        poll_all();
        start = end + 1;
    }
    return 0;
}
