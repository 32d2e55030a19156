// The desk: what waits for each kind of person, the year as a line of stages, a text ready for Zalo.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { checkPage, openHouse } from "./harness.mjs";

const house = await openHouse();
after(() => house.close());

for (const as of ["officer", "leader", "head", "deputy", "superior", "editor", "administrator"]) {
  test(`the desk of the ${as} is readable on a phone, a desk and paper, in light and dark`, () =>
    checkPage(house, { name: `ban-lam-viec-${as}`, path: "/ban-lam-viec", as }));
}

test("the head's office opens a piece of work from its desk and copies the text for those who are awaited", async () => {
  const page = await house.newPage({ as: "head", javaScriptEnabled: false });
  await page.goto("/ban-lam-viec");
  await page.getByText("Chép lời nhắn").first().click();
  const text = await page.locator("details.message[open] textarea").first().inputValue();
  assert.match(text, /Hạn hết ngày \d+\/\d+\/2022/);
  assert.match(text, new RegExp(`${house.program.address}/nam/2022-cum-9/`));
  await page.context().close();
});
