// The program under test, run as a person runs it: a binary, a data folder, an address on loopback.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** @typedef {{ kind: string, name: string, password: string }} Account */

/**
 * @typedef {object} Options
 * @property {string} data the data folder
 * @property {number} [port] 0 takes a free one, and needs `demo`, which tells which it was
 * @property {boolean} [demo] loads the two years and makes accounts with new passwords
 * @property {string} [database] the address of a PostgreSQL database; SQLite without it
 * @property {string[]} [under] a command that runs the program, such as strace
 */

const PATIENCE_MS = 180_000;

/** @type {string | undefined} */
let built;

/** The binary named by THIDUA_BINARY, else the debug build. */
export function binary() {
  built ??= process.env["THIDUA_BINARY"] ?? buildDebug();
  return resolve(built);
}

/** The folder that cargo writes to. */
export function targetFolder() {
  return resolve(process.env["CARGO_TARGET_DIR"] ?? "target");
}

function buildDebug() {
  execFileSync("cargo", ["test", "--locked", "--workspace", "--no-run"], { stdio: "inherit" });
  return join(targetFolder(), "debug", "thidua");
}

/** A temporary folder; `remove` takes it away. */
export async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), "thidua-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** One run of `thidua serve`. */
export class Program {
  /** @param {Options} options */
  constructor(options) {
    this.accountsFile = join(options.data, `accounts-${process.hrtime.bigint()}.json`);
    /** @type {Account[]} */
    this.accounts = [];
    this.address = `http://127.0.0.1:${options.port ?? 0}`;
    this.output = "";
    const [command, ...before] = [...(options.under ?? []), binary()];
    const environment = { ...process.env };
    if (options.database) environment["THIDUA_DATABASE"] = options.database;
    this.child = spawn(/** @type {string} */ (command), [...before, ...this.#arguments(options)], {
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const killWithTests = () => this.child.kill("SIGKILL");
    process.once("exit", killWithTests);
    this.child.once("exit", () => process.off("exit", killWithTests));
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => (this.output = (this.output + text).slice(-20_000)));
    }
    /** @type {Promise<number | NodeJS.Signals | null>} */
    this.ended = new Promise((done) => this.child.once("exit", (code, signal) => done(code ?? signal)));
  }

  /** @param {Options} options */
  #arguments(options) {
    const plain = ["serve", "--data", options.data, "--port", String(options.port ?? 0)];
    return options.demo ? [...plain, "--demo", "--accounts", this.accountsFile] : plain;
  }

  /**
   * Starts the program and waits until it answers.
   * @param {Options} options
   */
  static async start(options) {
    const program = new Program(options);
    await program.#until(options.demo ? () => program.#readAccounts() : () => program.#isReady());
    return program;
  }

  /** @param {() => boolean | Promise<boolean>} holds */
  async #until(holds) {
    const end = Date.now() + PATIENCE_MS;
    while (!(await holds())) {
      const running = this.child.exitCode === null && this.child.signalCode === null;
      if (!running || Date.now() > end) throw new Error(`thidua serve is not ready:\n${this.output}`);
      await sleep(10);
    }
  }

  #readAccounts() {
    if (!existsSync(this.accountsFile)) return false;
    const { address, accounts } = JSON.parse(readFileSync(this.accountsFile, "utf8"));
    this.address = address;
    this.accounts = accounts;
    return true;
  }

  async #isReady() {
    const answer = await fetch(`${this.address}/readyz`).catch(() => undefined);
    return answer?.ok ?? false;
  }

  get port() {
    return Number(new URL(this.address).port);
  }

  get pid() {
    return /** @type {number} */ (this.child.pid);
  }

  /** @param {string} kind an office, such as "head" or "officer" */
  account(kind) {
    const found = this.accounts.find((account) => account.kind === kind);
    if (!found) throw new Error(`no account of kind "${kind}" among ${this.accounts.map((each) => each.kind)}`);
    return found;
  }

  /** Asks the program to end, as a service manager does, and gives its exit code. */
  async stop() {
    this.child.kill("SIGTERM");
    return this.ended;
  }

  /** Ends the program without a word of warning. */
  async kill() {
    this.child.kill("SIGKILL");
    return this.ended;
  }
}

/**
 * Runs one command of the program to its end.
 * @param {string[]} words
 * @param {string | undefined} database
 */
export function run(words, database) {
  const environment = { ...process.env };
  if (database) environment["THIDUA_DATABASE"] = database;
  return execFileSync(binary(), words, { env: environment, encoding: "utf8", stdio: "pipe" });
}
