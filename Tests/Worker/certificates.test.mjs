// The script that makes devices' certificates, held against openssl's own verdict.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../../Board/worker/certificates.sh", import.meta.url));
const parent = mkdtempSync(join(tmpdir(), "gate way-"));
let folder = join(parent, "ca");

function run(...words) {
  const result = spawnSync(script, [folder, ...words], { encoding: "utf8" });
  return { code: result.status, text: result.stdout + result.stderr };
}

/** What openssl says of a certificate as a client's, with the revocations. */
function verdict(certificate) {
  const result = spawnSync("openssl", ["verify", "-CAfile", join(folder, "ca.pem"), "-crl_check", "-CRLfile", join(folder, "crl.pem"),
    "-purpose", "sslclient", certificate], { encoding: "utf8" });
  return result.status === 0 ? "good" : /error [0-9]+ at 0 depth lookup: (.*)/.exec(result.stderr)?.[1] ?? result.stderr;
}

test("certificates are made, renewed and revoked", () => {
  assert.equal(run("make", "kitchen").code, 0);
  assert.equal(run("make", "attic", "30").code, 0);
  const kitchen = join(folder, "kitchen/client.pem");
  assert.equal(verdict(kitchen), "good");
  assert.match(run("make", "kitchen").text, /'renew' makes another/);

  const earlier = join(parent, "earlier.pem");
  writeFileSync(earlier, readFileSync(kitchen));
  // A folder that was moved goes on.
  renameSync(folder, join(parent, "moved"));
  folder = join(parent, "moved");
  const renewed = join(folder, "kitchen/client.pem");
  assert.equal(run("renew", "kitchen").code, 0);
  assert.notEqual(readFileSync(renewed, "utf8"), readFileSync(earlier, "utf8"));
  assert.equal(verdict(renewed), "good");
  assert.equal(verdict(earlier), "good");
  const later = join(parent, "later.pem");
  writeFileSync(later, readFileSync(renewed));

  assert.equal(run("revoke", "kitchen").code, 0);
  assert.equal(verdict(earlier), "certificate revoked");
  assert.equal(verdict(later), "certificate revoked");
  assert.equal(verdict(join(folder, "attic/client.pem")), "good");
  assert.match(run("list").text, /R kitchen until 20[0-9-]{8}\nV attic until 20[0-9-]{8}\nR kitchen/);
  assert.match(run("revoke", "kitchen").text, /has no valid certificate/);
  assert.equal(run("make", "kitchen").code, 0);

  // Nobody else reads a key.
  assert.equal(statSync(folder).mode & 0o077, 0);
  for (const name of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".key"))) {
    assert.equal(statSync(join(folder, name)).mode & 0o077, 0, name);
  }
  const pair = spawnSync("openssl", ["x509", "-in", join(folder, "attic/client.pem"), "-noout", "-pubkey"], { encoding: "utf8" }).stdout;
  assert.equal(spawnSync("openssl", ["pkey", "-in", join(folder, "attic/client.key"), "-pubout"], { encoding: "utf8" }).stdout, pair);
  rmSync(parent, { recursive: true });
});

test("what makes no sense is refused", () => {
  for (const words of [["make", "../x"], ["make", "a/b"], ["make", ""], ["make", "x", "0"], ["make", "x", "soon"], ["renew", "x"], ["revoke", "x"]]) {
    assert.equal(run(...words).code, 1, words.join(" "));
  }
  assert.equal(run("destroy").code, 2);
});
