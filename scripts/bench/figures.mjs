// What the bench measures, one function a line of the table. Times in milliseconds, memory in megabytes.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { enterDirective } from "../../tests/support/directives.mjs";
import { Program } from "../../tests/support/program.mjs";
import { Visitor } from "../../tests/support/visitor.mjs";
import { serveTheSame } from "./nginx.mjs";
import { wrk } from "./wrk.mjs";

/** @typedef {import("../../tests/support/program.mjs").Account} Account */
/** @typedef {import("../../tests/support/program.mjs").Options} Options */

const PAIRS = 5;
/** Requests that wrk has sent and no longer waits for when its time is up, in all runs against our page. */
export const UNCOUNTED_BY_WRK = 16 * (PAIRS + 1);
const WRK_SECONDS = 5;
const PUBLIC_PAGES = ["/", "/tin", "/nam/2021-cum-9", "/don-vi", "/van-ban"];

/** @param {number[]} numbers */
export function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/**
 * Requests a second of our page against nginx's, in alternating pairs.
 * @param {string} page
 */
export async function againstNginx(page) {
  const nginx = await serveTheSame(page);
  let { requests } = await wrk(page, 1);
  await wrk(nginx.url, 1);
  const pairs = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const ours = await wrk(page, WRK_SECONDS);
    const theirs = await wrk(nginx.url, WRK_SECONDS);
    requests += ours.requests;
    pairs.push({ ours: ours.perSecond, theirs: theirs.perSecond, ratio: ours.perSecond / theirs.perSecond });
  }
  await nginx.stop();
  return {
    ratio: median(pairs.map((pair) => pair.ratio)),
    ours: median(pairs.map((pair) => pair.ours)),
    theirs: median(pairs.map((pair) => pair.theirs)),
    requests,
  };
}

/**
 * The visits that the page says there were, once it has been drawn anew.
 * @param {string} page
 */
export async function visits(page) {
  await sleep(2_000);
  const text = await (await fetch(page)).text();
  const found = /Tất cả:\s*(?:<[^>]*>)?\s*([\d.]+)/.exec(text);
  if (!found) throw new Error(`${page} shows no counter`);
  return Number(found[1]?.replaceAll(".", ""));
}

/**
 * Does the work while an editor saves, five times a second.
 * @template T
 * @param {Visitor} visitor
 * @param {() => Promise<T>} work
 */
export async function whileAnEditorSaves(visitor, work) {
  let working = true;
  const done = work().finally(() => (working = false));
  for (let saved = 1; working; saved += 1) {
    await enterDirective(visitor, 200_000 + saved, `Về việc đo tốc độ, lần ghi thứ ${saved}`);
    await sleep(200);
  }
  return done;
}

/**
 * From the start of the process to its first answer.
 * @param {Options} options a prepared data folder and a port
 */
export async function startToFirstAnswer(options) {
  const times = [];
  for (let attempt = 0; attempt < PAIRS; attempt += 1) {
    const begin = performance.now();
    const program = new Program(options);
    while (!(await fetch(program.address).catch(() => undefined))?.ok) await sleep(1);
    times.push(performance.now() - begin);
    await program.stop();
  }
  return median(times);
}

/**
 * Resident memory after 10,000 page views and 50 sign-ins.
 * @param {Program} program
 * @param {string} article
 * @param {Account} account
 */
export async function residentMemory(program, article, account) {
  const pages = [...PUBLIC_PAGES, article].map((path) => new URL(path, program.address));
  for (let views = 0; views < 10_000; views += 20) {
    const batch = Array.from({ length: 20 }, (_, at) => pages[(views + at) % pages.length]);
    await Promise.all(batch.map(async (page) => (await fetch(/** @type {URL} */ (page))).arrayBuffer()));
  }
  for (let signIns = 0; signIns < 50; signIns += 1) await new Visitor(program.address).signIn(account);
  const status = readFileSync(`/proc/${program.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/**
 * The time under which 99 of 100 requests end, sent at a steady rate whether or not the earlier ones have ended, and
 * counted from when each was due.
 * @param {Visitor} visitor
 * @param {string} path
 * @param {{ perSecond: number, seconds: number }} rate
 */
export async function steadyP99(visitor, path, { perSecond, seconds }) {
  await visitor.ask(path);
  const begin = performance.now();
  const requests = Array.from({ length: perSecond * seconds }, async (_, at) => {
    const due = begin + (at * 1000) / perSecond;
    await sleep(due - performance.now());
    const { status } = await visitor.ask(path);
    if (status !== 200) throw new Error(`${path} answers ${status}`);
    return performance.now() - due;
  });
  const times = (await Promise.all(requests)).sort((a, b) => a - b);
  return times[Math.ceil(times.length * 0.99) - 1] ?? Number.NaN;
}

/**
 * Whether a trace of one write shows its bytes forced to disk before the answer.
 * @param {Options} options
 * @param {Map<string, string>} cookies of somebody who may write
 */
export async function isSyncedBeforeTheAnswer(options, cookies) {
  const trace = join(options.data, "trace");
  const calls = "trace=fdatasync,fsync,write,writev,sendto,sendmsg";
  const program = await Program.start({ ...options, under: ["strace", "-D", "-f", "-qq", "-e", calls, "-o", trace] });
  const visitor = new Visitor(program.address);
  visitor.cookies = cookies;
  await enterDirective(visitor, 300_000, "Về việc theo dõi lần ghi xuống đĩa");
  await program.stop();
  const lines = readFileSync(trace, "utf8").split("\n");
  const answer = lines.map((line) => line.includes("HTTP/1.1 303")).lastIndexOf(true);
  const earlier = lines.slice(0, answer);
  const before = earlier.map((line) => line.includes("HTTP/1.1 ")).lastIndexOf(true);
  return earlier.slice(before + 1).some((line) => /f(data)?sync.*= 0$/.test(line));
}
