/** Width, case, spaces, punctuation and stars taken away: how head texts are compared. */
export const plainText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '');

export interface HeadText {
  /** Everything, brackets opened. */
  full: string;
  /** Without what stands in brackets. */
  bare: string;
  /** What stands in brackets. */
  remark: string;
}

/**
 * A head cell's words apart from the remarks in brackets (`危险级别   (1级/2级/3级)`), all in plain text.
 * A text that is nothing but brackets keeps them.
 */
export function headText(text: string): HeadText {
  const half = text
    .normalize('NFKC')
    .replace(/[【〔［{]/g, '(')
    .replace(/[】〕］}]/g, ')')
    .replace(/\[/g, '(')
    .replace(/\]/g, ')');
  const remarks: string[] = [];
  // An unclosed bracket reaches to the end of the cell.
  const outside = half.replace(/\(([^()]*)(?:\)|$)/g, (_, remark: string) => {
    remarks.push(remark);
    return '';
  });
  const full = plainText(half);
  const bare = plainText(outside);
  return { full, bare: bare === '' ? full : bare, remark: plainText(remarks.join('')) };
}

/** A head cell on one line, for messages. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
