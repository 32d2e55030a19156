// The vote: the minutes of the published year, without counts, and the form.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { checkPage, openHouse } from "./harness.mjs";

const house = await openHouse();
after(() => house.close());

const BALLOT = "/nam/2021-cum-9/binh-xet";

/** The first minutes of the list. */
async function firstMinutes() {
  const page = await house.newPage({ as: "head-2021" });
  await page.goto(BALLOT);
  const href = await page.locator("main tbody a").first().getAttribute("href");
  await page.context().close();
  assert.ok(href, "the list has minutes");
  return href;
}

test("the list is readable", () => checkPage(house, { name: "binh-xet", path: BALLOT, as: "head-2021" }));

test("the minutes of 2021 say the outcome, and that counts are not published", async () => {
  const path = await firstMinutes();
  const page = await house.newPage({ as: "head-2021" });
  await page.goto(path);
  const text = await page.locator("main").innerText();
  assert.match(text, /Bến Tre/);
  assert.match(text, /không công bố/);
  assert.doesNotMatch(text, /(?<!thùng )hòm/i);
  await page.context().close();
  await checkPage(house, { name: "bien-ban-kiem-phieu", path, as: "head-2021" });
  await checkPage(house, { name: "bien-ban-kiem-phieu-sua", path: `${path}/sua`, as: "head-2021" });
});

test("more ballots than voters are told with every other fault, and nothing typed is lost", async () => {
  const page = await house.newPage({ as: "head-2021" });
  await page.goto(`${await firstMinutes()}/sua`);
  await page.getByLabel("Được bỏ phiếu").fill("12");
  await page.getByLabel("Phiếu phát ra").fill("13");
  await page.getByLabel("Phiếu hợp lệ", { exact: true }).fill("mười");
  await page.getByRole("button", { name: "Ghi biên bản" }).click();
  const told = await page.locator("[role=alert]").innerText();
  assert.match(told, /Số phiếu phát ra \(13\) nhiều hơn số được bỏ phiếu \(12\)/);
  assert.match(told, /Chưa nhập/);
  assert.equal(await page.getByLabel("Phiếu hợp lệ", { exact: true }).inputValue(), "mười");
  await page.context().close();
});
