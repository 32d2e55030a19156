// A person without a browser: keeps cookies, fills in the forms that the pages show, by the words of their labels.

/** @typedef {{ status: number, text: string, location: string | null }} Answer */

export class Visitor {
  /** @param {string} address */
  constructor(address) {
    this.address = address;
    /** @type {Map<string, string>} */
    this.cookies = new Map();
  }

  /**
   * @param {string} path
   * @param {RequestInit} [request]
   * @returns {Promise<Answer>}
   */
  async ask(path, request = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(new URL(path, this.address), {
      ...request,
      redirect: "manual",
      headers: { ...(cookie ? { cookie } : {}), origin: this.address },
    });
    answer.headers.getSetCookie().forEach((line) => this.#keep(line));
    return { status: answer.status, text: await answer.text(), location: answer.headers.get("location") };
  }

  /** @param {string} line */
  #keep(line) {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    const gone = /max-age=0(;|$)/i.test(line);
    if (gone) this.cookies.delete(pair.slice(0, at));
    else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }

  /**
   * Opens the page, fills in its form and sends it.
   * @param {string} path
   * @param {Record<string, string>} values by the words of the labels
   */
  async submit(path, values) {
    const page = await this.ask(path);
    if (page.status !== 200) throw new Error(`${path} answers ${page.status}`);
    const form = findForm(page.text, Object.keys(values));
    if (!form) throw new Error(`${path} has no form with ${Object.keys(values).join(", ")}`);
    const fields = form.fields;
    for (const [label, value] of Object.entries(values)) fields.set(form.names.get(label) ?? "", value);
    return this.ask(form.action ?? path, { method: "POST", body: form.multipart ? asFormData(fields) : new URLSearchParams([...fields]) });
  }

  /** @param {import("./program.mjs").Account} account */
  async signIn(account) {
    const answer = await this.submit("/dang-nhap", { "Tên đăng nhập": account.name, "Mật khẩu": account.password });
    if (answer.status !== 303) throw new Error(`${account.kind} cannot sign in: ${answer.status}`);
  }
}

/** @param {Map<string, string>} fields */
function asFormData(fields) {
  const data = new FormData();
  for (const [name, value] of fields) data.set(name, value);
  return data;
}

/**
 * The first form that has all these labels.
 * @param {string} html
 * @param {string[]} labels
 */
function findForm(html, labels) {
  for (const [, head = "", body = ""] of html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)) {
    const names = namesByLabel(body);
    if (!labels.every((label) => names.has(label))) continue;
    const action = attribute(head, "action");
    return { action, names, fields: filledFields(body), multipart: head.includes("multipart/form-data") };
  }
  return undefined;
}

/**
 * The name of each labelled control. A label may say more in further elements; its first words count.
 * @param {string} body
 */
function namesByLabel(body) {
  /** @type {Map<string, string>} */
  const names = new Map();
  for (const [, head = "", text = ""] of body.matchAll(/<label\b([^>]*)>([\s\S]*?)<\/label>/g)) {
    const id = attribute(head, "for");
    const control = [...body.matchAll(/<(?:input|select|textarea)\b([^>]*)>/g)].find(([, found = ""]) => attribute(found, "id") === id);
    const name = control && attribute(control[1] ?? "", "name");
    if (name) names.set(unescape(text.trim().split("<")[0] ?? "").trim(), name);
  }
  return names;
}

/**
 * What a browser would send if nobody typed anything.
 * @param {string} body
 */
function filledFields(body) {
  /** @type {Map<string, string>} */
  const fields = new Map();
  for (const [, head = ""] of body.matchAll(/<input\b([^>]*)>/g)) {
    const name = attribute(head, "name");
    const sent = !/type="?(file|submit|button)/.test(head) && (!/type="?(radio|checkbox)/.test(head) || /\bchecked\b/.test(head));
    if (name && sent) fields.set(name, attribute(head, "value") ?? "");
  }
  for (const [, head = "", options = ""] of body.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const all = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, option = ""]) => option);
    const chosen = all.find((option) => /\bselected\b/.test(option)) ?? all.find((option) => attribute(option, "value"));
    const name = attribute(head, "name");
    if (name && chosen !== undefined) fields.set(name, attribute(chosen, "value") ?? "");
  }
  for (const [, head = "", text = ""] of body.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    const name = attribute(head, "name");
    if (name) fields.set(name, unescape(text));
  }
  return fields;
}

/**
 * @param {string} head
 * @param {string} name
 */
function attribute(head, name) {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(head);
  return found ? unescape(found[1] ?? "") : undefined;
}

/** @param {string} text */
function unescape(text) {
  const named = { amp: "&", lt: "<", gt: ">", quot: '"' };
  return text
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&(amp|lt|gt|quot);/g, (_, name) => named[/** @type {keyof typeof named} */ (name)]);
}
