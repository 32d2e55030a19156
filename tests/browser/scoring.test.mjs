// Scoring: the table, the grid, one unit's scores; the year whose source tells none.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { checkPage, openHouse } from "./harness.mjs";

const house = await openHouse();
after(() => house.close());

const SCORES = "/nam/2021-cum-9/cham-diem";

test("the year of 2021 says that the article tells no scores, and what comes next", async () => {
  const page = await house.newPage({ as: "head-2021" });
  await page.goto(SCORES);
  const text = await page.locator("main").innerText();
  assert.match(text, /Bài viết về năm này không nêu bảng tiêu chí và điểm của các đơn vị/);
  assert.match(text, /Soạn bảng tiêu chí/);
  await page.context().close();
  await checkPage(house, { name: "cham-diem-trong", path: SCORES, as: "head-2021" });
});

test("a table is drafted, agreed and issued, and a unit scores itself by it", async () => {
  const page = await house.newPage({ as: "head-2021" });
  await page.goto(`${SCORES}/bang-tieu-chi`);
  await page.getByRole("button", { name: "Soạn bảng tiêu chí" }).click();
  await page.locator("[name=tong_diem]").fill("15");
  await page.locator("[name=n0_ma]").fill("I");
  await page.locator("[name=n0_ten]").fill("Đào tạo, bồi dưỡng");
  await page.locator("[name=n0_t0_ma]").fill("I.1");
  await page.locator("[name=n0_t0_loi]").fill("Hoàn thành kế hoạch mở lớp");
  await page.locator("[name=n0_t0_toi_da]").fill("15,5x");
  await page.getByRole("button", { name: "Lưu nháp" }).click();
  assert.match(await page.locator("[role=alert]").innerText(), /còn 1 chỗ cần sửa/);
  await page.locator("[name=n0_t0_toi_da]").fill("15");
  await page.getByRole("button", { name: "Lưu nháp" }).click();
  assert.match(await page.locator("[role=status]").innerText(), /Đã lưu bản nháp/);
  for (const act of ["Các đơn vị thống nhất", "Ban hành"]) {
    await page.goto(`${SCORES}/bang-tieu-chi/1`);
    await page.getByLabel(act, { exact: true }).check();
    await page.getByLabel("Ngày", { exact: true }).fill("02/4/2021");
    await page.getByRole("button", { name: "Ghi nhận" }).click();
  }
  assert.match(await page.locator("[role=status]").innerText(), /Đã ban hành bảng tiêu chí/);
  await page.goto(`${SCORES}/bac-lieu/tu-cham`);
  await page.getByLabel("Điểm I.1").fill("15,5");
  await page.getByRole("button", { name: "Lưu điểm" }).click();
  assert.match(await page.locator("main [role=alert]").innerText(), /cao hơn điểm tối đa 15,00/);
  await page.getByLabel("Điểm I.1").fill("14,42");
  await page.getByRole("button", { name: "Lưu điểm" }).click();
  assert.match(await page.locator("[role=status]").innerText(), /Đã lưu điểm tự chấm/);
  await page.context().close();
});

const pages = [
  { name: "cham-diem", path: SCORES, as: "head-2021" },
  { name: "bang-tieu-chi", path: `${SCORES}/bang-tieu-chi`, as: "head-2021" },
  { name: "bang-tieu-chi-mot", path: `${SCORES}/bang-tieu-chi/1`, as: "head-2021" },
  { name: "cham-diem-don-vi", path: `${SCORES}/bac-lieu`, as: "head-2021" },
  { name: "tham-dinh", path: `${SCORES}/bac-lieu/tham-dinh`, as: "head-2021" },
];

for (const page of pages) {
  test(`${page.name} is readable on a phone, a desk and paper, in light and dark`, () => checkPage(house, page));
}

test("a draft's editor is readable", async () => {
  const page = await house.newPage({ as: "head-2021" });
  await page.goto(`${SCORES}/bang-tieu-chi`);
  await page.getByText("Lập lại bảng tiêu chí trong năm").click();
  await page.getByLabel("Lý do lập lại").fill("Thống nhất lại tại hội nghị sơ kết");
  await page.getByRole("button", { name: "Lập bản nháp mới" }).click();
  await page.context().close();
  await checkPage(house, { name: "bang-tieu-chi-sua", path: `${SCORES}/bang-tieu-chi/2/sua`, as: "head-2021" });
});
