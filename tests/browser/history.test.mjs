// The history: what was done in a year and in the instance, and one entry with before and after.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { checkPage, openHouse } from "./harness.mjs";

const house = await openHouse();
after(() => house.close());

const HISTORY = "/nam/2021-cum-9/nhat-ky";
const THEME = "/nam/2021-cum-9/dang-ky/chu-de";

const changed = await change();

test("an entry shows who did what, when, and what stood there before", async () => {
  const page = await house.newPage({ as: "head-2021", javaScriptEnabled: false });
  await page.goto(changed);
  const text = await page.locator("main").innerText();
  assert.match(text, /Đặt chủ đề, kế hoạch thi đua/);
  assert.match(text, /Người thực hiện\s+Cán bộ thi đua/);
  assert.match(text, /Chủ đề để xem nhật ký/);
  await page.context().close();
});

test("the list is narrowed to one kind of act", async () => {
  const page = await house.newPage({ as: "head-2021", javaScriptEnabled: false });
  await page.goto(HISTORY);
  const all = await entries(page);
  await page.getByLabel("Việc").selectOption({ label: "Đặt chủ đề, kế hoạch thi đua" });
  await page.getByRole("button", { name: "Lọc" }).click();
  const some = await entries(page);
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  await page.context().close();
});

const pages = [
  { name: "nhat-ky", path: HISTORY, as: "head-2021" },
  { name: "nhat-ky-mot-lan-ghi", path: changed, as: "head-2021" },
  { name: "nhat-ky-chung", path: "/nhat-ky", as: "administrator" },
  { name: "nhat-ky-chung-mot-lan-ghi", path: "/nhat-ky/1", as: "administrator" },
];

for (const page of pages) {
  test(`${page.name} is readable on a phone, a desk and paper, in light and dark`, () => checkPage(house, page));
}

/**
 * How many entries the caption counts.
 * @param {import("./harness.mjs").Page} page
 */
async function entries(page) {
  const caption = await page.locator("caption").innerText();
  return Number(caption.split(" ")[0]?.replaceAll(".", ""));
}

/** Changes something; the address of its entry. */
async function change() {
  const page = await house.newPage({ as: "head-2021" });
  await page.goto(THEME);
  await page.getByLabel("Chủ đề", { exact: true }).fill("Chủ đề để xem nhật ký");
  await page.getByRole("button", { name: "Lưu chủ đề" }).click();
  await page.waitForURL((url) => url.pathname !== THEME);
  await page.goto(HISTORY);
  const href = await page.locator("tbody a").first().getAttribute("href");
  await page.context().close();
  assert.ok(href, "the history has entries");
  return href;
}
