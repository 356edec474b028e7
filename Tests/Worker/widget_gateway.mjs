// The gateway under Node for the widget's tests, early in the second item of its demo evening.
// Prints its address. ORIGINS comes from the environment.

import { startGateway } from "../../Board/worker/gateway/node.js";

// The evening repeats every 240 s, and its second item begins at 48 s.
const aheadMs = 240_000 - Date.now() % 240_000 + 50_000;
const gateway = await startGateway(
  { LISTEN: "127.0.0.1:0", SOURCE: "demo", STATE_DIRECTORY: process.argv[2], ORIGINS: process.env.ORIGINS },
  { now: () => Date.now() + aheadMs, log: (text) => console.error(text) });
// The gateway's own page may ask, as with `make gateway`.
gateway.settings.origins.push(gateway.address);
console.log(gateway.address);
