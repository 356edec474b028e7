// The firmware itself before the gateway under Node, over TLS: `hostsim connect` to the demo evening.
// The pictures of its glass are in out/connect-test.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { startGateway } from "../../Board/worker/gateway/node.js";
import { makeCertificates } from "./authority.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SECRET = "device-secret-0123456789";
const folder = mkdtempSync(join(tmpdir(), "gateway-"));
const { at } = makeCertificates(folder);
writeFileSync(at("secret"), SECRET);
writeFileSync(at("wrong"), "another-secret-012345678");

// The demo evening repeats every four minutes: it has begun five seconds ago.
const EVENING_MS = 240_000;
const aheadMs = EVENING_MS - Date.now() % EVENING_MS + 5_000;
const gateway = await startGateway({
  LISTEN: "127.0.0.1:0", STATE_DIRECTORY: at("state"), GATEWAY_SECRET: SECRET, SOURCE: "demo",
  TLS_CERTIFICATE: at("server.pem"), TLS_KEY: at("server.key"), CLIENT_CA: at("ca.pem"), CLIENT_CRL: at("crl.pem"),
}, { log: () => {}, now: () => Date.now() + aheadMs });

after(async () => {
  await gateway.stop();
  rmSync(folder, { recursive: true });
});

function connect(name, ...words) {
  const pictures = join(ROOT, "out/connect-test", name);
  return new Promise((done) => {
    execFile(join(ROOT, ".build/debug/hostsim"),
      ["connect", "--gateway", gateway.address, "--ca", at("server.pem"), "--for", "8s", "--out", pictures, ...words],
      (error, out, err) => done({ status: error?.code ?? 0, text: out + err, pictures: readdirSync(pictures) }));
  });
}
const certificate = (name) => ["--cert", at(`${name}.crt`), "--key", at(`${name}.key`)];

test("a device that is let in shows the evening, its picture too", async () => {
  for (const [name, words] of [["certificate", certificate("right")], ["secret", ["--secret-file", at("secret")]]]) {
    const { status, text, pictures } = await connect(name, ...words);
    assert.equal(status, 0, text);
    assert.ok(pictures.some((picture) => picture.includes("playing")), `${pictures}\n${text}`);
  }
});

test("a device that is not let in says what is wrong with it", async () => {
  const words = [
    ["none"], ["expired", ...certificate("expired")], ["foreign", ...certificate("foreign")], ["revoked", ...certificate("revoked")],
    ["wrong-secret", "--secret-file", at("wrong")],
  ];
  for (const { status, text } of await Promise.all(words.map((each) => connect(...each)))) {
    assert.equal(status, 1, text);
    assert.match(text, /401|not let in|refuses/i);
  }
});
