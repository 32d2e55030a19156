// nginx with one file: the bytes of a page of ours, sent with the same headers.

import { spawn } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { temporaryFolder } from "../../tests/support/program.mjs";

/** What nginx writes itself, or what belongs to the connection. */
const NOT_COPIED = ["connection", "content-length", "content-type", "date", "keep-alive", "server", "transfer-encoding"];

/**
 * Serves what the page answers now.
 * @param {string} page
 */
export async function serveTheSame(page) {
  const answer = await fetch(page, { headers: { "accept-encoding": "identity" } });
  const folder = await temporaryFolder();
  const port = await freePort();
  await mkdir(join(folder.path, "public"));
  await writeFile(join(folder.path, "public", "page"), Buffer.from(await answer.arrayBuffer()));
  await writeFile(join(folder.path, "nginx.conf"), configuration(port, answer.headers));
  await chmod(folder.path, 0o755);
  const nginx = spawn("nginx", ["-p", folder.path, "-c", "nginx.conf", "-e", "stderr"], { stdio: "inherit" });
  const url = `http://127.0.0.1:${port}/page`;
  await untilServed(url);
  const stop = async () => {
    const ended = new Promise((done) => nginx.once("exit", done));
    nginx.kill("SIGTERM");
    await ended;
    await folder.remove();
  };
  return { url, stop };
}

/**
 * What nginx is quickest with: no log, open files kept, connections never closed.
 * @param {number} port
 * @param {Headers} headers
 */
function configuration(port, headers) {
  const copied = [...headers].filter(([name]) => !NOT_COPIED.includes(name));
  const lines = copied.map(([name, value]) => `add_header ${name} "${value.replace(/["\\]/g, "\\$&")}";`);
  return `
daemon off;
pid nginx.pid;
error_log stderr crit;
worker_processes auto;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  default_type "${headers.get("content-type")}";
  server_tokens off;
  sendfile on;
  tcp_nopush on;
  etag off;
  if_modified_since off;
  max_ranges 0;
  keepalive_requests 1000000000;
  open_file_cache max=16;
  server {
    listen 127.0.0.1:${port};
    root public;
    add_header Last-Modified "";
    ${lines.join("\n    ")}
  }
}
`;
}

/** @param {string} url */
async function untilServed(url) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error("nginx does not serve the page");
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => found(port));
    });
  });
}
