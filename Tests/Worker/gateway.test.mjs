// The gateway as devices and browsers meet it: Node's server on loopback, before a music service and a
// picture server on loopback that count what they are asked.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { startGateway } from "../../Board/worker/gateway/node.js";
import { standIn } from "./standin.mjs";

const SECRET = "device-secret-0123456789";
const OLD_SECRET = "earlier-secret-0123456789";
const ADMIN = "admin-secret-0123456789ab";
const CLIENT_SECRET = "client-secret-0123456789";
const SITE = "https://www.example";
const PICTURE = "cover=rgb565&encoding=rle&width=240&height=240";
const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(500)]);

let folder;
let gateway;
let service;
let module;
let environment;
let log;
let outputs;
let time;
let options;

/** A music service with a picture server: what it plays and how it answers is set by tests. */
async function startService() {
  const state = {
    title: "Four Stripes", cover: "c1", path: "/picture.png", counts: {}, now: null, authorization: [],
    atOnce: 0, atOnceMost: 0,
  };
  const server = http.createServer(async (request, response) => {
    const path = request.url.split("?")[0];
    state.counts[path] = (state.counts[path] ?? 0) + 1;
    state.atOnce += 1;
    state.atOnceMost = Math.max(state.atOnceMost, state.atOnce);
    response.once("close", () => { state.atOnce -= 1; });
    switch (path) {
      case "/now":
        state.authorization.push(request.headers.authorization);
        if (state.now) return state.now(response);
        await new Promise((done) => setTimeout(done, 30));
        return response.end(JSON.stringify({ title: state.title, cover: state.cover, url: `${state.address}${state.path}` }));
      case "/picture.png": await state.hold; return response.end(PNG);
      case "/trap": return response.end(Buffer.concat([PNG.subarray(0, 4), Buffer.from([1])]));
      case "/html": return response.writeHead(200, { "Content-Type": "image/jpeg" }).end("<!doctype html><title>No</title>");
      case "/large": return response.end(Buffer.concat([PNG, Buffer.alloc(3 << 20)]));
      case "/empty": return response.end();
      // Something now and then, and never the end.
      case "/slow": {
        const timer = setInterval(() => response.write(PNG.subarray(0, 8)), 500);
        return response.once("close", () => clearInterval(timer));
      }
      case "/loop": return response.writeHead(302, { Location: "/loop" }).end();
      case "/elsewhere": return response.writeHead(302, { Location: "/picture.png" }).end();
      case "/file": return response.writeHead(302, { Location: "file:///etc/passwd" }).end();
      case "/broken": response.writeHead(200, { "Content-Length": 9_999 }).write(PNG); return response.destroy();
      default: return response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  state.server = server;
  state.address = `http://127.0.0.1:${server.address().port}`;
  return state;
}

async function restart(changes = {}) {
  await gateway?.stop();
  Object.assign(environment, changes);
  gateway = await startGateway(environment, options);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gateway-"));
  service = await startService();
  module = standIn();
  log = [];
  outputs = [];
  time = Date.now();
  environment = {
    LISTEN: "127.0.0.1:0", STATE_DIRECTORY: join(folder, "state"), FIRMWARE_DIRECTORY: join(folder, "firmware"),
    GATEWAY_SECRET: SECRET, GATEWAY_SECRET_OLD: OLD_SECRET, ADMIN_SECRET: ADMIN, ORIGINS: SITE, SOURCE: "spotify",
    SPOTIFY_CLIENT_ID: "id", SPOTIFY_CLIENT_SECRET: CLIENT_SECRET,
    SPOTIFY_API_URL: service.address, SPOTIFY_ACCOUNTS_URL: service.address,
  };
  options = { makeModule: async () => module, now: () => time, log: (text) => log.push(text) };
  gateway = await startGateway(environment, options);
});

afterEach(async () => {
  await gateway.stop();
  gateway = null;
  service.server.closeAllConnections();
  service.server.close();
  await rm(folder, { recursive: true });
  // Whatever a test did: none of it said a secret.
  const said = [...outputs, ...log].join("\n");
  for (const secret of [SECRET, OLD_SECRET, ADMIN, CLIENT_SECRET, "token-for-"]) {
    assert.ok(!said.includes(secret), `a secret was said: ${secret}`);
  }
});

async function get(path, headers = {}, more = {}) {
  const response = await fetch(`${gateway.address}${path}`, { headers, redirect: "manual", ...more });
  const bytes = Buffer.from(await response.arrayBuffer());
  const text = bytes.toString("latin1");
  outputs.push(text, JSON.stringify([...response.headers]));
  return { status: response.status, headers: response.headers, text, bytes, json: () => JSON.parse(bytes.toString()) };
}

const device = (path, headers = {}, more) => get(path, { "X-Gateway-Secret": SECRET, "X-Sleeve-Device": "kitchen", ...headers }, more);

async function until(condition, withinMs = 2_000) {
  for (let waited = 0; waited < withinMs; waited += 10) {
    if (await condition()) return;
    await new Promise((done) => setTimeout(done, 10));
  }
  assert.fail(`it did not come to it in ${withinMs} ms`);
}

test("who is not known is refused before anything is asked or looked up", async () => {
  const refused = [
    [{}, 401], [{ "X-Gateway-Secret": "" }, 401], [{ "X-Gateway-Secret": "wrong" }, 401],
    [{ "X-Gateway-Secret": `${SECRET}x` }, 401], [{ "X-Client-Verify": "SUCCESS" }, 401],
    [{ Origin: "https://other.example" }, 403], [{ Origin: "null" }, 403], [{ Origin: `${SITE}.evil` }, 403],
    [{ "Sec-Fetch-Site": "same-origin" }, 401],
  ];
  for (const [headers, status] of refused) {
    for (const path of ["/now-playing", `/now-playing?${PICTURE}`]) {
      assert.equal((await get(path, headers)).status, status, JSON.stringify(headers));
    }
  }
  for (const path of ["/firmware/manifest.json?board=esp32c6", "/firmware/esp32c6/a.bin", "/nothing", "/.git/config"]) {
    assert.equal((await get(path)).status, 401, path);
  }
  assert.equal((await get("/firmware/manifest.json?board=esp32c6", { Origin: SITE })).status, 401);
  // A secret that is not set is not one that is empty.
  await restart({ GATEWAY_SECRET_OLD: "" });
  assert.equal((await get("/now-playing", { "X-Gateway-Secret": "" })).status, 401);
  assert.equal(service.counts["/now"], undefined);
  assert.ok(!module.told.some((event) => event.event === "ask"));
});

test("a device asks with either secret, a browser from an allowed origin", async () => {
  assert.equal((await device("/now-playing")).json().title, "Four Stripes");
  assert.equal((await get("/now-playing", { "X-Gateway-Secret": OLD_SECRET })).status, 200);
  const browser = await get("/now-playing", { Origin: SITE });
  assert.equal(browser.status, 200);
  assert.equal(browser.headers.get("access-control-allow-origin"), SITE);
  assert.equal(browser.headers.get("vary"), "Origin");
  assert.equal(browser.headers.get("cache-control"), "no-store");
  assert.equal((await get("/now-playing", { Origin: "https://other.example" })).headers.get("access-control-allow-origin"), null);
  const preflight = await get("/now-playing", { Origin: SITE, "Access-Control-Request-Method": "GET" }, { method: "OPTIONS" });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get("access-control-allow-methods"), "GET");
  assert.equal((await get("/now-playing", { Origin: "https://other.example" }, { method: "OPTIONS" })).status, 403);
  assert.equal((await device("/now-playing", {}, { method: "POST" })).status, 405);
});

test("what a device prefers to wait for is told to the coordinator, and nothing else is", async () => {
  const told = async (prefer, path = "/now-playing") => {
    await device(path, prefer === null ? {} : { Prefer: prefer });
    const { wait, since } = module.told.findLast(({ event }) => event === "ask");
    return [wait, since];
  };
  assert.deepEqual(await told("wait=25; since=1795205700123"), [25, 1795205700123]);
  assert.deepEqual(await told("respond-async, WAIT=5;since=7"), [5, 7]);
  // No longer than proxies wait.
  assert.deepEqual(await told("wait=99; since=7"), [25, 7]);
  for (const prefer of [null, "wait=25", "wait=-1; since=7", "wait=2.5; since=7", "since=7", "wait=25; since=x", "await=25; since=7"]) {
    assert.deepEqual(await told(prefer), [undefined, undefined], prefer);
  }
  // A picture is asked for by who waits for it.
  assert.deepEqual(await told("wait=25; since=7", `/now-playing?${PICTURE}`), [undefined, undefined]);
});

test("many at once are one question upstream", async () => {
  const answers = await Promise.all(Array.from({ length: 60 }, () => device("/now-playing")));
  assert.ok(answers.every((answer) => answer.status === 200));
  assert.equal(service.counts["/now"], 1);
});

test("a picture comes when it is ready, was made once, and stands last", async () => {
  let release;
  service.hold = new Promise((done) => { release = done; });
  const first = await Promise.all(Array.from({ length: 20 }, () => device(`/now-playing?${PICTURE}`)));
  for (const answer of first) {
    assert.equal(answer.json().poll_after_ms, 1_500);
    assert.equal(answer.json().cover_rgb565, undefined);
    assert.equal(answer.json().cover_id, "c1");
  }
  release();
  await until(() => module.told.some((event) => event.event === "cover"));
  const answer = await device(`/now-playing?${PICTURE}`);
  assert.equal(answer.json().cover_rgb565, "AAAA");
  assert.equal(answer.json().accent, "#102030");
  assert.match(answer.text, /"cover_width":240,"cover_height":240,"cover_encoding":"rle","cover_rgb565":"AAAA"\}$/);
  assert.equal(service.counts["/picture.png"], 1);
  assert.equal(module.encodes, 1);
  // Kept over a restart, for 7 days.
  await restart();
  assert.equal((await device(`/now-playing?${PICTURE}`)).json().cover_rgb565, "AAAA");
  // What was read is not read again for the next one who asks.
  await rm(join(folder, "state/covers"), { recursive: true });
  assert.equal((await device(`/now-playing?${PICTURE}`)).json().cover_rgb565, "AAAA");
  assert.equal(module.encodes, 1);
  await restart();
  await device(`/now-playing?${PICTURE}`);
  await until(async () => (await device(`/now-playing?${PICTURE}`)).json().cover_rgb565 === "AAAA");
  time += 6 * 24 * 3_600_000;
  await restart();
  assert.equal((await device(`/now-playing?${PICTURE}`)).json().cover_rgb565, "AAAA");
  assert.equal(module.encodes, 2);
  time += 2 * 24 * 3_600_000;
  await restart();
  await device(`/now-playing?${PICTURE}`);
  await until(() => module.encodes === 3);
});

