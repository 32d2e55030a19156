// The heads of 2021 and those introduced for 2022: a plain member, the head's office, the upper body.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { checkPage, openHouse } from "./harness.mjs";

const house = await openHouse();
after(() => house.close());

const HEADS = "/nam/2021-cum-9/cum-truong";

const pages = [
  { name: "cum-truong", path: HEADS, as: "officer" },
  { name: "cum-truong-thuong-truc", path: HEADS, as: "head-2021" },
  { name: "cum-truong-cong-nhan", path: `${HEADS}/cong-nhan`, as: "superior" },
  { name: "cum-truong-gioi-thieu", path: `${HEADS}/gioi-thieu`, as: "head-2021" },
  { name: "cum-truong-ban-giao", path: `${HEADS}/ban-giao`, as: "head-2021" },
  { name: "cum-truong-rut", path: await linkOf("head-2021", /^Rút ghi nhận/), as: "head-2021" },
  { name: "cum-truong-ket-thuc", path: await linkOf("superior", /^Ghi ngày kết thúc/), as: "superior" },
];

for (const page of pages) {
  test(`${page.name} is readable on a phone, a desk and paper, in light and dark`, () => checkPage(house, page));
}

test("who was introduced and who was recognised are told apart", async () => {
  const page = await house.newPage({ as: "officer", javaScriptEnabled: false });
  await page.goto(HEADS);
  const recognised = page.getByRole("row").filter({ hasText: "Bạc Liêu" });
  assert.match(await recognised.first().innerText(), /683-QĐ\/HVCTQG/);
  const introduced = await page.getByRole("region", { name: /Giới thiệu cho năm 2022/ }).last().innerText();
  assert.match(introduced, /Đồng Tháp/);
  await page.context().close();
});

test("the upper body's wrong decision is told everything at once and then recorded", async () => {
  const page = await house.newPage({ as: "superior" });
  await page.goto(`${HEADS}/cong-nhan`);
  await page.getByLabel("Số, ký hiệu của quyết định").fill("683");
  await page.getByLabel("Ngày của quyết định").fill("31/02/2021");
  await page.getByRole("button", { name: "Ghi nhận công nhận" }).click();
  assert.match(await page.getByRole("alert").innerText(), /chỗ cần sửa/);
  assert.equal(await page.getByLabel("Ngày của quyết định").inputValue(), "31/02/2021");
  await page.context().close();
});

test("the office hands over with the list of what it hands over", async () => {
  const page = await house.newPage({ as: "head-2021" });
  await page.goto(HEADS);
  await page.getByRole("link", { name: /biên bản bàn giao/ }).click();
  await page.getByLabel("Bên nhận").selectOption({ label: "Trường Chính trị tỉnh Đồng Tháp" });
  await page.getByLabel("Ngày bàn giao").fill("30/02/2022");
  await page.getByLabel("Nội dung bàn giao").fill("Hồ sơ thi đua năm 2021\nCờ luân lưu");
  await page.getByRole("button", { name: "Lưu biên bản bàn giao" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Tháng 2/);
  await page.getByLabel("Ngày bàn giao").fill("28/02/2022");
  await page.getByRole("button", { name: "Lưu biên bản bàn giao" }).click();
  const text = await page.locator("main").innerText();
  assert.match(text, /2\. Cờ luân lưu/);
  assert.match(text, /28\/02\/2022/);
  await page.context().close();
});

/**
 * The address behind the first link of this name on the page of the heads.
 * @param {string} as
 * @param {RegExp} name
 */
async function linkOf(as, name) {
  const page = await house.newPage({ as });
  await page.goto(HEADS);
  const href = await page.getByRole("link", { name }).first().getAttribute("href", { timeout: 5_000 });
  await page.context().close();
  assert.ok(href, `${HEADS} has no link ${name}`);
  return href;
}
