// Events and answers that are cut off or have a wrong byte, at every place, told to the module itself,
// where Swift's `Int` has 32 bits: each leads to actions that can be read, and none to a trap.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const MODULE = new URL("../../out/gateway/gateway.wasm", import.meta.url);
const NOW = 1_795_197_600_000;
const LONG = "9".repeat(40);
/** What a byte is replaced by. */
const BYTES = [0, 0x22, 0x2c, 0x2d, 0x39, 0x5b, 0x65, 0x7b, 0x7d, 0xf4, 0xff];

const spotify = { source: "spotify", client_id: "id", client_secret: "secret", public_url: "https://x.example" };
const home = {
  source: "homeassistant", homeassistant_url: "http://10.0.0.2:8123", homeassistant_token: "token",
  homeassistant_entity: "media_player.kitchen",
};
const state = {
  version: 1, saved_at: NOW, source: "spotify", client_id: "id", refresh_token: "r", signed_in_at: NOW,
  call: 0, last_call_at: 0, not_before: 0, wait_until: 0, is_quota: true, calls_until: 2_991_996,
  calls: new Array(145).fill(3), devices: [{ id: "a", agent: "b", last_ms: 7 }], known_at: NOW - 1_000,
  known: {
    type: "track", is_playing: true, track_id: "t", title: "T", progress_ms: 1, duration_ms: 2, cover_id: "c",
    images: [{ url: "https://i/1", side: 640 }],
  },
};
const playing = {
  is_playing: true, progress_ms: 5, currently_playing_type: "track", item: {
    id: "i", name: "N\u00fc", duration_ms: 200_000, is_local: false, artists: [{ name: "A" }, { name: "B" }],
    album: { name: "C", images: [{ url: "https://i.scdn.co/image/1", width: 640 }] },
    external_urls: { spotify: "https://open.spotify.com/track/i" },
  },
};
const player = {
  state: "playing", attributes: {
    media_title: "T", media_artist: "A", media_duration: 200, media_position: 42.5,
    media_position_updated_at: "2026-11-20T17:59:50.123456+00:00", entity_picture: "/api/x?token=k&cache=ab",
  },
};
const ask = { event: "ask", id: 1, device: "kitchen", agent: "sleeve/1.2.3 (sim)", cover: { width: 240, height: 240 } };
const answer = (call, more = {}) => ({ event: "answer", call, status: 200, retry_after: null, date: null, ...more });

/** Lives of an event and its body each. */
const lives = [
  [
    [{ event: "start", settings: spotify }, state], [ask],
    [answer(1), { access_token: "t", expires_in: 3600, refresh_token: "s" }], [answer(2), playing],
    [{ event: "cover", cover_id: "1", state: "ready", accent: "#102030" }], [ask], [{ event: "wake" }],
    [{ event: "signed_in", code: "c", redirect_uri: "https://x.example/setup" }], [{ event: "status" }],
    [answer(3, { status: 429, retry_after: "Fri, 20 Nov 2026 18:00:30 GMT", date: "Fri, 20 Nov 2026 18:00:00 GMT" })],
    [{ event: "failed", call: 4, reason: "timeout" }],
  ],
  [[{ event: "start", settings: home }], [ask], [answer(1), player], [ask], [{ event: "status" }]],
  [[{ event: "start", settings: { source: "demo" } }], [ask], [{ event: "status" }]],
];

async function load() {
  const { instance } = await WebAssembly.instantiate(await readFile(MODULE), {});
  const { memory, reserve, coordinator_handle: handle, output_length: length } = instance.exports;
  return (message, body, now) => {
    const at = reserve(message.length + body.length) >>> 0;
    new Uint8Array(memory.buffer, at).set(message);
    new Uint8Array(memory.buffer, at + message.length).set(body);
    const output = handle(message.length, body.length, now) >>> 0;
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(memory.buffer, output, length())));
  };
}

const bytesOf = (value) => new TextEncoder().encode(value === undefined ? "" : JSON.stringify(value));

/** Each of these is `bytes` with something wrong. */
function* corrupted(bytes) {
  for (let index = 0; index < bytes.length; index += 1) {
    yield bytes.slice(0, index);
    for (const byte of BYTES) {
      const other = bytes.slice();
      other[index] = byte;
      yield other;
    }
  }
  // Numbers that no Swift integer holds, in the place of every number.
  const text = new TextDecoder().decode(bytes);
  for (const { 0: number, index } of text.matchAll(/(?<=[:,[])\d+/g)) {
    for (const other of [LONG, `-${LONG}`, "1e99", "9007199254740993", "4294967296", "2147483648"]) {
      yield new TextEncoder().encode(text.slice(0, index) + other + text.slice(index + number.length));
    }
  }
}

test("corrupted events do not trap the module", async () => {
  const tell = await load();
  let count = 0;
  const check = (message, body, now) => {
    const actions = tell(message, body, now);
    assert.ok(Array.isArray(actions) && actions.every((action) => typeof action.do === "string"));
    count += 1;
  };
  for (const life of lives) {
    const events = life.map(([message, body], index) => [bytesOf(message), bytesOf(body), NOW + 700 * index]);
    events.forEach(([message, body, now], number) => {
      for (const other of corrupted(message)) check(other, body, now);
      for (const other of corrupted(body)) {
        // A body is looked at only after what came before it.
        for (const [...event] of events.slice(0, number)) tell(...event);
        check(message, other, now);
        // And what comes after it must not mind.
        if (number === 0) for (const event of events.slice(1, 3)) check(...event);
      }
    });
  }
  for (const now of [NaN, Infinity, -1, 1e300, 0, 9e15]) check(bytesOf(ask), bytesOf(), now);
  assert.ok(count > 30_000);
});