test("another size is another picture, and a size that is none is refused", async () => {
  await device(`/now-playing?${PICTURE}`);
  await device("/now-playing?cover=rgb565&encoding=rle&width=160&height=160");
  await until(() => module.encodes === 2);
  for (const query of ["cover=rgb565", "cover=rgb565&encoding=rle&width=0&height=1", "cover=rgb565&encoding=rle&width=321&height=1",
    "cover=rgb565&encoding=rle&width=1e2&height=1", "cover=jpeg&encoding=rle&width=1&height=1"]) {
    assert.equal((await device(`/now-playing?${query}`)).status, 400, query);
  }
});

const HOUR = 3_600_000;
const MINUTE = 60_000;
for (const [path, why, againMs] of [["/html", "no picture", HOUR], ["/large", "longer than", HOUR], ["/loop", "redirects", HOUR],
  ["/file", "redirects", HOUR], ["/empty", "nothing", MINUTE], ["/broken", "cannot be reached", MINUTE], ["/missing", "404", MINUTE], ["/slow", "in time", MINUTE]]) {
  test(`a picture server that answers with ${path}: no cover, told once, and everything else goes on`, async () => {
    service.path = path;
    await device(`/now-playing?${PICTURE}`);
    await until(() => module.told.some((event) => event.event === "cover"), 12_000);
    const told = module.told.find((event) => event.event === "cover");
    assert.deepEqual([told.state, told.again_ms], ["failed", againMs]);
    for (let count = 0; count < 3; count += 1) {
      const answer = await device(`/now-playing?${PICTURE}`);
      assert.equal(answer.json().cover_id, null);
      assert.equal(answer.json().title, "Four Stripes");
      assert.equal(answer.json().poll_after_ms, 3_000);
    }
    assert.equal(log.filter((line) => line.includes(why)).length, 1, log.join("\n"));
    assert.ok(service.counts[path] <= 4);
    const asked = service.counts[path];
    time += againMs - 1;
    await device(`/now-playing?${PICTURE}`);
    assert.equal(service.counts[path], asked);
    time += 2;
    await device(`/now-playing?${PICTURE}`);
    await until(() => (service.counts[path] ?? 0) > asked);
  });
}

