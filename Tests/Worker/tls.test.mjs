// Node's own TLS: devices by their certificates, and new certificates without a restart.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { startGateway } from "../../Board/worker/gateway/node.js";
import { makeCertificates } from "./authority.mjs";
import { standIn } from "./standin.mjs";

const SECRET = "device-secret-0123456789";
const folder = mkdtempSync(join(tmpdir(), "gateway-"));
const authorities = makeCertificates(folder, "later");
const { at } = authorities;

const log = [];
const gateway = await startGateway({
  LISTEN: "127.0.0.1:0", STATE_DIRECTORY: at("state"), GATEWAY_SECRET: SECRET,
  TLS_CERTIFICATE: at("server.pem"), TLS_KEY: at("server.key"), CLIENT_CA: at("ca.pem"), CLIENT_CRL: at("crl.pem"),
}, { makeModule: async () => standIn(), log: (text) => log.push(text), fetch: async () => new Response('{"title":"x"}') });

after(async () => {
  await gateway.stop();
  rmSync(folder, { recursive: true });
});

function ask(name, headers = {}, agent = false) {
  const certificate = name ? { cert: readFileSync(at(`${name}.crt`)), key: readFileSync(at(`${name}.key`)) } : {};
  return new Promise((done) => {
    https.get(`${gateway.address}/now-playing`, { ca: readFileSync(at("server.pem")), agent, headers, ...certificate }, (response) => {
      response.resume().once("end", () => done(response.statusCode));
    }).once("error", (error) => done(error.message));
  });
}

test("a device's certificate lets it in; none, a revoked, an expired and a stranger's do not", async () => {
  assert.equal(await ask("right"), 200);
  for (const name of [null, "revoked", "expired", "foreign"]) assert.equal(await ask(name), 401, name ?? "none");
  assert.equal(await ask(null, { "X-Gateway-Secret": SECRET }), 200);
  assert.equal(await ask("right", { "X-Gateway-Secret": "wrong" }), 401);
  assert.equal(await ask(null, { "X-Client-Verify": "SUCCESS" }), 401);
});

test("a revocation counts without a restart, and a broken file changes nothing", async () => {
  // It keeps its connection, and its session for the next one.
  const kept = new https.Agent({ keepAlive: true });
  assert.equal(await ask("later", {}, kept), 200);
  writeFileSync(at("crl.pem"), "nonsense");
  for (let tries = 0; tries < 80 && !log.some((line) => line.includes("the old ones stay")); tries += 1) {
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.equal(await ask("right"), 200);
  assert.equal(await ask("revoked"), 401);
  authorities.revoke("ca", "later");
  authorities.revocations("ca", "crl.pem");
  for (let tries = 0; tries < 80 && !log.includes("certificates were read anew"); tries += 1) {
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.equal(await ask("later", {}, kept), 401);
  kept.destroy();
  assert.equal(await ask("later"), 401);
  assert.equal(await ask("right"), 200);
});
