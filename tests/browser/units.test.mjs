// Units through time and the years of clusters, as everybody and the administrator see them.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { checkPage, openHouse } from "./harness.mjs";

const house = await openHouse();
after(() => house.close());

const pages = [
  { name: "don-vi", path: "/don-vi" },
  { name: "don-vi-vinh-long", path: "/don-vi/vinh-long" },
  { name: "don-vi-ben-tre", path: "/don-vi/ben-tre" },
  { name: "so-don-vi", path: "/don-vi-quan-ly", as: "administrator" },
  { name: "so-don-vi-mot-don-vi", path: "/don-vi-quan-ly/kien-giang", as: "administrator" },
  { name: "so-don-vi-them", path: "/don-vi-quan-ly/moi", as: "administrator" },
  { name: "so-don-vi-ten", path: "/don-vi-quan-ly/an-giang/ten", as: "administrator" },
  { name: "so-don-vi-sap-nhap", path: "/don-vi-quan-ly/an-giang/sap-nhap", as: "administrator" },
  { name: "cum-thi-dua", path: "/cum-thi-dua", as: "administrator" },
  { name: "cum-thi-dua-lap-nam", path: "/cum-thi-dua/moi?tu=2021-cum-9", as: "administrator" },
  { name: "thanh-vien", path: "/nam/2021-cum-9/thanh-vien", as: "administrator" },
  { name: "thanh-vien-can-bo", path: "/nam/2021-cum-9/thanh-vien", as: "officer" },
];

for (const page of pages) {
  test(`${page.name} is readable on a phone, a desk and paper, in light and dark`, () => checkPage(house, page));
}

test("a merged school leads to its successor and back", async () => {
  const page = await house.newPage({ javaScriptEnabled: false });
  await page.goto("/don-vi?tim=soc+trang");
  await page.getByRole("link", { name: "Sóc Trăng" }).click();
  await page.getByRole("link", { name: /Cần Thơ/ }).click();
  assert.match(await page.locator("main").innerText(), /Chưa rõ tên/);
  await page.getByRole("link", { name: /tỉnh Sóc Trăng/ }).first().click();
  assert.equal(new URL(page.url()).pathname, "/don-vi/soc-trang");
  await page.context().close();
});

test("an administrator adds a unit, names it anew, merges it and takes the merger back", async () => {
  const page = await house.newPage({ as: "administrator" });
  await page.goto("/don-vi-quan-ly/moi");
  await page.getByRole("button", { name: "Thêm đơn vị" }).click();
  assert.match(await page.getByRole("alert").innerText(), /chỗ cần sửa/);
  await page.getByLabel("Tên đầy đủ").fill("Trường Chính trị tỉnh Bình Phước");
  await page.getByLabel("Tên gọn").fill("Bình Phước");
  await page.getByLabel("Nguồn").fill("Quyết định thành lập");
  await page.getByRole("button", { name: "Thêm đơn vị" }).click();
  assert.match(await page.getByRole("status").innerText(), /Đã thêm đơn vị/);

  await page.getByRole("link", { name: "Thêm tên từ một ngày" }).click();
  await page.getByLabel("Tên đầy đủ").fill("Trường Chính trị Bình Phước");
  await page.getByLabel("Tên gọn").fill("Bình Phước");
  await page.getByLabel("Có hiệu lực từ ngày").fill("01/3/2022");
  await page.getByLabel("Nguồn").fill("Quyết định đổi tên");
  await page.getByRole("button", { name: "Thêm tên" }).click();
  assert.match(await page.locator("main").innerText(), /Đến hết ngày 28\/02\/2022/);

  await page.getByRole("link", { name: "Ghi nhận sáp nhập" }).click();
  await page.getByLabel("Sáp nhập vào đơn vị").selectOption({ value: "long-an" });
  await page.getByLabel("Từ ngày").fill("01/7/2025");
  await page.getByLabel("Nguồn").fill("Nghị quyết");
  await page.getByRole("button", { name: "Ghi nhận sáp nhập" }).click();
  assert.match(await page.locator("main").innerText(), /Nhập vào/);

  await page.getByLabel("Lý do hoàn tác").fill("ghi nhầm đơn vị");
  await page.getByRole("button", { name: "Hoàn tác sáp nhập" }).click();
  assert.match(await page.getByRole("status").innerText(), /Đã hoàn tác sáp nhập/);
  await page.context().close();
});