test("a redirect to the picture is followed", async () => {
  service.path = "/elsewhere";
  await device(`/now-playing?${PICTURE}`);
  await until(() => module.told.some((event) => event.event === "cover" && event.state === "ready"));
});

test("a music service that is slow, redirects, breaks off or sends too much is told to the coordinator as such", async () => {
  for (const [now, reason] of [
    [() => {}, "timeout"],
    [(response) => response.writeHead(302, { Location: "/picture.png" }).end(), "redirected"],
    [(response) => response.destroy(), "unreachable"],
    [(response) => response.end(Buffer.alloc((1 << 20) + 1)), "too_long"],
  ]) {
    service.now = now;
    const answer = await device("/now-playing");
    assert.equal(answer.json().problem, "upstream");
    assert.equal(answer.json().title, reason);
  }
  assert.equal(service.counts["/picture.png"], undefined);
});

test("after a trap the coordinator is started anew from what was stored", async () => {
  await gateway.host.signedIn("abc", "");
  assert.equal((await device("/now-playing", { "User-Agent": "trap" })).status, 503);
  assert.equal((await device("/now-playing")).status, 200);
  assert.equal(service.authorization.at(-1), "Bearer token-for-abc");
  assert.ok(log.some((line) => line.includes("started anew")));
});

test("a picture that traps the encoder costs that picture, and a new start of the module", async () => {
  service.path = "/trap";
  await gateway.host.signedIn("abc", "");
  await device(`/now-playing?${PICTURE}`);
  await until(() => module.told.some((event) => event.event === "cover" && event.state === "failed"));
  assert.equal(module.told.filter((event) => event.event === "start").length, 2);
  assert.ok(log.some((line) => line.includes("the encoder failed")));
  assert.equal((await device(`/now-playing?${PICTURE}`)).json().cover_id, null);
});

