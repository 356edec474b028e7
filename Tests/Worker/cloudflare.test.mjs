// The gateway on Cloudflare, over stand-ins for what is around it there. Each does what the platform's
// documentation says: values are copied on their way, an object is made when it is first asked for, is
// kept waiting while it starts and may leave memory at any time, it has one alarm, and KV has limits.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import http from "node:http";
import { afterEach, beforeEach, test } from "node:test";
import { webcrypto } from "node:crypto";
import { coordinatorObject, worker } from "../../Board/worker/gateway/cloudflare.js";

globalThis.crypto ??= webcrypto;
const ROOT = new URL("../../", import.meta.url);
const wasm = new WebAssembly.Module(readFileSync(new URL("out/gateway/gateway.wasm", ROOT)));

/** Workers' fetch refuses to be called as a method of anything but the global object. */
const nodeFetch = globalThis.fetch;
globalThis.fetch = function fetch(...words) {
  if (this !== undefined && this !== globalThis) throw new TypeError("Illegal invocation");
  return nodeFetch(...words);
};

/** The demo evening has begun five seconds ago: it repeats every four minutes, and ends in silence. */
const now = Date.now;
const EVENING_MS = 240_000;
const aheadMs = EVENING_MS - now() % EVENING_MS + 5_000;
Date.now = () => now() + aheadMs;

const SECRET = "device-secret-0123456789";
const ADMIN = "admin-secret-0123456789ab";
const PICTURE = "?cover=rgb565&encoding=rle&width=240&height=240";

class DurableObject {
  constructor(context, env) {
    this.ctx = context;
    this.env = env;
  }
}
const Coordinator = coordinatorObject(DurableObject, wasm);

/** One object's storage: what is in it outlives the object in memory. */
class Storage {
  values = new Map();
  alarms = 0;
  async get(key) { return structuredClone(this.values.get(key)); }
  async put(key, value) {
    if (this.fails) throw new Error("Durable Object storage: limit exceeded");
    assert.ok(key.length + JSON.stringify(value).length <= 2 << 20, "2 MB a value");
    this.values.set(key, structuredClone(value));
  }
  async setAlarm(at) {
    assert.ok(Number.isFinite(at));
    this.alarms += 1;
    this.alarmAt = at;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.alarmAt = null;
      this.ring().catch((error) => { this.thrown = error; });
    }, Math.max(0, at - Date.now()));
  }
  async deleteAlarm() { clearTimeout(this.timer); }
}

/** The namespace of objects: here one object is enough. */
class Namespace {
  storage = new Storage();
  asked = 0;
  constructor(env) {
    this.env = env;
    this.storage.ring = async () => (await this.object()).alarm();
  }
  idFromName(name) { return name; }
  get(id) {
    assert.equal(id, "gateway");
    return new Proxy({}, {
      get: (_, name) => async (...words) => {
        this.asked += 1;
        const object = await this.object();
        return structuredClone(await object[name](...structuredClone(words)));
      },
    });
  }
  async object() {
    if (!this.instance) {
      let started;
      this.instance = new Coordinator(
        { storage: this.storage, blockConcurrencyWhile: (start) => { started = start(); } }, this.env);
      this.ready = started;
    }
    await this.ready;
    return this.instance;
  }
  /** Memory is gone, storage and alarm are not. */
  evict() { this.instance = null; }
}

class KV {
  values = new Map();
  writes = 0;
  async get(key) { return this.values.get(key)?.text ?? null; }
  async put(key, text, options) {
    assert.ok(text.length <= 25 << 20 && key.length <= 512 && options.expirationTtl >= 60);
    if (this.writes >= this.writesMax) throw new Error("KV put() limit exceeded for the day.");
    this.writes += 1;
    this.values.set(key, { text, ttl: options.expirationTtl });
  }
  writesMax = 1_000;
}

/** Files as they were uploaded; paths are taken as they are. */
class Assets {
  files = new Map([
    ["widget.js", readFileSync(new URL("Board/worker/widget.js", ROOT))],
    ["demo/1.png", readFileSync(new URL("HostSim/Pictures/city.png", ROOT))],
    ["demo/2.png", readFileSync(new URL("HostSim/Pictures/evening.png", ROOT))],
    ["demo/3.png", readFileSync(new URL("HostSim/Pictures/morning.png", ROOT))],
    ["firmware/esp32c6/manifest.json", Buffer.from('{"version":"1.2.3"}')],
    ["firmware/esp32c6/sleeve.bin", Buffer.from(Array.from({ length: 5_000 }, (_, at) => at % 251))],
  ]);
  async fetch(address) {
    const bytes = this.files.get(new URL(address).pathname.slice(1));
    return bytes ? new Response(bytes, { headers: { ETag: '"tag"' } }) : new Response(null, { status: 404 });
  }
}

