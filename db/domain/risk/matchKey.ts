/**
 * Key by which the same risk is found again in another sheet: width, case, spaces and punctuation do not count, except
 * between digits: 1-1#皮带机 and 11#皮带机 are two machines.
 */
export const matchKey = (riskPoint: string, step: string, hazardSource: string): string =>
  [riskPoint, step, hazardSource].map(bare).join('|');

// Most texts need no work at all, and an import asks for a hundred thousand of them.
export const bare = (text: string): string => (/^[\u4e00-\u9fa5a-z0-9]*$/.test(text) ? text : stripped(text));

/** What nearly all texts are made of: nothing in it has another width, and what is no letter and no digit is punctuation. */
const common = /^[\u4e00-\u9fa5\x20-\x7e\n，。、；：（）！？“”‘’《》【】—]*$/;

function stripped(text: string): string {
  // Classes of Unicode are several times slower than plain ranges.
  if (common.test(text) && !/\d[^\u4e00-\u9fa5a-zA-Z\d]+\d/.test(text)) return text.toLowerCase().replace(/[^\u4e00-\u9fa5a-z\d]+/g, '');
  const folded = text.normalize('NFKC').toLowerCase();
  // Texts without digits, most of them, have nothing to keep apart.
  const parted = /\d/.test(folded) ? folded.replace(/(?<=\d)[\s\p{P}\p{S}]+(?=\d)/gu, '\0') : folded;
  return parted.replace(/[\s\p{P}\p{S}]+/gu, '').replaceAll('\0', '-');
}