test("what is stored is its owner's, whole, and there after a restart", async () => {
  await gateway.host.signedIn("abc", "");
  const file = join(folder, "state/state.json");
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.equal(await readFile(file, "utf8"), "token-for-abc");
  await restart();
  await device("/now-playing");
  assert.equal(service.authorization.at(-1), "Bearer token-for-abc");
});

test("a disk that takes nothing: it goes on from memory and says so once", async () => {
  // A file where the folder would be takes nothing either, from root too.
  await rm(join(folder, "state"), { recursive: true, force: true });
  await writeFile(join(folder, "state"), "");
  assert.equal((await device(`/now-playing?${PICTURE}`)).status, 200);
  await gateway.host.signedIn("abc", "");
  await gateway.host.signedIn("def", "");
  await until(() => module.told.some((event) => event.event === "cover"));
  for (let count = 0; count < 3; count += 1) {
    assert.equal((await device(`/now-playing?${PICTURE}`)).json().cover_rgb565, "AAAA");
  }
  assert.equal(log.filter((line) => line.includes("cannot be stored")).length, 1, log.join("\n"));
  assert.equal(log.filter((line) => line.includes("covers cannot be kept")).length, 1, log.join("\n"));
  const page = await get("/setup", { Cookie: await logIn() });
  assert.match(page.text, /cannot be stored/);
  // With room again, the next time stores it.
  await rm(join(folder, "state"));
  await gateway.host.signedIn("ghi", "");
  assert.equal(await readFile(join(folder, "state/state.json"), "utf8"), "token-for-ghi");
});

