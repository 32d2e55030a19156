// Kills the program without warning, again and again, while four people write, and holds that nothing that was
// acknowledged is lost and nothing is half written. Run by `make crash`, on SQLite and on PostgreSQL.
//
// A write is acknowledged when the program answers with the page of the new row. After every kill the program is
// started again on the same data, and each of these pages must show what was written.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

import { enterDirective, Refused } from "../support/directives.mjs";
import { Program, run, temporaryFolder } from "../support/program.mjs";
import { Visitor } from "../support/visitor.mjs";

const KILLS = Number(process.env["KILLS"] ?? 200);
const WRITERS = 4;
const VERIFY_EVERY = 20;
const SHORTEST_LIFE_MS = 50;
const LONGEST_LIFE_MS = 400;

/** @typedef {{ page: string, subject: string }} Acknowledged */
/** @typedef {{ data: string, port: number, database?: string }} Place */

let written = 0;

/**
 * Writes until the program is gone; gives what was acknowledged.
 * @param {Visitor} visitor
 */
async function write(visitor) {
  /** @type {Acknowledged[]} */
  const acknowledged = [];
  for (;;) {
    written += 1;
    const subject = `Về việc kiểm tra độ bền, lần ghi thứ ${written}`;
    try {
      acknowledged.push({ page: await enterDirective(visitor, 100_000 + written, subject), subject });
    } catch (error) {
      if (error instanceof Refused) throw error;
      return acknowledged;
    }
  }
}

/**
 * @param {Visitor} visitor
 * @param {Acknowledged[]} acknowledged
 */
async function assertKept(visitor, acknowledged) {
  for (const { page, subject } of acknowledged) {
    const { status, text } = await visitor.ask(page);
    assert.ok(status === 200 && text.includes(subject), `${page} was acknowledged and is lost (${status})`);
  }
}

/** @param {Place} place */
function assertHistoryHolds({ data, database }) {
  run(["history", "verify", "--data", data], database);
}

/**
 * The first start: makes the data and signs the writers in. Their sessions outlive every kill.
 * @param {string} data
 * @param {string | undefined} database
 */
async function prepare(data, database) {
  const program = await Program.start({ data, demo: true, ...(database ? { database } : {}) });
  const visitors = Array.from({ length: WRITERS }, () => new Visitor(program.address));
  for (const visitor of visitors) await visitor.signIn(program.account("head"));
  assert.equal(await program.stop(), 0);
  /** @type {Place} */
  const place = { data, port: program.port, ...(database ? { database } : {}) };
  return { place, visitors };
}

/**
 * @param {string} name
 * @param {string} [database]
 */
async function crash(name, database) {
  const folder = await temporaryFolder();
  const { place, visitors } = await prepare(folder.path, database);
  /** @type {Acknowledged[]} */
  const all = [];
  /** @type {Acknowledged[]} */
  let latest = [];
  for (let kills = 1; kills <= KILLS; kills += 1) {
    const program = await Program.start(place);
    await assertKept(/** @type {Visitor} */ (visitors[0]), latest);
    const writing = Promise.all(visitors.map(write));
    await sleep(SHORTEST_LIFE_MS + Math.random() * (LONGEST_LIFE_MS - SHORTEST_LIFE_MS));
    await program.kill();
    latest = (await writing).flat();
    all.push(...latest);
    if (kills % VERIFY_EVERY === 0) assertHistoryHolds(place);
  }
  await assertEndHolds(place, visitors, all);
  await folder.remove();
  console.log(`${name}: ${KILLS} kills, ${all.length} writes acknowledged, none lost, none half written`);
}

/**
 * @param {Place} place
 * @param {Visitor[]} visitors
 * @param {Acknowledged[]} all
 */
async function assertEndHolds(place, visitors, all) {
  assert.ok(all.length >= KILLS, `only ${all.length} writes were acknowledged: the kills came too early to say anything`);
  assertHistoryHolds(place);
  const program = await Program.start(place);
  await assertKept(/** @type {Visitor} */ (visitors[0]), all);
  assert.equal(await program.stop(), 0);
}

/** A new database in the server that `scripts/with-postgres` started. */
function postgresDatabase() {
  const server = process.env["THIDUA_TEST_POSTGRES"];
  if (!server) throw new Error("run this through scripts/with-postgres --durable");
  const address = new URL(server);
  execFileSync("psql", [server, "--quiet", "--command", "create database kill9"]);
  address.pathname = "/kill9";
  return address.href;
}

await crash("SQLite");
await crash("PostgreSQL", postgresDatabase());
