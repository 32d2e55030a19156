// Reports of figures: a round is opened, a unit enters and sends, the head's office returns and approves.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { checkPage, openHouse } from "./harness.mjs";

const house = await openHouse();
after(() => house.close());

const FIGURES = "/nam/2021-cum-9/so-lieu";
const ROUND = `${FIGURES}/ky/1`;
const REPORT = `${ROUND}/ben-tre`;
const RESEARCH = `${REPORT}/nghien-cuu-khoa-hoc`;

/** @param {string} as @param {string} path */
async function opened(as, path) {
  const page = await house.newPage({ as });
  await page.goto(path);
  return page;
}

before(async () => {
  const page = await opened("head-2021", `${FIGURES}/ky/moi`);
  await page.getByLabel("Ngày chốt số liệu").fill("31/10/2021");
  await page.getByLabel("Hạn gửi").fill("15/11/2021");
  await page.getByRole("button", { name: "Mở kỳ báo cáo" }).click();
  await page.getByText("Đã mở kỳ báo cáo.").waitFor();
  await page.context().close();
});

test("an officer enters a section, and a wrong number is told where it stands", async () => {
  const page = await opened("officer", RESEARCH);
  await page.locator("#kh2a").fill("27.73l");
  await page.getByRole("button", { name: "Lưu số liệu" }).click();
  await page.getByText("Chưa lưu: còn 1 chỗ cần sửa").waitFor();
  assert.equal(await page.locator("#kh2a").inputValue(), "27.73l");
  await page.locator("#kh2a").fill("1");
  await page.locator("#kh2b").fill("1");
  await page.locator("#kh2").fill("3");
  await page.getByRole("button", { name: "Lưu số liệu" }).click();
  await page.getByText("Đã lưu số liệu.").waitFor();
  await page.getByText("chênh lệch 1").first().waitFor();
  await page.context().close();
});

const pages = [
  { name: "bao-cao-ky", path: FIGURES, as: "officer" },
  { name: "bao-cao-mo-ky", path: `${FIGURES}/ky/moi`, as: "head-2021" },
  { name: "bao-cao-bang", path: ROUND, as: "head-2021" },
  { name: "bao-cao-don-vi", path: REPORT, as: "officer" },
  { name: "bao-cao-nhap", path: RESEARCH, as: "officer" },
  { name: "bao-cao-nhap-thay", path: `${RESEARCH}/nhap-thay`, as: "head-2021" },
  { name: "bao-cao-ban-in", path: `${REPORT}/ban-in`, as: "officer" },
];

for (const page of pages) {
  test(`${page.name} is readable on a phone, a desk and paper, in light and dark`, () => checkPage(house, page));
}

test("a department enters its section through a link, without an account", async () => {
  const officer = await opened("officer", `${REPORT}/giao-phong`);
  await officer.getByRole("button", { name: "Tạo liên kết" }).click();
  await officer.getByText("Chưa lưu: còn 2 chỗ cần sửa").waitFor();
  await officer.getByLabel("Phần số liệu").selectOption({ label: "Đào tạo, bồi dưỡng" });
  await officer.getByLabel("Phòng, khoa", { exact: true }).fill("Phòng Quản lý đào tạo");
  await officer.getByRole("button", { name: "Tạo liên kết" }).click();
  const link = await officer.locator("dd.hash").innerText();
  await officer.context().close();
  const path = new URL(link).pathname;
  await checkPage(house, { name: "giao-phong", path: `${REPORT}/giao-phong`, as: "officer" });
  await checkPage(house, { name: "nhap-qua-lien-ket", path });
  const department = await house.newPage({ javaScriptEnabled: false });
  await department.goto(path);
  await department.locator("#dt01a").fill("12");
  await department.getByRole("button", { name: "Lưu số liệu" }).click();
  await department.getByText("Đã lưu số liệu.").waitFor();
  await department.context().close();
});

test("a report with an error is sent with an explanation and returned with reasons", async () => {
  const unit = await opened("officer", REPORT);
  await unit.getByRole("button", { name: "Gửi báo cáo" }).click();
  await unit.getByText("nhưng phải ghi giải trình").first().waitFor();
  await unit.getByLabel("Giải trình").fill("Đang đối chiếu với Phòng Nghiên cứu khoa học.");
  await unit.getByRole("button", { name: "Gửi báo cáo" }).click();
  await unit.getByText("Đã gửi báo cáo số liệu.").waitFor();
  await unit.context().close();
  const head = await opened("head-2021", REPORT);
  assert.match(await head.getByLabel("Lý do ở từng chỉ tiêu").inputValue(), /^KH\.2 /);
  await head.getByRole("button", { name: "Trả lại báo cáo" }).click();
  await head.getByText("Đã trả lại báo cáo cho đơn vị.").waitFor();
  await head.context().close();
  await checkPage(house, { name: "bao-cao-tra-lai", path: REPORT, as: "officer" });
});