test("firmware: the board's manifest, and images whole or from a byte on", async () => {
  await mkdir(join(folder, "firmware/esp32c6"), { recursive: true });
  await writeFile(join(folder, "firmware/esp32c6/manifest.json"), '{"version":"1.2.3"}');
  const image = Buffer.from(Array.from({ length: 5_000 }, (_, at) => at % 251));
  await writeFile(join(folder, "firmware/esp32c6/sleeve.bin"), image);
  assert.equal((await device("/firmware/manifest.json?board=esp32c6")).json().version, "1.2.3");
  assert.equal((await device("/firmware/manifest.json?board=esp32c3")).status, 404);
  for (const board of ["", "../esp32c6", "esp32c6/..", "%00"]) {
    assert.equal((await device(`/firmware/manifest.json?board=${encodeURIComponent(board)}`)).status, 400, board);
  }
  const path = "/firmware/esp32c6/sleeve.bin";
  const whole = await device(path);
  assert.equal(whole.status, 200);
  assert.deepEqual(whole.bytes, image);
  const etag = whole.headers.get("etag");
  for (const [header, status, first, end] of [
    ["bytes=4096-", 206, 4_096, 5_000], ["bytes=0-0", 206, 0, 1], ["bytes=-10", 206, 4_990, 5_000],
    ["bytes=10-999999", 206, 10, 5_000], ["bytes=9-3", 200, 0, 5_000], ["bytes=0-1,3-4", 200, 0, 5_000], ["lines=1-", 200, 0, 5_000],
  ]) {
    const answer = await device(path, { Range: header });
    assert.equal(answer.status, status, header);
    assert.deepEqual(answer.bytes, image.subarray(first, end), header);
    if (status === 206) assert.equal(answer.headers.get("content-range"), `bytes ${first}-${end - 1}/5000`);
  }
  for (const header of ["bytes=5000-", "bytes=-0"]) {
    const answer = await device(path, { Range: header });
    assert.equal(answer.status, 416);
    assert.equal(answer.headers.get("content-range"), "bytes */5000");
  }
  assert.equal((await device(path, { Range: "bytes=9-", "If-Range": etag })).status, 206);
  assert.equal((await device(path, { Range: "bytes=9-", "If-Range": '"other"' })).status, 200);
  assert.equal((await device("/firmware/../../../etc/passwd")).status, 404);
  assert.equal((await device("/firmware/%2e%2e/state/state.json")).status, 404);
});

const form = (fields, headers = {}) => ({
  method: "POST", body: new URLSearchParams(fields).toString(),
  headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
});
const cookieOf = (answer) => answer.headers.get("set-cookie").split(";")[0];

async function logIn() {
  const answer = await get("/setup", {}, form({ secret: ADMIN }));
  assert.equal(answer.status, 303);
  assert.match(answer.headers.get("set-cookie"), /HttpOnly; SameSite=Strict/);
  return cookieOf(answer);
}

