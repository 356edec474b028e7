// What a cover costs in the module, against its limits: `make gateway-bench`. Warm, the least of 60
// runs, since the machine may do something else as well, and the median; beside native libjpeg-turbo
// in the same run, which only decodes and scales.
//
//   node bench.mjs MODULE PICTURE.png TURBO BASELINE.jpg PROGRESSIVE.jpg
//   node bench.mjs MODULE BASELINE.jpg    the CPU time of the first call in this process, ms

import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";

const RUNS = 60;
const PROCESSES = 9;
const SIDE = 240;
const DEFAULT_QUALITY = 75;

const [path, ...files] = process.argv.slice(2);
const { instance } = await WebAssembly.instantiate(readFileSync(path), {});
const module = instance.exports;

function encode(picture, quality) {
  const room = module.reserve(picture.length);
  new Uint8Array(module.memory.buffer, room, picture.length).set(picture);
  const status = module.encode(picture.length, SIDE, SIDE, quality);
  const text = Buffer.from(module.memory.buffer, module.output(), module.output_length()).toString();
  return status === 0 ? null : text;
}

function least(times) {
  return Math.min(...times);
}

function median(times) {
  return times.sort((one, other) => one - other)[times.length >> 1];
}

/** `refusal`: what is said of a picture that is refused on purpose. */
function measure(picture, quality, refusal = null) {
  const times = [];
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    const text = encode(picture, quality);
    times.push(performance.now() - start);
    if (text !== null && (refusal === null || !text.includes(refusal))) throw new Error(text);
  }
  return times;
}

function line(name, value, unit, limit, note = "") {
  const against = limit === undefined ? "" : `limit ${limit}${value > limit ? ", ABOVE" : ""}`;
  const figure = `${Number.isInteger(value) ? value : value.toFixed(2)} ${unit}`;
  console.log(`${name.padEnd(57)}${figure.padEnd(14)}${against.padEnd(20)}${note}`.trimEnd());
}

function times(name, runs, limit) {
  line(name, least(runs), "ms", limit, `median ${median(runs).toFixed(2)}`);
}

if (files.length === 1) {
  const picture = readFileSync(files[0]);
  const start = process.cpuUsage();
  encode(picture, DEFAULT_QUALITY);
  const { user, system } = process.cpuUsage(start);
  console.log((user + system) / 1000);
  process.exit();
}

const [png, turbo, baseline, progressive] = files;
const firsts = Array.from({ length: PROCESSES }, () =>
  Number(execFileSync(process.execPath, [process.argv[1], path, baseline])));
times("first call of a fresh process, CPU time", firsts, 20);

// Without its last bytes a picture is refused as soon as all before them is decoded and scaled.
const whole = readFileSync(baseline);
const cut = whole.subarray(0, whole.length - 16);
times("baseline JPEG, decoding at 3/8 alone", measure(cut, 0, "ends before"), 2.5);

for (const [name, file, limit] of [["baseline", baseline, 4], ["progressive", progressive, 10]]) {
  const picture = readFileSync(file);
  times(`${name} JPEG, lossless document`, measure(picture, 0), limit);
  times(`${name} JPEG, document at default quality`, measure(picture, DEFAULT_QUALITY));
  line(`${name} JPEG, native libjpeg-turbo, decoding at 3/8`,
    Number(execFileSync(turbo, [file, String(RUNS)]).toString()), "ms");
}
const picture = readFileSync(png);
times("PNG, lossless document", measure(picture, 0));
times("PNG, document at default quality", measure(picture, DEFAULT_QUALITY));
line("search by rate and distortion, about",
  least(measure(whole, DEFAULT_QUALITY)) - least(measure(whole, 0)), "ms", 15);
line("memory", module.memory.buffer.byteLength >> 10, "KB", 4096);
line("module", statSync(path).size, "bytes", 120 * 1024);
