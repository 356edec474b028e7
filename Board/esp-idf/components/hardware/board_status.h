#pragma once

/// Writes to the console what memory is left: of the heap, and of each task's stack at its fullest;
/// and the signal of the Wi-Fi that is joined.
///
/// For whoever types `status` there, and once a day; and allocations that failed, of themselves. To be
/// called often, always from the same task; returns at once, but takes some milliseconds, with no other
/// task running, when it writes.
void board_status_step(void);
