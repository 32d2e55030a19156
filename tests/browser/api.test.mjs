// The page of the API: every address on it answers.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { checkPage, openHouse } from "./harness.mjs";

const house = await openHouse();
after(() => house.close());

test("api is readable on a phone, a desk and paper, in light and dark", () =>
  checkPage(house, { name: "api", path: "/api" }));

test("every address that the page opens answers with JSON, to somebody who is not signed in", async () => {
  const page = await house.newPage({ javaScriptEnabled: false });
  await page.goto("/api");
  const links = await page.locator("main a").all();
  const addresses = await Promise.all(links.map((link) => link.getAttribute("href")));
  assert.ok(addresses.length > 2, addresses.join(" "));
  for (const address of addresses) {
    const answer = await page.request.get(address ?? "");
    assert.equal(answer.status(), 200, address ?? "");
    assert.match(answer.headers()["content-type"] ?? "", /json/, address ?? "");
    await answer.json();
  }
  await page.context().close();
});

test("the description names every address of the page", async () => {
  const page = await house.newPage();
  const answer = await page.request.get("/api/v1/openapi.json");
  const described = Object.keys((await answer.json()).paths);
  await page.goto("/api");
  const text = await page.locator("main").innerText();
  for (const path of described) assert.ok(text.includes(`GET ${path}`), path);
  await page.context().close();
});
