// A walk from nothing to playing and through what can be wrong later, as a new user and a device meet it:
// Node's server with the module that was built, before a service that behaves as Spotify's. Its pages
// are in out/setup.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { startGateway } from "../../Board/worker/gateway/node.js";
import { CLIENT, startSpotify } from "./spotify.mjs";

const ADMIN = "admin-secret-0123456789ab";
const SECRET = "device-secret-0123456789";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const folder = mkdtempSync(join(tmpdir(), "gateway-"));
const pages = new URL("../../out/setup/", import.meta.url);
rmSync(pages, { recursive: true, force: true });
mkdirSync(pages, { recursive: true });

const service = await startSpotify();
const said = [];
const environment = {
  LISTEN: "127.0.0.1:0", STATE_DIRECTORY: join(folder, "state"), GATEWAY_SECRET: SECRET, ADMIN_SECRET: ADMIN, SOURCE: "spotify",
  SPOTIFY_API_URL: service.address, SPOTIFY_ACCOUNTS_URL: service.address,
};
let skipped = 0;
let gateway;
let cookie;

async function start(changes = {}) {
  await gateway?.stop();
  Object.assign(environment, changes);
  gateway = await startGateway(environment, { now: () => Date.now() + skipped, log: (line) => said.push(line) });
}

after(async () => {
  await gateway.stop();
  service.stop();
  rmSync(folder, { recursive: true });
  // Whatever happened: no page, answer or line had a secret, and there were never two questions at once.
  const text = said.join("\n");
  for (const secret of [ADMIN, SECRET, CLIENT.secret, "access-", "refresh-"]) assert.ok(!text.includes(secret), secret);
  assert.equal(service.atOnceMost, 1);
});

async function get(path, headers = {}, form) {
  const more = form ? { method: "POST", body: new URLSearchParams(form).toString() } : {};
  const type = form ? { "Content-Type": "application/x-www-form-urlencoded" } : {};
  const response = await fetch(new URL(path, gateway.address), { headers: { ...type, ...headers }, redirect: "manual", ...more });
  const text = await response.text();
  said.push(text);
  return { status: response.status, headers: response.headers, text };
}

let step = 0;
/** The set-up page, as whoever is logged in sees it. */
async function look(name) {
  const { text } = await get("/setup", { Cookie: cookie });
  step += 1;
  writeFileSync(new URL(`${step}-${name}.html`, pages), text);
  return text;
}

async function logIn() {
  const answer = await get("/setup", {}, { secret: ADMIN });
  assert.equal(answer.status, 303);
  cookie = answer.headers.get("set-cookie").split(";")[0];
}

/** Presses Sign in, allows the access, and follows the way back. */
async function signIn() {
  const away = await get("/setup/sign-in", { Cookie: cookie });
  assert.equal(away.status, 303);
  const back = new URL(service.allow(away.headers.get("location")));
  assert.equal(back.origin, gateway.address);
  const answer = await get(back, { Cookie: away.headers.get("set-cookie").split(";")[0] });
  assert.equal(answer.status, 200);
}

const ask = async (query = "") => JSON.parse((await get(`/now-playing${query}`, {
  "X-Gateway-Secret": SECRET, "X-Sleeve-Device": "kitchen", "User-Agent": "sleeve/1.2.3 (esp32c6)",
})).text);

async function until(found) {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await ask();
    if (found(answer)) return answer;
    skipped += 1_000;
    await new Promise((done) => setTimeout(done, 10));
  }
  return assert.fail(`it did not come to it: ${JSON.stringify(await ask())}`);
}

test("without an app the page says how to make one, and the device that the gateway is not set up", async () => {
  await start();
  await logIn();
  assert.match(await look("no-app"), /Make an app at developer\.spotify\.com/);
  const answer = await ask();
  assert.equal(answer.problem, "setup");
  assert.equal(answer.help_url, `${gateway.address}/setup`);
  assert.equal(service.playerCalls + service.tokenCalls, 0);
});

test("with a wrong client secret the sign-in leads to words that say so", async () => {
  await start({ SPOTIFY_CLIENT_ID: CLIENT.id, SPOTIFY_CLIENT_SECRET: "not-the-secret" });
  await logIn();
  assert.match(await look("signed-out"), /Sign in with the account whose music is to be shown/);
  assert.equal((await ask()).problem, "sign_in");
  await signIn();
  await until((answer) => answer.problem === "setup");
  assert.match(await look("wrong-client"), /does not know this client id/);
});

