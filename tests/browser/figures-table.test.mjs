// The table of all units' figures, and the way from a number of it down to what was entered.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { checkPage, openHouse } from "./harness.mjs";

const house = await openHouse();
after(() => house.close());

const TABLE = "/nam/2022-cum-9/so-lieu/bang";

const pages = [
  { name: "bang-so-lieu", path: TABLE, as: "head" },
  { name: "bang-so-lieu-khoa-hoc", path: `${TABLE}?nhom=nghien-cuu-khoa-hoc`, as: "officer" },
  { name: "bang-so-lieu-2021", path: "/nam/2021-cum-9/so-lieu/bang", as: "head-2021" },
  { name: "nguon-cum-cong-khai", path: "/nam/2022-cum-9/nguon/kh_total" },
  { name: "nguon-cum-thuong-truc", path: "/nam/2022-cum-9/nguon/kh_total?ky=1", as: "head" },
  { name: "nguon-don-vi-nhap-thay", path: "/nam/2022-cum-9/nguon/kh_total/ca-mau?ky=1", as: "head" },
];

for (const page of pages) {
  test(`${page.name} is readable on a phone, a desk and paper, in light and dark`, () => checkPage(house, page));
}

test("a number of the table leads to what the unit entered", async () => {
  const page = await house.newPage({ as: "head" });
  await page.goto(`${TABLE}?nhom=nghien-cuu-khoa-hoc`);
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "Cà Mau" }) });
  const figure = row.locator("a.figure").first();
  const number = await figure.innerText();
  await figure.click();
  await page.waitForURL("**/nguon/kh_total/ca-mau?ky=1");
  const entered = page.getByRole("region", { name: "Số đã nhập của đơn vị" });
  assert.match(await entered.innerText(), new RegExp(`^${number}\\t`, "m"));
  await page.context().close();
});

test("an error in a cell leads to its sentence below", async () => {
  const page = await house.newPage({ as: "head", javaScriptEnabled: false });
  await page.goto(TABLE);
  await page.locator("a.level[data-level=E]").first().click();
  const target = page.locator(".finding:target");
  assert.match(await target.innerText(), /Lỗi/);
  await page.context().close();
});
