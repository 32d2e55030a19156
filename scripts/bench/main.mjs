// Measures the program against its goals and prints the table: `make bench`.

import { Program, temporaryFolder } from "../../tests/support/program.mjs";
import { Visitor } from "../../tests/support/visitor.mjs";
import {
  againstNginx,
  isSyncedBeforeTheAnswer,
  residentMemory,
  startToFirstAnswer,
  steadyP99,
  UNCOUNTED_BY_WRK,
  visits,
  whileAnEditorSaves,
} from "./figures.mjs";

const OFFICE_TABLE = "/nam/2022-cum-9/so-lieu/bang";

/** @type {string[][]} */
const rows = [];

/**
 * @param {string} what
 * @param {string} measured
 * @param {string} goal
 * @param {boolean} met
 */
function row(what, measured, goal, met) {
  rows.push([what, measured, goal, met ? "met" : "missed"]);
  console.error(`${what}: ${measured}`);
}

/** @param {string} address */
async function articlePath(address) {
  const list = await (await fetch(`${address}/tin`)).text();
  const found = /href="(\/tin\/[^"]+)"/.exec(list);
  if (!found?.[1]) throw new Error("/tin names no article");
  return found[1];
}

/**
 * @param {string} page
 * @param {Visitor} editor
 */
async function measureArticle(page, editor) {
  const before = await visits(page);
  const alone = await againstNginx(page);
  const counted = (await visits(page)) - before;
  const saving = await whileAnEditorSaves(editor, () => againstNginx(page));
  for (const [what, found] of /** @type {const} */ ([["article against nginx", alone], ["… while an editor saves", saving]])) {
    const measured = `${found.ratio.toFixed(2)} × (${Math.round(found.ours)} and ${Math.round(found.theirs)} requests/s)`;
    row(what, measured, "1.0 ×", found.ratio >= 1);
  }
  const more = counted - alone.requests;
  row("… visits counted, requests that wrk saw answered", `${counted}, ${alone.requests}`, "equal, but for the last of each run", more >= 0 && more <= UNCOUNTED_BY_WRK);
}

const folder = await temporaryFolder();
const first = await Program.start({ data: folder.path, demo: true });
const accounts = { head: first.account("head") };
const article = await articlePath(first.address);
const head = new Visitor(first.address);
await head.signIn(accounts.head);
await measureArticle(first.address + article, head);
await first.stop();

const again = { data: folder.path, port: first.port };
const start = await startToFirstAnswer(again);
row("start with both years, to first answer", `${start.toFixed(0)} ms`, "100 ms", start <= 100);

const second = await Program.start(again);
const p99 = await steadyP99(head, OFFICE_TABLE, { perSecond: 50, seconds: 20 });
row("office figure table, p99 at 50 requests/s", `${p99.toFixed(1)} ms`, "20 ms", p99 <= 20);
await second.stop();

const third = await Program.start(again);
const memory = await residentMemory(third, article, accounts.head);
row("resident memory after 10,000 views and 50 sign-ins", `${memory.toFixed(1)} MB`, "64 MB", memory <= 64);
await third.stop();

const synced = await isSyncedBeforeTheAnswer(again, head.cookies);
row("fdatasync before the answer", synced ? "yes" : "no", "yes", synced);
await folder.remove();

const titles = ["what", "measured", "goal", ""];
const widths = titles.map((title, at) => Math.max(...[titles, ...rows].map((each) => (each[at] ?? title).length)));
for (const each of [titles, widths.map((width) => "-".repeat(width)), ...rows]) {
  console.log(`| ${each.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`);
}
