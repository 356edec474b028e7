// Lives of a board: what each finds of the number that the one before has kept.
//
// usage: restarts LIFE…
//        LIFE is REASON, as a number of esp_reset_reason_t, or REASON:COUNT for one that ends with
//        COUNT kept

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fake_restarts.h"

#include "sleeve_port.h"

static int reason;
esp_reset_reason_t esp_reset_reason(void) { return reason; }

int main(int count, char **lives) {
    for (int index = 1; index < count; index++) {
        reason = atoi(lives[index]);
        printf("%d\n", sleeve_restarts_in_vain());
        const char *kept = strchr(lives[index], ':');
        if (kept != NULL) sleeve_keep_restarts((uint32_t)atoi(kept + 1));
    }
    return 0;
}