let env;
let lines;
const print = console.log;

beforeEach(() => {
  lines = [];
  console.log = (line) => lines.push(line);
  env = {
    PUBLIC_URL: "https://sleeve.example", GATEWAY_SECRET: SECRET, ADMIN_SECRET: ADMIN, SOURCE: "demo", COVERS: new KV(),
    ASSETS: new Assets(),
  };
  env.COORDINATOR = new Namespace(env);
});

afterEach(() => {
  console.log = print;
  const { storage } = env.COORDINATOR;
  clearTimeout(storage.timer);
  assert.equal(storage.thrown, undefined);
  assert.ok(!lines.join("\n").includes(SECRET));
});

async function get(path, headers = {}, cf = {}, more = {}) {
  const request = new Request(`https://sleeve.example${path}`, { headers, ...more });
  Object.defineProperty(request, "cf", { value: cf });
  const response = await worker.fetch(request, env);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) };
}
const device = (path, headers = {}) => get(path, { "X-Gateway-Secret": SECRET, "X-Sleeve-Device": "kitchen", ...headers });

async function until(condition) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await condition()) return;
    await new Promise((done) => setTimeout(done, 10));
  }
  assert.fail("it did not come to it in 3 s");
}

test("who is not known reaches neither the object nor a cache", async () => {
  const cf = (tlsClientAuth) => ({ tlsClientAuth });
  for (const [headers, platform, status] of [
    [{}, {}, 401], [{ "X-Gateway-Secret": "wrong" }, {}, 401], [{ Origin: "https://other.example" }, {}, 403],
    [{ "X-Client-Verify": "SUCCESS", "CF-Connecting-IP": "127.0.0.1" }, {}, 401],
    [{}, cf({ certPresented: "0", certVerified: "NONE", certRevoked: "0" }), 401],
    [{}, cf({ certPresented: "1", certVerified: "FAILED:certificate has expired", certRevoked: "0" }), 401],
    [{}, cf({ certPresented: "1", certVerified: "SUCCESS", certRevoked: "1" }), 401],
  ]) {
    assert.equal((await get(`/now-playing${PICTURE}`, headers, platform)).status, status);
    assert.equal((await get("/firmware/esp32c6/sleeve.bin", headers, platform)).status, 401);
  }
  assert.equal(env.COORDINATOR.asked, 0);
  const right = await get("/now-playing", {}, cf({ certPresented: "1", certVerified: "SUCCESS", certRevoked: "0" }));
  assert.equal(right.status, 200);
  assert.equal(right.headers.get("cache-control"), "no-store");
});

test("a picture is made in the alarm, once for all who ask, and kept for 7 days", async () => {
  const first = await Promise.all(Array.from({ length: 20 }, () => device(`/now-playing${PICTURE}`)));
  assert.ok(!first[0].text.includes("cover_rgb565"));
  for (const answer of first) {
    // The alarm may go off between two of them.
    if (!answer.text.includes("cover_rgb565")) assert.equal(answer.json().poll_after_ms, 1_500);
    assert.match(answer.json().cover_url, /^https:\/\/sleeve\.example\/demo\/[123]\.png$/);
  }
  await until(() => env.COVERS.writes === 1);
  const answer = await device(`/now-playing${PICTURE}`);
  assert.match(answer.text, /"cover_width":240,"cover_height":240,"cover_encoding":"rle","cover_rgb565":"[A-Za-z0-9+/=]+"\}$/);
  assert.equal(answer.text.match(/"accent":/g).length, 1);
  assert.equal([...env.COVERS.values.values()][0].ttl, 604_800);
  env.COORDINATOR.evict();
  const again = await device(`/now-playing${PICTURE}`);
  assert.equal(again.json().cover_rgb565, answer.json().cover_rgb565);
  assert.equal(env.COVERS.writes, 1);
});

test("where KV takes no more today, covers come from memory, and it is said once", async () => {
  env.COVERS.writesMax = 0;
  await device(`/now-playing${PICTURE}`);
  await until(async () => (await device(`/now-playing${PICTURE}`)).json().cover_rgb565 !== undefined);
  assert.equal(lines.filter((line) => line.includes("covers cannot be kept")).length, 1);
});

