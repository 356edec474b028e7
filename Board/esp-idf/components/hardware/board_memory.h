#pragma once

// Allocations that fail, on the console and for whoever has to know why a call failed.

/// Begins to note them. To be called once, before anything else allocates.
void board_memory_watch(void);

/// How many have failed in the calling task. Wraps around.
unsigned board_memory_failures(void);

/// Writes what was noted, in one line a minute at most. To be called often, always from the same
/// task.
void board_memory_step(void);
