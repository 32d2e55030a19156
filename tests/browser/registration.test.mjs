// Registering: the common theme, a unit's own registration and its amendment, the pledge.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { checkPage, openHouse } from "./harness.mjs";

const house = await openHouse();
after(() => house.close());

const REGISTRATION = "/nam/2021-cum-9/dang-ky";
const OWN = `${REGISTRATION}/ben-tre`;

const pages = [
  { name: "dang-ky", path: REGISTRATION, as: "officer" },
  { name: "dang-ky-don-vi", path: OWN, as: "officer" },
  { name: "dang-ky-bo-sung", path: `${OWN}/sua`, as: "officer" },
  { name: "dang-ky-chu-de", path: `${REGISTRATION}/chu-de`, as: "head-2021" },
  { name: "dang-ky-ke-hoach", path: `${REGISTRATION}/ke-hoach`, as: "head-2021" },
  { name: "dang-ky-giao-uoc", path: `${REGISTRATION}/giao-uoc`, as: "head-2021" },
];

for (const page of pages) {
  test(`${page.name} is readable on a phone, a desk and paper, in light and dark`, () => checkPage(house, page));
}

test("the office sets the theme anew, and the earlier one stays readable", async () => {
  const page = await house.newPage({ as: "head-2021" });
  await page.goto(`${REGISTRATION}/chu-de`);
  const before = await page.getByLabel("Chủ đề", { exact: true }).inputValue();
  assert.ok(before, "the article tells the theme of 2021");
  await page.getByLabel("Chủ đề", { exact: true }).fill("Kỷ cương, sáng tạo");
  await page.getByRole("button", { name: "Lưu chủ đề" }).click();
  await page.getByText("Các lần đặt trước").click();
  const text = await page.locator("main").innerText();
  assert.ok(text.includes("Kỷ cương, sáng tạo") && text.includes(before), text);
  await page.context().close();
});

test("an amendment names the directive that asks for it", async () => {
  const page = await house.newPage({ as: "officer", javaScriptEnabled: false });
  await page.goto(OWN);
  await page.getByRole("link", { name: "Bổ sung đăng ký" }).click();
  await page.getByLabel("Chủ đề riêng của đơn vị").fill("Đoàn kết, đổi mới");
  await page.getByLabel("Chỉ tiêu đăng ký").fill("Mở thêm một lớp\nMột hội thảo");
  await page.getByRole("button", { name: "Lưu đăng ký" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Chưa chọn văn bản làm căn cứ bổ sung/);
  assert.equal(await page.getByLabel("Chỉ tiêu đăng ký").inputValue(), "Mở thêm một lớp\nMột hội thảo");
  const directives = page.getByLabel("Văn bản làm căn cứ bổ sung");
  const title = await directives.locator("option").nth(1).innerText();
  await directives.selectOption({ index: 1 });
  await page.getByRole("button", { name: "Lưu đăng ký" }).click();
  const latest = page.locator("section").filter({ hasText: "đang thực hiện" });
  const text = await latest.innerText();
  assert.match(text, /Đoàn kết, đổi mới/);
  assert.match(text, /Một hội thảo/);
  await latest.getByRole("link", { name: title }).click();
  assert.match(new URL(page.url()).pathname, /van-ban-chi-dao/);
  await page.context().close();
});

test("the pledge is put on record once, on a day that has been", async () => {
  const page = await house.newPage({ as: "head-2021" });
  await page.goto(REGISTRATION);
  await page.getByRole("link", { name: "Ghi nhận ký giao ước" }).click();
  await page.getByLabel("Ngày các đơn vị ký").fill("31/11/2021");
  await page.getByRole("button", { name: "Ghi nhận" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Tháng 11 chỉ có 30 ngày/);
  await page.getByLabel("Ngày các đơn vị ký").fill("02/4/2021");
  await page.getByRole("button", { name: "Ghi nhận" }).click();
  const text = await page.locator("main").innerText();
  assert.match(text, /Các đơn vị thành viên đã ký ngày 02\/4\/2021/);
  assert.doesNotMatch(text, /Ghi nhận ký giao ước/);
  await page.context().close();
});