test("with the right one the song is there after the sign-in, and its picture after that", async () => {
  await start({ SPOTIFY_CLIENT_SECRET: CLIENT.secret });
  await logIn();
  await signIn();
  const answer = await until((found) => found.title !== undefined && found.title !== null);
  assert.deepEqual([answer.title, answer.artist, answer.album], ["Four Stripes", "The Quiet Cartographers, Aurelia Winter", "Blue Hour"]);
  assert.equal(answer.item_url, "https://open.spotify.com/track/6rqhFgbbKwnb9MLmUQDhG6");
  assert.equal(answer.problem ?? null, null);
  const query = "?cover=rgb565&encoding=rle&width=240&height=240";
  for (let tries = 0; tries < 100 && !(await ask(query)).cover_rgb565; tries += 1) await new Promise((done) => setTimeout(done, 20));
  assert.ok((await ask(query)).cover_rgb565);
  const page = await look("playing");
  assert.match(page, /Sign in again/);
  assert.match(page, /Signed in\. It lasts until/);
  assert.match(page, /Four Stripes/);
  assert.match(page, /kitchen.*sleeve\/1\.2\.3 \(esp32c6\)/);
});

test("a refreshed token is kept before it is used: a restart at any time goes on", async () => {
  skipped += HOUR;
  await until((answer) => answer.problem === null || answer.problem === undefined);
  const { tokenCalls } = service;
  await start();
  await until((answer) => answer.title === "Four Stripes");
  skipped += HOUR;
  service.title = "Second Song";
  await until((answer) => answer.title === "Second Song");
  assert.ok(service.tokenCalls > tokenCalls);
});

test("without Premium, with another shape, or with a service that is down: the last song stays, and why", async () => {
  const json = (status, value) => (response) => response.writeHead(status, { "Content-Type": "application/json" }).end(value);
  await logIn();
  for (const [name, player, problem] of [
    ["no-premium", json(403, '{"error":{"status":403,"message":"Player command failed","reason":"PREMIUM_REQUIRED"}}'), "premium"],
    ["another-shape", json(200, '{"is_playing":"yes","item":[]}'), "upstream"],
    ["html", json(200, "<!doctype html><title>Sorry</title>"), "upstream"],
    ["down", json(502, "Bad Gateway"), "upstream"],
  ]) {
    service.player = player;
    skipped += 7_000;
    const answer = await until((found) => found.problem === problem);
    assert.equal(answer.title, "Second Song", name);
    await look(name);
    service.player = null;
    skipped += 10 * MINUTE;
    await until((found) => (found.problem ?? null) === null);
  }
});

test("a spent quota is obeyed over a restart, and said with its time", async () => {
  service.player = (response) => response.writeHead(429, { "Retry-After": "14400", "Content-Type": "application/json" })
    .end('{"error":{"status":429,"message":"API rate limit exceeded","reason":"QUOTA_EXCEEDED"}}');
  skipped += MINUTE;
  const answer = await until((found) => found.problem === "quota");
  assert.ok(Math.abs(answer.problem_until_ms - (Date.now() + skipped + 4 * HOUR)) < MINUTE);
  await logIn();
  await look("quota");
  service.player = null;
  const { playerCalls } = service;
  await start();
  skipped += 4 * HOUR - 2 * MINUTE;
  for (let count = 0; count < 5; count += 1) await ask();
  assert.equal(service.playerCalls, playerCalls);
  await until((found) => (found.problem ?? null) === null);
});

test("a sign-in that the service no longer takes is asked for again, and nothing else is asked", async () => {
  service.refreshTokens.clear();
  skipped += 2 * HOUR;
  await until((answer) => answer.problem === "sign_in");
  const calls = service.playerCalls + service.tokenCalls;
  skipped += HOUR;
  for (let count = 0; count < 5; count += 1) await ask();
  assert.equal(service.playerCalls + service.tokenCalls, calls);
  await logIn();
  assert.match(await look("sign-in-ended"), /no longer takes the sign-in/);
  await signIn();
  await until((answer) => answer.title === "Second Song" && (answer.problem ?? null) === null);
});
