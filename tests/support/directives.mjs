// The write that the crash test and the bench repeat: one directive entered into the register of the sample year.

import { Visitor } from "./visitor.mjs";

/** The page with the form "Vào sổ văn bản đến". */
const FORM = "/nam/2022-cum-9/van-ban-chi-dao/moi";

/** The program answered, and said no. */
export class Refused extends Error {}

/**
 * Enters a directive; the answer is its page, by which the program says that it is kept.
 * @param {Visitor} visitor signed in as the office of the head
 * @param {number} number of the directive
 * @param {string} subject trích yếu, by which it is known again
 */
export async function enterDirective(visitor, number, subject) {
  const answer = await visitor.submit(FORM, {
    "Số, ký hiệu": `${number}-CV/HVCTQG`,
    "Cơ quan ban hành": "Giám đốc Học viện Chính trị quốc gia Hồ Chí Minh",
    "Ngày ban hành": "15/3/2022",
    "Trích yếu": subject,
  });
  if (answer.status === 303 && answer.location) return answer.location;
  throw new Refused(`the directive was refused with ${answer.status}`);
}
