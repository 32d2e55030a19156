// The pictures of the README are what the program shows today. `make pictures` takes them anew.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";

import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

import { firstLink, openHouse } from "./harness.mjs";

const house = await openHouse();
after(() => house.close());

const FOLDER = new URL("../../docs/pictures/", import.meta.url);
// Letters drawn by another Chromium differ at their edges.
const MOST_DIFFERENT = 0.03;
const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

const pictures = [
  { name: "bai-viet", path: await firstLink(house, "/tin", 'a[href^="/tin/"]'), viewport: DESK },
  { name: "nguon-so-lieu", path: "/nam/2021-cum-9/nguon/kh_total", viewport: DESK },
  { name: "bang-so-lieu", path: "/nam/2022-cum-9/so-lieu/bang", as: "head", viewport: DESK },
  { name: "nam-2021-dien-thoai", path: "/nam/2021-cum-9", viewport: PHONE },
];

for (const { name, path, as, viewport } of pictures) {
  test(`the README's picture ${name} shows the page as it is`, async () => {
    const page = await house.newPage({ as, viewport });
    await page.goto(path);
    await page.waitForFunction(() => document.fonts.status === "loaded", undefined, { polling: 50 });
    const file = new URL(`${name}.png`, FOLDER);
    const renewed = process.env["THIDUA_PICTURES"] !== undefined;
    const taken = await page.screenshot(renewed ? { path: file.pathname } : {});
    await page.context().close();
    const [kept, now] = [PNG.sync.read(await readFile(file)), PNG.sync.read(taken)];
    assert.deepEqual([kept.width, kept.height], [now.width, now.height]);
    const different = pixelmatch(kept.data, now.data, null, now.width, now.height);
    const share = different / (now.width * now.height);
    assert.ok(share <= MOST_DIFFERENT, `${(share * 100).toFixed(1)} % of the picture is another: make pictures`);
  });
}
