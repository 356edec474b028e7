#pragma once

// Between the scenes and what is around the device meanwhile.

#include <stdint.h>

#include "script.h"
#include "sleeve_port.h"

/// What the gateway answers.
enum { ANSWER_DOCUMENT, ANSWER_SILENCE, ANSWER_REFUSED, ANSWER_NO_NETWORK };

/// No firmware is offered anew.
#define NO_OFFER SCRIPT_DOCUMENTS

typedef struct {
    const char *name;
    int answer;
    /// Of ANSWER_DOCUMENT.
    uint32_t document;
    /// How long it lasts, of the script's own time.
    uint32_t milliseconds;
    /// What is on the glass at the end.
    int32_t face;
    /// What firmware is offered from now on; or NO_OFFER: as before.
    uint32_t offer;
    /// How the updater's last line in the log begins at the end; null: whatever it is.
    const char *news;
} scene;

/// The script's time.
extern uint32_t script_now;

/// Sets what the gateway answers from the next request on.
void gateway_begin(const scene *now);
/// Sets how the network stands.
void surroundings_begin(const scene *now);
/// Whether the updater's last line in the log begins with `text`.
int news_is(const char *text);

void print_text(const char *text);
void print_number(uint32_t number);
void print_hex(uint32_t number);