test("set-up from nothing to playing, as a person does it", async () => {
  const closed = await get("/setup");
  assert.equal(closed.status, 200);
  assert.match(closed.text, /type="password"/);
  assert.match(closed.headers.get("content-security-policy"), /default-src 'none'.*frame-ancestors 'none'/);
  assert.equal(closed.headers.get("referrer-policy"), "no-referrer");
  const cookie = await logIn();
  const page = await get("/setup", { Cookie: cookie });
  assert.match(page.text, /Sign in &#60;with&#62; &#34;the&#34; service/);
  assert.ok(!page.text.includes("<script"));
  assert.ok(page.text.includes(`${gateway.address}/setup/callback`));
  const start = await get("/setup/sign-in", { Cookie: cookie });
  assert.equal(start.status, 303);
  const target = new URL(start.headers.get("location"));
  assert.equal(target.origin, service.address);
  assert.equal(target.searchParams.get("redirect_uri"), `${gateway.address}/setup/callback`);
  assert.match(start.headers.get("set-cookie"), /HttpOnly; SameSite=Lax; Max-Age=600/);
  const state = target.searchParams.get("state");
  const answer = `/setup/callback?code=abc&state=${state}`;
  // Another browser, another state, a declined access, and one that comes too late sign nobody in.
  for (const [path, headers] of [[answer, {}], [`/setup/callback?code=abc&state=${state}0`, { Cookie: cookieOf(start) }],
    [`/setup/callback?code=abc`, { Cookie: cookieOf(start) }], [`/setup/callback?error=access_denied&state=${state}`, { Cookie: cookieOf(start) }]]) {
    assert.equal((await get(path, headers)).status, 400, path);
  }
  time += 601_000;
  assert.equal((await get(answer, { Cookie: cookieOf(start) })).status, 400);
  time -= 601_000;
  assert.ok(!module.told.some((event) => event.event === "signed_in"));
  assert.equal((await get(answer, { Cookie: cookieOf(start) })).status, 200);
  assert.equal(module.told.find((event) => event.event === "signed_in").redirect_uri, `${gateway.address}/setup/callback`);
  await device("/now-playing", { "User-Agent": "sleeve/1.2.3 (esp32c6)", "X-Sleeve-Device": '<b>"kitchen' });
  const done = await get("/setup", { Cookie: cookie });
  assert.match(done.text, /Signed in\./);
  assert.match(done.text, /sleeve\/1\.2\.3 \(esp32c6\)/);
  assert.match(done.text, /Four Stripes/);
  assert.ok(done.text.includes("&#60;b&#62;&#34;kitchen"));
  assert.match(done.text, /1 of 4000/);
});

test("the set-up page is for who has the secret, and tries are limited", async () => {
  const wrong = () => get("/setup", {}, form({ secret: "wrong" }));
  for (let count = 0; count < 3; count += 1) assert.equal((await wrong()).status, 403);
  const limited = await get("/setup", {}, form({ secret: ADMIN }));
  assert.equal(limited.status, 429);
  assert.equal(limited.headers.get("retry-after"), "1");
  time += 1_000;
  assert.equal((await wrong()).status, 403);
  time += 1_000;
  assert.equal((await wrong()).status, 429);
  time += 1_000;
  const cookie = await logIn();
  for (const bad of ["", "sleeve_setup=1", `${cookie}0`, cookie.replace(/=[0-9]/, "=9")]) {
    assert.match((await get("/setup", { Cookie: bad })).text, /type="password"/);
    assert.equal((await get("/setup/sign-in", { Cookie: bad })).status, 403);
  }
  assert.equal((await get("/setup", {}, form({ secret: ADMIN }, { "Sec-Fetch-Site": "cross-site" }))).status, 403);
  assert.equal((await get("/setup", {}, form({ secret: ADMIN, more: "x".repeat(5_000) }))).status, 403);
  assert.equal((await get("/setup/leave", {}, form({}, { Cookie: cookie }))).status, 403);
  const csrf = /name="csrf" value="([0-9a-f]{64})"/.exec((await get("/setup", { Cookie: cookie })).text)[1];
  assert.match((await get("/setup/leave", {}, form({ csrf }, { Cookie: cookie }))).headers.get("set-cookie"), /Max-Age=0/);
  time += 12 * 3_600_000 + 1_000;
  assert.match((await get("/setup", { Cookie: cookie })).text, /type="password"/);
});

test("many tries at once are many tries", async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => get("/setup", {}, form({ secret: "wrong" }))));
  assert.equal(answers.filter((answer) => answer.status === 403).length, 3);
  assert.equal(answers.filter((answer) => answer.status === 429).length, 37);
});

test("connections stay open for as many requests as come", async () => {
  assert.ok(gateway.server.keepAliveTimeout >= 90_000);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const ports = new Set();
  for (let count = 0; count < 200; count += 1) {
    await new Promise((done, failed) => {
      http.get(`${gateway.address}/health`, { agent }, (response) => {
        ports.add(response.socket.localPort);
        response.resume().once("end", done);
      }).once("error", failed);
    });
  }
  agent.destroy();
  assert.equal(ports.size, 1);
});

test("a proxy's word counts from its own address only", async () => {
  assert.equal((await get("/now-playing", { "X-Client-Verify": "SUCCESS" })).status, 401);
  await restart({ PROXY: "127.0.0.1" });
  assert.equal((await get("/now-playing", { "X-Client-Verify": "SUCCESS" })).status, 200);
  assert.equal((await get("/now-playing", { "X-Client-Verify": "FAILED:certificate revoked" })).status, 401);
  assert.equal((await get("/now-playing")).status, 401);
  await restart({ PROXY: "127.0.0.2" });
  assert.equal((await get("/now-playing", { "X-Client-Verify": "SUCCESS" })).status, 401);
});
