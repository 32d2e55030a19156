// The public pages, as anybody sees them.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { checkPage, firstLink, openHouse } from "./harness.mjs";

const house = await openHouse();
after(() => house.close());

const YEAR = "/nam/2021-cum-9";

const pages = [
  { name: "trang-chu", path: "/" },
  { name: "nam-2021", path: YEAR },
  { name: "dang-nhap", path: "/dang-nhap" },
  { name: "ban-lam-viec", path: "/ban-lam-viec", as: "officer" },
  { name: "khong-tim-thay", path: "/khong-co-trang-nay", status: 404 },
];

for (const page of pages) {
  test(`${page.name} is readable on a phone, a desk and paper, in light and dark`, () => checkPage(house, page));
}

test("a figure leads to its provenance", async () => {
  const path = await firstLink(house, YEAR, "main a.figure");
  await checkPage(house, { name: "nguon-so-lieu", path });
});

test("the year of 2021 shows both numbers of research projects", async () => {
  const page = await house.newPage();
  await page.goto(YEAR);
  const text = await page.locator("main").innerText();
  assert.match(text, /\b45\b/);
  assert.match(text, /\b52\b/);
  await page.context().close();
});

test("the public pages need no script", async () => {
  const page = await house.newPage({ javaScriptEnabled: false });
  for (const path of ["/", YEAR]) {
    const answer = await page.goto(path);
    assert.equal(answer?.status(), 200, path);
    assert.ok(await page.locator("h1").first().isVisible(), path);
  }
  await page.context().close();
});
