import type { CellStyle, WriteSheet } from 'hucre/xlsx';
import type { Column, DocumentHead } from '../document';
import { alignOf, headerLine, registerMargins } from './layout';
import { levelFill } from './level';

type Font = NonNullable<CellStyle['font']>;

const line = { style: 'thin', color: { rgb: '000000' } } as const;
const box: NonNullable<CellStyle['border']> = { top: line, right: line, bottom: line, left: line };
/** Body size of a register in points; the line height belongs to it. */
export const bodySize = 10;
export const lineHeight = 14.2;

const song = (size: number, bold = false): Font => ({ name: '宋体', size, bold, charset: 134 });
const hei = (size: number): Font => ({ name: '黑体', size, charset: 134 });

export const titleStyle: CellStyle = { font: hei(18), alignment: { horizontal: 'center', vertical: 'center', wrapText: true } };
export const factStyle: CellStyle = { font: song(11), alignment: { horizontal: 'left', vertical: 'center', wrapText: true } };
export const noteStyle: CellStyle = { font: song(9), alignment: { horizontal: 'left', vertical: 'top', wrapText: true } };
export const signStyle: CellStyle = { font: song(11), alignment: { horizontal: 'left', vertical: 'center', wrapText: true } };
export const headStyle: CellStyle = {
  font: hei(bodySize),
  border: box,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E7E6E6' } },
};
export const emptyStyle: CellStyle = { font: song(bodySize), border: box, alignment: { horizontal: 'center', vertical: 'center' } };

/** Ground of a cell that is to be filled in. */
const entryFill = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF8DC' } } as const;

/** Style of a body cell; `asText` keeps Excel from turning it into a formula or a number when somebody edits it. */
export function bodyStyle(column: Column, word: string, { bold = false, size = bodySize, asText = false } = {}): CellStyle {
  const level = column.kind === 'level' ? levelFill(word) : undefined;
  const entry = bold ? undefined : column.entry;
  const font = song(size, bold || level !== undefined);
  return {
    font: level ? { ...font, color: { rgb: level.text } } : font,
    border: box,
    alignment: { horizontal: alignOf(column), vertical: 'center', wrapText: true },
    ...(level ? { fill: { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { rgb: level.fill } } } : {}),
    ...(column.kind === 'date' ? { numFmt: 'yyyy-mm-dd' } : asText || entry?.kind === 'text' ? { numFmt: '@' } : {}),
    ...(entry ? { fill: entryFill, protection: { locked: false } } : {}),
  };
}

const inches = (mm: number): number => Math.round((mm / 25.4) * 100) / 100;

export function pageSetup(head: DocumentHead): WriteSheet['pageSetup'] {
  const { top, right, bottom, left } = registerMargins;
  return {
    paperSize: head.paper.size === 'A3' ? 'a3' : 'a4',
    orientation: head.paper.orientation,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    margins: {
      top: inches(top + 3),
      right: inches(right),
      bottom: inches(bottom + 2),
      left: inches(left),
      header: inches(7),
      footer: inches(7),
    },
  };
}

/** `&` starts a code in headers and footers, so one in a text is doubled. */
const literal = (text: string): string => text.replaceAll('&', '&&');
const small = '&"宋体,常规"&9 ';

export function headerFooter(head: DocumentHead): WriteSheet['headerFooter'] {
  const { left, right } = headerLine(head);
  const made = head.generatedBy ? `&R${small}${literal(head.generatedBy)}` : '';
  return {
    oddFooter: `&C${small}第 &P 页 共 &N 页${made}`,
    ...(left || right ? { oddHeader: `${left ? `&L${small}${literal(left)}` : ''}${right ? `&R${small}${literal(right)}` : ''}` } : {}),
  };
}
