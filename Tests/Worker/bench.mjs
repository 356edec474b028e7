// What a cover costs in the module: `make gateway-bench`. Warm, the median of 60 runs, beside native
// libjpeg-turbo in the same run, which only decodes and scales.
//
//   node bench.mjs MODULE PICTURE.png TURBO BASELINE.jpg PROGRESSIVE.jpg

import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";

const RUNS = 60;
const SIDE = 240;
const DEFAULT_QUALITY = 75;

const [path, png, turbo, baseline, progressive] = process.argv.slice(2);
const { instance } = await WebAssembly.instantiate(readFileSync(path), {});
const module = instance.exports;

function encode(picture, quality) {
  const room = module.reserve(picture.length);
  new Uint8Array(module.memory.buffer, room, picture.length).set(picture);
  const status = module.encode(picture.length, SIDE, SIDE, quality);
  const text = Buffer.from(module.memory.buffer, module.output(), module.output_length()).toString();
  if (status !== 0) throw new Error(text);
  return text.length;
}

function median(times) {
  return times.sort((one, other) => one - other)[times.length >> 1];
}

function measure(picture, quality) {
  const times = [];
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    encode(picture, quality);
    times.push(performance.now() - start);
  }
  return median(times);
}

function line(name, value) {
  console.log(`${name.padEnd(60)}${value}`);
}

const ms = (value) => `${value.toFixed(2)} ms`;

const first = process.cpuUsage();
encode(readFileSync(baseline), DEFAULT_QUALITY);
const { user, system } = process.cpuUsage(first);
line("first call in this process, CPU time", ms((user + system) / 1000));

for (const [name, file] of [["baseline", baseline], ["progressive", progressive]]) {
  const picture = readFileSync(file);
  encode(picture, 0);
  const greedy = measure(picture, 0);
  const searched = measure(picture, DEFAULT_QUALITY);
  line(`${name} JPEG, lossless document`, ms(greedy));
  line(`${name} JPEG, document at default quality`, ms(searched));
  line(`${name} JPEG, native libjpeg-turbo, decoding at 3/8`,
    ms(Number(execFileSync(turbo, [file, String(RUNS)]).toString())));
}
const picture = readFileSync(png);
const greedy = measure(picture, 0);
const searched = measure(picture, DEFAULT_QUALITY);
line("PNG, lossless document", ms(greedy));
line("PNG, document at default quality", ms(searched));
// Both read and scale the same picture; greedy packets take next to nothing.
line("search by rate and distortion, about", ms(searched - greedy));
line("memory", `${module.memory.buffer.byteLength >> 10} KB`);
line("module", `${statSync(path).size} bytes`);
