// The register of awards: the three proposals of 2021, a decision, the forms.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { checkPage, openHouse } from "./harness.mjs";

const house = await openHouse();
after(() => house.close());

const AWARDS = "/nam/2021-cum-9/khen-thuong";

const pages = [
  { name: "khen-thuong", path: AWARDS, as: "head-2021" },
  { name: "khen-thuong-moi", path: `${AWARDS}/moi`, as: "head-2021" },
  { name: "khen-thuong-so-luong", path: `${AWARDS}/so-luong`, as: "head-2021" },
];

for (const page of pages) {
  test(`${page.name} is readable on a phone, a desk and paper, in light and dark`, () => checkPage(house, page));
}

test("the three proposals of 2021 are proposals until a decision is put on record", async () => {
  const page = await house.newPage({ as: "head-2021" });
  await page.goto(AWARDS);
  assert.equal(await page.locator("main tbody tr").count(), 3);
  assert.match(await page.locator("main").innerText(), /Đề nghị của Cụm chưa phải quyết định/);
  const path = await page.locator("main tbody a").first().getAttribute("href");
  assert.ok(path);
  await checkPage(house, { name: "khen-thuong-mot", path, as: "head-2021" });
  await page.goto(path);
  await page.getByRole("button", { name: "Ghi nhận quyết định" }).click();
  assert.match(await page.locator("[role=alert]").innerText(), /còn 2 chỗ cần sửa/);
  await page.getByLabel("Số, ký hiệu").fill("1205-QĐ/HVCTQG");
  await page.getByLabel("Ngày quyết định").fill("15/12/2021");
  await page.getByRole("button", { name: "Ghi nhận quyết định" }).click();
  assert.match(await page.locator("[role=status]").innerText(), /Đã ghi nhận quyết định khen thưởng/);
  await page.context().close();
});
