// Settings: what a person writes, and what is said of a slip.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { parseSettingsFile, readSettings, SettingsError } from "../../Board/worker/gateway/settings.js";

test("with nothing configured it is the demo, and nobody is let in", () => {
  const settings = readSettings({});
  assert.equal(settings.coordinator.source, "demo");
  assert.deepEqual(settings.secrets, ["", ""]);
  assert.deepEqual(settings.origins, []);
  assert.equal(readSettings({ SPOTIFY_CLIENT_ID: "x" }).coordinator.source, "spotify");
  assert.equal(readSettings({ HOMEASSISTANT_URL: "http://ha:8123/" }).coordinator.homeassistant_url, "http://ha:8123");
});

test("a slip is named", () => {
  for (const [name, value] of [["SOURCE", "winamp"], ["PUBLIC_URL", "sleeve.example"], ["PUBLIC_URL", "ftp://x"],
    ["GATEWAY_SECRET", "short"], ["ADMIN_SECRET", "123456789012345"], ["ORIGINS", "https://www.example/page"],
    ["ORIGINS", "*"], ["BUDGET", "many"], ["BUDGET", "0"], ["QUALITY", "-1"]]) {
    assert.throws(() => readSettings({ [name]: value }), (error) =>
      error instanceof SettingsError && error.message.startsWith(name), `${name}=${value}`);
  }
});

test("a settings file has lines NAME=value", () => {
  assert.deepEqual(parseSettingsFile("# a comment\r\nA=1\n\n B_2 = \"two words\" \nC=a=b#c\n"), { A: "1", B_2: "two words", C: "a=b#c" });
  assert.throws(() => parseSettingsFile("A=1\nnonsense\n"), /line 2/);
});

test("a settings file that others can read is named, and a slip in it ends the start with one line", async () => {
  const folder = await mkdtemp(join(tmpdir(), "gateway-"));
  const file = join(folder, "gateway.env");
  await writeFile(file, "LISTEN=nowhere\n");
  await chmod(file, 0o644);
  const gateway = spawn(process.execPath, [fileURLToPath(new URL("../../Board/worker/gateway/node.js", import.meta.url))],
    { env: { PATH: process.env.PATH, GATEWAY_SETTINGS: file } });
  let text = "";
  gateway.stderr.on("data", (data) => { text += data; });
  const code = await new Promise((done) => gateway.once("close", done));
  await rm(folder, { recursive: true });
  assert.equal(code, 1);
  const lines = text.trim().split("\n");
  assert.match(lines[0], /others can read it: chmod 600/);
  assert.match(lines[1], /^LISTEN must be/);
  assert.equal(lines.length, 2);
});
