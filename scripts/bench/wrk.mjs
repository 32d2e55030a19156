// One run of wrk.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

const start = promisify(execFile);

/**
 * @param {string} url
 * @param {number} seconds
 * @returns {Promise<{ requests: number, perSecond: number }>}
 */
export async function wrk(url, seconds) {
  const { stdout } = await start("wrk", ["-t1", "-c16", `-d${seconds}s`, url]);
  if (/Non-2xx|Socket errors/.test(stdout)) throw new Error(`${url}:\n${stdout}`);
  return {
    requests: number(stdout, /(\d+) requests in/),
    perSecond: number(stdout, /Requests\/sec:\s+([\d.]+)/),
  };
}

/**
 * @param {string} text
 * @param {RegExp} pattern
 */
function number(text, pattern) {
  const found = pattern.exec(text);
  if (!found) throw new Error(`wrk did not print ${pattern}:\n${text}`);
  return Number(found[1]);
}
