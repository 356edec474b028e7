#pragma once

#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>

// What a test tells the SDK of fake_sdk.c.

/// Where the task goes when it waits for work.
extern jmp_buf fake_task_is_idle;

/// Begins a script: words up to a null pointer.
void script_begin(char **words);

void script_advance(int64_t milliseconds);

void script_set_network(bool is_up);

/// The test's part of `cancel`.
void script_cancel(void);
