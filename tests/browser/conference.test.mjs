// The conferences of 2021, as a plain member and as the office of the head of that year.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { checkPage, openHouse } from "./harness.mjs";

const house = await openHouse();
after(() => house.close());

const MEETINGS = "/nam/2021-cum-9/hoi-nghi";

const summary = await summaryOf("head-2021");

const pages = [
  { name: "hoi-nghi", path: MEETINGS, as: "officer" },
  { name: "hoi-nghi-tong-ket", path: summary, as: "officer" },
  { name: "hoi-nghi-tong-ket-thuong-truc", path: summary, as: "head-2021" },
  { name: "hoi-nghi-moi", path: `${MEETINGS}/moi`, as: "head-2021" },
  { name: "hoi-nghi-chuong-trinh", path: `${summary}/chuong-trinh`, as: "head-2021" },
  { name: "hoi-nghi-khach-moi", path: `${summary}/khach-moi`, as: "head-2021" },
  { name: "hoi-nghi-diem-danh", path: `${summary}/diem-danh`, as: "head-2021" },
  { name: "hoi-nghi-tu-diem-danh", path: `${summary}/diem-danh/ben-tre`, as: "officer" },
  { name: "hoi-nghi-phat-bieu", path: `${summary}/phat-bieu`, as: "head-2021" },
  { name: "hoi-nghi-giao-viec", path: `${summary}/giao-viec`, as: "head-2021" },
  { name: "hoi-nghi-viec", path: `${MEETINGS}/viec`, as: "officer" },
];

for (const page of pages) {
  test(`${page.name} is readable on a phone, a desk and paper, in light and dark`, () => checkPage(house, page));
}

test("a task is given by the head's office and closed by the unit that answers for it", async () => {
  const head = await house.newPage({ as: "head-2021" });
  await head.goto(`${summary}/giao-viec`);
  await head.getByLabel("Loại").selectOption("Kết luận của hội nghị");
  await head.getByLabel("Nội dung").fill("Gửi báo cáo bổ sung về số đề tài");
  await head.getByLabel("Đơn vị thực hiện").selectOption("Trường Chính trị tỉnh Bến Tre");
  await head.getByRole("button", { name: "Giao việc" }).click();
  await head.getByText("Đã giao việc.").waitFor();
  await head.context().close();

  const officer = await house.newPage({ as: "officer" });
  await officer.goto(`${MEETINGS}/viec?loc=cua-toi`);
  await officer.getByRole("link", { name: "Gửi báo cáo bổ sung về số đề tài" }).click();
  await officer.getByLabel("Kết quả").fill("Đã gửi báo cáo.");
  await officer.getByRole("button", { name: "Ghi việc đã xong" }).click();
  await officer.getByText("Đã ghi nhận việc xong.").waitFor();
  const text = await officer.locator("main").innerText();
  assert.match(text, /Đã xong/);
  await officer.context().close();
});

test("a wrong form is told everything at once and stays readable", async () => {
  const page = await house.newPage({ as: "head-2021" });
  await page.goto(`${MEETINGS}/moi`);
  await page.getByLabel("Ngày họp").fill("31/11/2021");
  await page.getByLabel("Kết thúc lúc").fill("25:00");
  await page.getByRole("button", { name: "Thêm hội nghị" }).click();
  const summaryText = await page.getByRole("alert").innerText();
  assert.match(summaryText, /Tháng 11 chỉ có 30 ngày/);
  assert.match(summaryText, /Không có 25 giờ/);
  assert.equal(await page.getByLabel("Ngày họp").inputValue(), "31/11/2021");
  await page.context().close();
});

/**
 * The address of the summary conference.
 * @param {string} as
 */
async function summaryOf(as) {
  const page = await house.newPage({ as });
  await page.goto(MEETINGS);
  const href = await page.getByRole("link", { name: /tổng kết/ }).getAttribute("href");
  await page.context().close();
  assert.ok(href, "the year 2021 has a summary conference");
  return href;
}