test("where nothing can be stored, it goes on from memory and says so", async () => {
  env.COORDINATOR.storage.fails = true;
  env.SOURCE = "spotify";
  const cookie = await logIn();
  await env.COORDINATOR.get("gateway").signedIn("code", "https://sleeve.example/setup/callback");
  assert.match((await get("/setup", { Cookie: cookie })).text, /Storage|Sign-in|App/);
  assert.equal((await device("/now-playing")).status, 200);
});

async function logIn() {
  const answer = await get("/setup", { "Content-Type": "application/x-www-form-urlencoded", "CF-Connecting-IP": "192.0.2.1" }, {},
    { method: "POST", body: new URLSearchParams({ secret: ADMIN }).toString() });
  assert.equal(answer.status, 303);
  assert.match(answer.headers.get("set-cookie"), /HttpOnly; SameSite=Strict; .*Secure/);
  return answer.headers.get("set-cookie").split(";")[0];
}

test("an object that leaves memory goes on where it was: sign-in, pause, and its one alarm", async () => {
  let tokens = 0;
  let calls = 0;
  const service = http.createServer((request, response) => {
    response.setHeader("Content-Type", "application/json");
    if (request.url === "/api/token") {
      tokens += 1;
      return response.end('{"access_token":"a","refresh_token":"r","expires_in":3600}');
    }
    calls += 1;
    return response.writeHead(429, { "Retry-After": "7200" }).end('{"error":{"status":429,"reason":"QUOTA_EXCEEDED"}}');
  });
  await new Promise((done) => service.listen(0, "127.0.0.1", done));
  const address = `http://127.0.0.1:${service.address().port}`;
  Object.assign(env, {
    SOURCE: "spotify", SPOTIFY_CLIENT_ID: "id", SPOTIFY_CLIENT_SECRET: "client-secret-0123456789",
    SPOTIFY_API_URL: address, SPOTIFY_ACCOUNTS_URL: address,
  });
  try {
    assert.equal((await device("/now-playing")).json().problem, "sign_in");
    await env.COORDINATOR.get("gateway").signedIn("code", "https://sleeve.example/setup/callback");
    await until(async () => (await device("/now-playing")).json().problem === "quota");
    assert.deepEqual([tokens, calls], [1, 1]);
    for (let count = 0; count < 3; count += 1) {
      env.COORDINATOR.evict();
      const answer = (await device("/now-playing")).json();
      assert.equal(answer.problem, "quota");
      assert.ok(answer.problem_until_ms > Date.now() + 7_100_000);
    }
    // What the alarm of the object before finds is a new one.
    env.COORDINATOR.evict();
    await env.COORDINATOR.storage.ring();
    assert.deepEqual([tokens, calls], [1, 1]);
    assert.match((await get("/setup", { Cookie: await logIn() })).text, /sleeve|kitchen/);
  } finally {
    service.closeAllConnections();
    service.close();
  }
});

test("firmware and files are those that were uploaded", async () => {
  assert.equal((await device("/firmware/manifest.json?board=esp32c6")).json().version, "1.2.3");
  assert.equal((await device("/firmware/manifest.json?board=esp32c3")).status, 404);
  const part = await device("/firmware/esp32c6/sleeve.bin", { Range: "bytes=10-19", "If-Range": '"tag"' });
  assert.deepEqual([part.status, part.headers.get("content-range"), part.text.length], [206, "bytes 10-19/5000", 10]);
  assert.equal((await get("/widget.js")).headers.get("content-type"), "text/javascript; charset=utf-8");
  assert.equal((await get("/demo/2.png")).status, 200);
  assert.equal((await get("/demo/9.png")).status, 404);
});

test("what wrangler is told names what is there", () => {
  const text = readFileSync(new URL("Board/worker/wrangler.jsonc", ROOT), "utf8");
  const told = JSON.parse(text.replace(/^\s*\/\/.*$/gm, ""));
  const entry = readFileSync(new URL(`Board/worker/${told.main}`, ROOT), "utf8");
  const [object] = told.durable_objects.bindings;
  assert.ok(entry.includes(`export class ${object.class_name} `));
  assert.deepEqual(told.migrations[0].new_sqlite_classes, [object.class_name]);
  for (const name of [object.name, told.kv_namespaces[0].binding, told.assets.binding]) assert.ok(name in env, name);
  for (const file of ["widget.js", "widget.html", "demo/1.png", "demo/2.png", "demo/3.png"]) {
    assert.ok(existsSync(new URL(`Board/worker/${told.assets.directory}/${file}`, ROOT)), `make gateway-assets: ${file}`);
  }
  // Otherwise firmware would be served to whoever asks.
  assert.equal(told.assets.run_worker_first, true);
});
