// The public pages, as anybody sees them.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { checkPage, firstLink, openHouse } from "./harness.mjs";

const house = await openHouse();
after(() => house.close());

const YEAR = "/nam/2021-cum-9";

const pages = [
  { name: "trang-chu", path: "/" },
  { name: "tin", path: "/tin" },
  { name: "nam-2021", path: YEAR },
  { name: "van-ban", path: "/van-ban" },
  { name: "tim-kiem", path: "/tim-kiem?q=ben+tre" },
  { name: "bien-tap", path: `${YEAR}/bien-tap`, as: "editor" },
  { name: "viet-bai", path: `${YEAR}/bien-tap/moi`, as: "editor" },
  { name: "thong-tin-trang", path: "/trang/thong-tin", as: "administrator" },
  { name: "bieu-ngu", path: "/trang/bieu-ngu", as: "administrator" },
  { name: "them-bieu-ngu", path: "/trang/bieu-ngu/moi", as: "administrator" },
  { name: "dang-nhap", path: "/dang-nhap" },
  { name: "ban-lam-viec", path: "/ban-lam-viec", as: "officer" },
  { name: "khong-tim-thay", path: "/khong-co-trang-nay", status: 404 },
];

for (const page of pages) {
  test(`${page.name} is readable on a phone, a desk and paper, in light and dark`, () => checkPage(house, page));
}

test("the article and its original are readable everywhere", async () => {
  const path = await firstLink(house, "/tin", "main h2 a");
  await checkPage(house, { name: "bai-viet", path });
  await checkPage(house, { name: "nguyen-van", path: `${path}/nguyen-van` });
});

test("an editor writes, looks first, keeps, publishes and takes back", async () => {
  const page = await house.newPage({ as: "editor" });
  await page.goto(`${YEAR}/bien-tap/moi`);
  await page.getByRole("button", { name: "Lưu bản nháp" }).click();
  await assert.doesNotReject(page.getByText("Chưa lưu: còn 2 chỗ cần sửa").waitFor());
  await page.getByLabel("Tên bài").fill("Bài thử trên trình duyệt");
  await page.getByLabel("Nội dung", { exact: true }).fill("Các trường làm 45 đề tài.\n\n- ý một\n- ý hai");
  await page.getByRole("button", { name: "Xem trước" }).click();
  assert.equal(await page.locator("main section li").count(), 2);
  await page.getByRole("button", { name: "Lưu bản nháp" }).click();
  const desk = new URL(page.url()).pathname;
  await checkPage(house, { name: "bai-tren-ban-bien-tap", path: desk, as: "editor" });
  await page.getByRole("button", { name: "Đăng bài" }).click();
  await page.getByRole("link", { name: "Xem trên trang công khai" }).click();
  const text = await page.locator("main").innerText();
  assert.match(text, /45 đề tài/);
  assert.match(text, /\b52\b/);
  await page.goto(desk);
  await page.getByRole("button", { name: "Gỡ khỏi trang công khai" }).click();
  assert.ok(await page.getByText("Đã gỡ bài khỏi trang công khai").isVisible());
  await page.context().close();
});

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
