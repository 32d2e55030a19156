// What the browser tests share: the program with its two years, Chromium, and what every page must hold.
//
// A test file opens the house once, names its pages in a table and calls `checkPage` for each:
//
//     const house = await openHouse();
//     after(() => house.close());
//     test("...", () => checkPage(house, { name: "...", path: "/...", as: "head" }));

import assert from "node:assert/strict";
import { join } from "node:path";

import axe from "axe-core";
import { chromium } from "playwright-core";

import { Program, temporaryFolder } from "../support/program.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").BrowserContextOptions} ContextOptions */
/** @typedef {"light" | "dark"} Scheme */

/**
 * @typedef {object} PageToCheck
 * @property {string} name of its pictures
 * @property {string} path
 * @property {string} [as] the kind of person who opens it; nobody signed in without it
 * @property {number} [status] 200 without it
 */

const WIDTHS = [390, 1280];
/** @type {Scheme[]} */
const SCHEMES = ["light", "dark"];
// A4 at 96 dots an inch.
const A4_WIDTH = 794;
const A4_HEIGHT = 1123;
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
// What the scheme may break; everything else is the same in the dark.
/** @type {import("axe-core").RunOnly} */
const COLOURS = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** The program on a fresh data folder, and a browser. */
export async function openHouse() {
  const folder = await temporaryFolder();
  const program = await Program.start({ data: folder.path, demo: true });
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: CHROMIUM_FLAGS,
  });
  return new House(program, browser, folder);
}

export class House {
  /**
   * @param {Program} program
   * @param {import("playwright-core").Browser} browser
   * @param {Awaited<ReturnType<typeof temporaryFolder>>} folder
   */
  constructor(program, browser, folder) {
    this.program = program;
    this.browser = browser;
    this.folder = folder;
    /** @type {Map<string, Awaited<ReturnType<import("playwright-core").BrowserContext["storageState"]>>>} */
    this.signedIn = new Map();
  }

  /**
   * A page in a browser window of its own, closed with `page.context().close()`.
   * @param {ContextOptions & { as?: string | undefined }} [options]
   */
  async newPage({ as, ...options } = {}) {
    const context = await this.browser.newContext({
      baseURL: this.program.address,
      locale: "vi-VN",
      // A transition half way between two schemes has colours of neither.
      reducedMotion: "reduce",
      timezoneId: "Asia/Ho_Chi_Minh",
      ...(as ? { storageState: await this.#stateOf(as) } : {}),
      ...options,
    });
    await context.addInitScript({ content: axe.source });
    return context.newPage();
  }

  /** @param {string} kind */
  async #stateOf(kind) {
    const kept = this.signedIn.get(kind);
    if (kept) return kept;
    const page = await this.newPage();
    await signIn(this, page, kind);
    const state = await page.context().storageState();
    await page.context().close();
    this.signedIn.set(kind, state);
    return state;
  }

  async close() {
    await this.browser.close();
    const code = await this.program.stop();
    await this.folder.remove();
    assert.equal(code, 0, `the program did not end well:\n${this.program.output}`);
  }
}

/**
 * Signs in through the form, as a person of this kind.
 * @param {House} house
 * @param {Page} page
 * @param {string} kind
 */
export async function signIn(house, page, kind) {
  const account = house.program.account(kind);
  await page.goto("/dang-nhap");
  await page.getByLabel("Tên đăng nhập").fill(account.name);
  await page.getByLabel("Mật khẩu").fill(account.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname !== "/dang-nhap");
}

/**
 * Opens a page at both widths, light and dark, and on paper. Pictures for looking at are taken by `make pictures`.
 * @param {House} house
 * @param {PageToCheck} wanted
 */
export async function checkPage(house, wanted) {
  const page = await house.newPage({ as: wanted.as });
  await openQuietly(house, page, wanted);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      const place = `${wanted.path} at ${width} px, ${colorScheme}`;
      await assertNoSidewaysOverflow(page, place);
      await assertAccessible(page, place, colorScheme === "light" ? WCAG : COLOURS);
      await picture(page, `${wanted.name}-${width}-${colorScheme}`);
    }
  }
  await page.setViewportSize({ width: A4_WIDTH, height: A4_HEIGHT });
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  await assertNoSidewaysOverflow(page, `${wanted.path} on paper`);
  await picture(page, `${wanted.name}-print`);
  await page.context().close();
}

/**
 * Opens the page and holds that it gave what was asked, without an error in the console (a refusal of the content
 * security policy is one) and without a request to anybody else.
 * @param {House} house
 * @param {Page} page
 * @param {PageToCheck} wanted
 */
async function openQuietly(house, page, { path, status = 200 }) {
  /** @type {string[]} */
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    const isAnswer = status !== 200 && message.location().url.endsWith(path);
    if (message.type() === "error" && !isAnswer) complaints.push(message.text());
  });
  page.on("request", (request) => {
    const own = request.url().startsWith(house.program.address) || request.url().startsWith("data:");
    if (!own) complaints.push(`asks ${request.url()}`);
  });
  const answer = await page.goto(path, { waitUntil: "load" });
  assert.equal(answer?.status(), status, path);
  await page.waitForFunction(() => document.fonts.status === "loaded", undefined, { polling: 50 });
  assert.deepEqual(complaints, [], path);
}

/**
 * @param {Page} page
 * @param {string} place
 */
export async function assertNoSidewaysOverflow(page, place) {
  const widths = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  assert.ok(widths.content <= widths.window, `${place}: ${widths.content} px wide in a window of ${widths.window}`);
}

/**
 * Holds that axe finds nothing against WCAG 2.2, levels A and AA.
 * @param {Page} page
 * @param {string} place
 * @param {import("axe-core").RunOptions["runOnly"]} [runOnly] some of the rules only
 */
export async function assertAccessible(page, place, runOnly = WCAG) {
  const violations = await page.evaluate(async (runOnly) => {
    const found = await /** @type {any} */ (window).axe.run(document, { runOnly });
    return found.violations.map((/** @type {import("axe-core").Result} */ { id, help, nodes }) => ({
      id,
      help,
      where: nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary}`),
    }));
  }, runOnly);
  assert.deepEqual(violations, [], place);
}

/**
 * A picture of the whole page, where they are asked for.
 * @param {Page} page
 * @param {string} name
 */
export async function picture(page, name) {
  const folder = process.env["THIDUA_PICTURES"];
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/**
 * The path of the first link on a page that fits.
 * @param {House} house
 * @param {string} path
 * @param {string} selector
 */
export async function firstLink(house, path, selector) {
  const page = await house.newPage();
  await page.goto(path);
  const href = await page.locator(selector).first().getAttribute("href", { timeout: 5_000 });
  await page.context().close();
  assert.ok(href, `${path} has no ${selector}`);
  return href;
}
