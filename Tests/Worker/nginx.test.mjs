// The nginx example, in Debian's nginx, before the gateway.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { startGateway } from "../../Board/worker/gateway/node.js";
import { makeCertificates } from "./authority.mjs";
import { standIn } from "./standin.mjs";

const SECRET = "device-secret-0123456789";
const folder = mkdtempSync(join(tmpdir(), "gateway-"));
const { at } = makeCertificates(folder);

const gateway = await startGateway(
  { LISTEN: "127.0.0.1:0", STATE_DIRECTORY: at("state"), GATEWAY_SECRET: SECRET, PROXY: "127.0.0.1" },
  { makeModule: async () => standIn(), log: () => {}, fetch: async () => new Response('{"title":"x"}') });

const port = await new Promise((done) => {
  const server = net.createServer().listen(0, "127.0.0.1", () => {
    const free = server.address().port;
    server.close(() => done(free));
  });
});
const example = readFileSync(new URL("../../Board/worker/nginx.conf", import.meta.url), "utf8")
  .replace("127.0.0.1:8787", new URL(gateway.address).host)
  .replace("listen 443 ssl", `listen 127.0.0.1:${port} ssl`)
  .replaceAll("/etc/sleeve/", `${folder}/`);
writeFileSync(at("nginx.conf"), `daemon off; master_process off; pid ${at("nginx.pid")}; error_log ${at("error.log")};
events {} http { access_log off; client_body_temp_path ${at("b")}; proxy_temp_path ${at("p")}; fastcgi_temp_path ${at("f")};
uwsgi_temp_path ${at("u")}; scgi_temp_path ${at("s")};\n${example}}`);
const PATH = `${process.env.PATH}:/usr/sbin:/sbin`;
const environment = { ...process.env, PATH };
execFileSync("nginx", ["-t", "-q", "-p", folder, "-c", at("nginx.conf")], { env: environment, stdio: "pipe" });
const nginx = spawn("nginx", ["-p", folder, "-c", at("nginx.conf")], { env: environment, stdio: "ignore" });

after(async () => {
  nginx.kill();
  await gateway.stop();
  rmSync(folder, { recursive: true });
});

function ask(name, headers = {}, agent = false) {
  const certificate = name ? { cert: readFileSync(at(`${name}.crt`)), key: readFileSync(at(`${name}.key`)) } : {};
  return new Promise((done) => {
    https.get(`https://127.0.0.1:${port}/now-playing`, { ca: readFileSync(at("server.pem")), agent, headers, ...certificate }, (response) => {
      const { localPort } = response.socket;
      response.resume().once("end", () => done({ status: response.statusCode, localPort }));
    }).once("error", (error) => done({ status: error.code }));
  });
}

for (let tries = 0; tries < 100 && (await ask(null)).status === "ECONNREFUSED"; tries += 1) {
  await new Promise((done) => setTimeout(done, 50));
}

test("a device's certificate lets it in, through nginx too", async () => {
  assert.equal((await ask("right")).status, 200);
  assert.equal((await ask(null)).status, 401);
  assert.equal((await ask(null, { "X-Gateway-Secret": SECRET })).status, 200);
});

test("a certificate that is revoked, expired or a stranger's is refused by nginx itself", async () => {
  for (const name of ["revoked", "expired", "foreign"]) assert.equal((await ask(name)).status, 400, name);
});

test("what a client says of its own certificate does not count", async () => {
  for (const name of ["X-Client-Verify", "x-client-verify", "X_Client_Verify"]) {
    assert.equal((await ask(null, { [name]: "SUCCESS" })).status, 401, name);
  }
});

test("one connection takes more requests than nginx would by itself", async () => {
  const agent = new https.Agent({ keepAlive: true, maxSockets: 1 });
  const ports = new Set();
  for (let count = 0; count < 1_100; count += 1) ports.add((await ask("right", {}, agent)).localPort);
  agent.destroy();
  assert.equal(ports.size, 1);
});
