// The quick edit loop of `make dev`: builds in debug mode and starts again whenever a source file changes.
// Templates and styles are read by the debug build from the source folder or built in; both are watched.

import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { join } from "node:path";

const [data = "./data", port = "8080"] = process.argv.slice(2);
const binary = join(process.env["CARGO_TARGET_DIR"] ?? "target", "debug", "thidua");
const SETTLE_MS = 200;

/** @type {import("node:child_process").ChildProcess | undefined} */
let program;
/** @type {NodeJS.Timeout | undefined} */
let waiting;
let building = false;

/**
 * @param {string} command
 * @param {string[]} words
 */
function ended(command, words) {
  return new Promise((done) => spawn(command, words, { stdio: "inherit" }).once("exit", done));
}

async function stop() {
  const running = program;
  program = undefined;
  if (!running || running.exitCode !== null) return;
  const gone = new Promise((done) => running.once("exit", done));
  running.kill("SIGTERM");
  await gone;
}

async function restart() {
  if (building) return later();
  building = true;
  const code = await ended("cargo", ["build", "--package", "thidua"]);
  building = false;
  if (code !== 0) return;
  await stop();
  program = spawn(binary, ["serve", "--data", data, "--port", port, "--demo"], { stdio: "inherit" });
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(restart, SETTLE_MS);
}

process.once("SIGINT", async () => {
  await stop();
  process.exit(0);
});

for (const folder of ["crates", "law", "policies", "years"]) watch(folder, { recursive: true }, later);
await restart();
