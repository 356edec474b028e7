#pragma once

// The port's HTTP clients, each of which a task of its own carries out, so that whoever asks never
// waits: what has come and was not taken yet waits in a stream buffer.
//
// A request that is given up is so at once for the core. The task lets go of the connection when the
// SDK's call returns that it is in: within half a second while it reads, after some seconds at worst
// while it looks up the name and connects; a request that is opened meanwhile waits for that.

/// Starts the tasks. To be called once, after the settings were opened.
void board_http_start(void);
