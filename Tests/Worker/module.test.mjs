// What goes between JavaScript and the module's memory, held against a module that does no more than
// the interface asks: it grows its memory with each reservation, as a real one may.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { makeModule, PictureError } from "../../Board/worker/gateway/module.js";

function fakeExports() {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const bytes = () => new Uint8Array(memory.buffer);
  let at = 0;
  let length = 0;
  let output = 0;
  const put = (text) => {
    const data = new TextEncoder().encode(text);
    memory.grow(1);
    output = memory.buffer.byteLength - data.length;
    bytes().set(data, output);
    length = data.length;
    return output;
  };
  return {
    memory,
    reserve(size) {
      if (size > 8 << 20) return 0;
      at = memory.buffer.byteLength;
      memory.grow(Math.ceil((size + 1) / 65_536));
      return at;
    },
    coordinator_handle(message, body, now) {
      const text = new TextDecoder().decode(bytes().slice(at, at + message));
      const sum = bytes().slice(at + message, at + message + body).reduce((one, other) => one + other, 0);
      return put(JSON.stringify([{ event: JSON.parse(text), sum, now }]));
    },
    encode(size, width) {
      put(width === 1 ? "at byte 7: a WebP picture, which is not read" : `"cover_width":${width}`);
      return width === 1 ? 3 : 0;
    },
    output: () => output,
    output_length: () => length,
  };
}

test("an event, its body and the time arrive whole, and the actions come back", () => {
  const module = makeModule(fakeExports());
  for (let count = 0; count < 5; count += 1) {
    const [action] = module.handle({ event: "ask", title: "Ä—😀" }, new Uint8Array(100_000).fill(3), 1_800_000_000_123.5);
    assert.deepEqual(action, { event: { event: "ask", title: "Ä—😀" }, sum: 300_000, now: 1_800_000_000_123.5 });
  }
});

test("a picture's members come back, and why it is none", () => {
  const module = makeModule(fakeExports());
  assert.equal(module.encode(new Uint8Array(9), 240, 240, 50), '"cover_width":240');
  assert.throws(() => module.encode(new Uint8Array(9), 1, 240, 50), new PictureError("at byte 7: a WebP picture, which is not read"));
  assert.throws(() => module.encode(new Uint8Array((8 << 20) + 1), 240, 240, 50), PictureError);
});

const built = new URL("../../out/gateway/gateway.wasm", import.meta.url);

test("the module that was built takes a picture's bytes and says why it is none", async () => {
  const { instance } = await WebAssembly.instantiate(readFileSync(built), {});
  const module = makeModule(instance.exports);
  for (let count = 0; count < 3; count += 1) {
    assert.throws(() => module.encode(new TextEncoder().encode("<!doctype html>"), 240, 240, 50), (error) =>
      error instanceof PictureError && /byte/.test(error.message));
  }
  assert.throws(() => module.encode(new Uint8Array((8 << 20) + 1), 240, 240, 50), PictureError);
});

// Fetched and compiled at every cold start. Without Binaryen's optimizer it is an eighth larger.
test("the built module is no larger than 120 KB", () => {
  const { length } = readFileSync(built);
  assert.ok(length <= 120 * 1024, `${length} bytes`);
});
