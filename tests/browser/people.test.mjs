// Accounts, the contact book, and handing over, as people walk through them.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { assertAccessible, assertNoSidewaysOverflow, checkPage, openHouse, picture } from "./harness.mjs";

const house = await openHouse();
after(() => house.close());

const BOOK = "/nam/2022-cum-9/danh-ba";

const pages = [
  { name: "tai-khoan", path: "/tai-khoan", as: "officer" },
  { name: "doi-mat-khau", path: "/tai-khoan/mat-khau", as: "officer" },
  { name: "ma-xac-thuc", path: "/tai-khoan/ma-xac-thuc", as: "officer" },
  { name: "nguoi-dung", path: "/nguoi-dung", as: "administrator" },
  { name: "nguoi-dung-moi", path: "/nguoi-dung/moi", as: "administrator" },
  { name: "ban-giao", path: "/ban-giao", as: "leader" },
  { name: "danh-ba-trong", path: BOOK, as: "officer" },
  { name: "dau-moi-moi", path: `${BOOK}/ben-tre/moi`, as: "officer" },
];

for (const page of pages) {
  test(`${page.name} is readable on a phone, a desk and paper, in light and dark`, () => checkPage(house, page));
}

test("an officer enters a contact on a phone, is told of a mistyped number, and finds the contact in the book", async () => {
  const page = await house.newPage({ as: "officer", viewport: { width: 390, height: 800 } });
  await page.goto(`${BOOK}/ben-tre/moi`);
  await page.getByLabel("Họ và tên").fill("Nguyễn Văn Mẫu");
  await page.getByLabel("Chức vụ").fill("Trưởng phòng Tổ chức, Hành chính");
  await page.getByLabel("Điện thoại", { exact: true }).fill("091234567");
  await page.getByRole("button", { name: "Lưu đầu mối" }).click();
  await page.getByText("Số điện thoại có 9 chữ số").first().waitFor();
  await assertAccessible(page, "the refused contact");
  await picture(page, "dau-moi-sai-390");
  await page.getByLabel("Điện thoại", { exact: true }).fill("0912345678");
  await page.getByLabel("Zalo dùng số điện thoại trên").check();
  await page.getByRole("button", { name: "Lưu đầu mối" }).click();
  await page.getByText("Đã lưu đầu mối").waitFor();
  await assertNoSidewaysOverflow(page, BOOK);
  await page.context().close();
  await checkPage(house, { name: "danh-ba", path: BOOK, as: "officer" });
});

test("the second factor is set up from a picture and a key in words", async () => {
  const page = await house.newPage({ as: "deputy", viewport: { width: 390, height: 800 } });
  await page.goto("/tai-khoan/ma-xac-thuc");
  await page.getByRole("button", { name: "Lập mã xác thực" }).click();
  await page.getByRole("img").waitFor();
  await page.getByLabel("Mã trên điện thoại").fill("000000");
  await page.getByRole("button", { name: "Bật mã xác thực" }).click();
  await page.getByText("Mã chưa đúng").first().waitFor();
  await assertNoSidewaysOverflow(page, "the second factor");
  await assertAccessible(page, "the second factor");
  await picture(page, "ma-xac-thuc-sai-390");
  await page.context().close();
});

test("a leader hands the officer's work to a new colleague, who changes the one-time password and goes on", async () => {
  const page = await house.newPage({ as: "leader" });
  await page.goto("/ban-giao");
  await page.getByRole("row", { name: "Cán bộ thi đua" }).getByRole("link", { name: "Bàn giao" }).click();
  await page.getByRole("button", { name: "Bàn giao" }).click();
  await page.getByText("Chưa chọn").first().waitFor();
  await page.setViewportSize({ width: 390, height: 800 });
  await assertNoSidewaysOverflow(page, "the refused handover");
  await assertAccessible(page, "the refused handover");
  await picture(page, "ban-giao-sai-390");
  await page.getByLabel("Người nhận", { exact: true }).selectOption({ label: "Người chưa có tài khoản" });
  await page.getByLabel("Họ và tên").fill("Trần Thị Mẫu");
  await page.getByLabel("Tên đăng nhập").fill("ben-tre.can-bo-2");
  await page.getByRole("button", { name: "Bàn giao" }).click();
  await page.getByText("Mật khẩu chỉ hiện một lần này").waitFor();
  await picture(page, "mat-khau-mot-lan-390");
  const password = await page.locator("dd").nth(1).innerText();
  await page.context().close();

  const successor = await house.newPage({ viewport: { width: 390, height: 800 } });
  await successor.goto("/dang-nhap?ve=/ban-lam-viec");
  await successor.getByLabel("Tên đăng nhập").fill("ben-tre.can-bo-2");
  await successor.getByLabel("Mật khẩu").fill(password);
  await successor.getByRole("button", { name: "Đăng nhập" }).click();
  await successor.getByText("Mật khẩu đang dùng chỉ cấp một lần").waitFor();
  await successor.getByLabel("Mật khẩu đang dùng").fill(password);
  await successor.getByLabel("Mật khẩu mới", { exact: true }).fill("con trâu đi trước cái cày");
  await successor.getByLabel("Nhập lại mật khẩu mới").fill("con trâu đi trước cái cày");
  await successor.getByRole("button", { name: "Đổi mật khẩu" }).click();
  await successor.getByText("Đã đổi mật khẩu").waitFor();
  const answer = await successor.goto(`${BOOK}/ben-tre/moi`);
  assert.equal(answer?.status(), 200);
  await successor.context().close();
});
