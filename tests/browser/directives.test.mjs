// The register of directives: entered by the office, passed on, answered by a unit.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { checkPage, openHouse } from "./harness.mjs";

const house = await openHouse();
after(() => house.close());

const REGISTER = "/nam/2021-cum-9/van-ban-chi-dao";

const entered = await enter();

test("every field that is wrong is told at once, and what was typed is there", async () => {
  const page = await house.newPage({ as: "head-2021" });
  await page.goto(`${REGISTER}/moi`);
  await page.getByLabel("Số, ký hiệu").fill("550-XX/HVCTQG");
  await page.getByLabel("Ngày ban hành").fill("31/02/2021");
  await page.getByRole("button", { name: "Vào sổ văn bản" }).click();
  const told = await page.getByRole("alert").innerText();
  assert.match(told, /còn 4 chỗ cần sửa/);
  assert.equal(await page.getByLabel("Ngày ban hành").inputValue(), "31/02/2021");
  await page.getByRole("alert").getByRole("link").first().click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "so_ky_hieu");
  await page.context().close();
});

test("the office passes a paper on; the unit sees, acts and says what it did", async () => {
  const head = await house.newPage({ as: "head-2021" });
  await head.goto(entered);
  for (const box of await head.getByRole("checkbox").all()) await box.uncheck();
  await head.getByRole("button", { name: "Chuyển văn bản" }).click();
  assert.match(await head.getByRole("alert").innerText(), /Chưa chọn đơn vị nhận/);
  await head.getByRole("checkbox", { name: "Bến Tre" }).check();
  await head.getByRole("checkbox", { name: "Cà Mau" }).check();
  await head.getByLabel("Yêu cầu đối với đơn vị").fill("Gửi kế hoạch về thường trực Cụm");
  await head.getByLabel("Cần đơn vị trả lời").selectOption({ value: "acted_on" });
  await head.getByRole("button", { name: "Chuyển văn bản" }).click();
  assert.match(await head.getByRole("status").innerText(), /Đã chuyển văn bản/);
  await head.context().close();

  const unit = await house.newPage({ as: "officer" });
  await unit.goto(`${REGISTER}?tim=phong+trao+chay+thu`);
  await unit.getByRole("link", { name: "998-QĐ/HVCTQG" }).click();
  await unit.getByRole("button", { name: "Xác nhận đã xem" }).click();
  assert.match(await unit.getByRole("status").innerText(), /Đã ghi nhận/);
  await unit.getByRole("button", { name: "Báo đã thực hiện" }).click();
  assert.match(await unit.getByRole("alert").innerText(), /Mục này cần có/);
  await unit.getByLabel("Kết quả thực hiện").fill("Đã gửi kế hoạch số 05/KH-TCT");
  await unit.getByRole("button", { name: "Báo đã thực hiện" }).click();
  const text = await unit.locator("main").innerText();
  assert.match(text, /1\/2 đã trả lời đủ/);
  assert.match(text, /Đã gửi kế hoạch số 05\/KH-TCT/);
  await unit.context().close();
});

test("a paper is taken out with a reason and back in without a script", async () => {
  const page = await house.newPage({ as: "head-2021", javaScriptEnabled: false });
  await page.goto(entered);
  await page.getByText("Gỡ văn bản khỏi sổ").click();
  await page.getByLabel("Lý do gỡ").fill("Vào sổ nhầm");
  await page.getByRole("button", { name: "Gỡ văn bản" }).click();
  assert.match(await page.locator("main").innerText(), /Lý do: Vào sổ nhầm/);
  await page.getByRole("button", { name: /Hoàn tác/ }).click();
  assert.match(await page.getByRole("status").innerText(), /Đã đưa văn bản trở lại sổ/);
  await page.context().close();
});

const pages = [
  { name: "van-ban-chi-dao", path: REGISTER, as: "officer" },
  { name: "van-ban-chi-dao-thuong-truc", path: REGISTER, as: "head-2021" },
  { name: "van-ban-chi-dao-khong-thay", path: `${REGISTER}?tim=khong+co`, as: "officer" },
  { name: "van-ban-chi-dao-vao-so", path: `${REGISTER}/moi`, as: "head-2021" },
  { name: "van-ban-chi-dao-mot", path: entered, as: "officer" },
  { name: "van-ban-chi-dao-mot-thuong-truc", path: entered, as: "head-2021" },
  { name: "van-ban-chi-dao-sua", path: `${entered}/sua`, as: "head-2021" },
];

for (const page of pages) {
  test(`${page.name} is readable on a phone, a desk and paper, in light and dark`, () => checkPage(house, page));
}

test("the form that moves a deadline is readable", async () => {
  const page = await house.newPage({ as: "head-2021" });
  await page.goto(entered);
  const href = await page.getByRole("link", { name: "Đổi yêu cầu, hạn thực hiện" }).getAttribute("href");
  await page.context().close();
  assert.ok(href, "the paper was passed on");
  await checkPage(house, { name: "van-ban-chi-dao-doi-han", path: href, as: "head-2021" });
});

/** Enters a paper through the form; its address. */
async function enter() {
  const page = await house.newPage({ as: "head-2021" });
  await page.goto(REGISTER);
  await page.getByRole("link", { name: "Vào sổ văn bản đến" }).click();
  await page.getByLabel("Số, ký hiệu").fill("998-QĐ/HVCTQG");
  await page.getByLabel("Cơ quan ban hành").fill("Học viện Chính trị quốc gia Hồ Chí Minh");
  await page.getByLabel("Ngày ban hành").fill("25/02/2021");
  await page.getByLabel("Trích yếu").fill("Về việc tổ chức phong trào chạy thử");
  await page
    .getByLabel("Tệp văn bản")
    .setInputFiles({ name: "998.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n") });
  await page.getByRole("button", { name: "Vào sổ văn bản" }).click();
  assert.match(await page.getByRole("status").innerText(), /Đã vào sổ văn bản/);
  const path = new URL(page.url()).pathname;
  await page.context().close();
  return path;
}
