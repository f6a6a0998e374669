import { childrenOf, gridCells, type GridCell, type LocatedRow } from './docxForm';
import { paragraphText, written } from './docxText';
import { child, spliced, type Splice, type XmlNode } from './docxXml';

/**
 * A row of a table once for each record. Empty rows of the same kind that the form keeps below are used up first.
 * @param lines the places that change in the row, record by record
 * @param isTaken rows that something else is written in
 */
export function repeated(xml: string, row: LocatedRow, lines: readonly Splice[][], isTaken: (row: XmlNode) => boolean): Splice[] {
  const cells = gridCells(xml, row.node);
  const following = row.all.slice(row.at + 1);
  const spare = sparesOf(xml, cells, following, isTaken);
  const below = following[0] === undefined ? [] : gridCells(xml, following[0]);
  const texts = lines.map((splices, at) =>
    at === 0 ? spliced(xml, splices, row.node.start, row.node.end) : cloned(xml, row.node, cells, below, splices, at),
  );
  return [
    { from: row.node.start, to: row.node.end, text: texts.join('') },
    ...spare.slice(0, Math.max(0, lines.length - 1)).map(({ start, end }) => ({ from: start, to: end, text: '' })),
  ];
}

const filler = /^[\d０-９]*$|^[.…．·\s]+$/u;

/** Rows behind a row that are as empty as it is. */
function sparesOf(xml: string, cells: readonly GridCell[], following: readonly XmlNode[], isTaken: (row: XmlNode) => boolean): XmlNode[] {
  const end = following.findIndex((row) => {
    if (isTaken(row)) return true;
    const others = gridCells(xml, row);
    return (
      others.length !== cells.length ||
      others.some((other, n) => {
        const own = cells[n]!;
        return other.from !== own.from || other.columns !== own.columns || !(filler.test(other.text) || other.text === own.text);
      })
    );
  });
  return following.slice(0, end < 0 ? following.length : end);
}

/** The row again, for another record: what must be there once only is left out, running numbers go on, merged cells go on downwards. */
function cloned(
  xml: string,
  row: XmlNode,
  cells: readonly GridCell[],
  below: readonly GridCell[],
  splices: readonly Splice[],
  at: number,
): string {
  const own: Splice[] = [];
  for (const cell of cells) {
    const goesDown = !cell.goesOn && below.some((one) => one.goesOn && one.from === cell.from && one.columns === cell.columns);
    if (goesDown) own.push({ from: cell.node.start, to: cell.node.end, text: lowerPart(xml, cell.node) });
    else if (/^[0-9]{1,5}$/.test(cell.text)) own.push(...numbered(xml, cell, at));
  }
  const kept = splices.filter(({ from, to }) => !own.some((splice) => from >= splice.from && to <= splice.to));
  return spliced(xml, [...kept, ...own], row.start, row.end)
    .replace(/\sw14:(?:paraId|textId)="[^"]*"/g, '')
    .replace(/<w:(?:bookmarkStart|bookmarkEnd|commentRangeStart|commentRangeEnd|commentReference)\s[^>]*\/>/g, '')
    .replace(/(<w:sdtPr>(?:(?!<\/w:sdtPr>).)*?)<w:id\s[^>]*\/>/gs, '$1');
}

/** The part of a merged cell in a lower row. */
function lowerPart(xml: string, cell: XmlNode): string {
  const properties = child(cell, 'w:tcPr')!;
  const merge = child(properties, 'w:vMerge')!;
  const look = xml.slice(properties.start, merge.start) + '<w:vMerge/>' + xml.slice(merge.end, properties.end);
  return `${xml.slice(cell.start, cell.open)}${look}<w:p/></w:tc>`;
}

/** A running number that the form printed in its first row. */
function numbered(xml: string, cell: GridCell, at: number): Splice[] {
  const paragraph = childrenOf(cell.node, 'w:p')
    .map((node) => paragraphText(xml, node))
    .find(({ text }) => text.trim() !== '');
  if (paragraph === undefined) return [];
  return written(xml, paragraph, [{ from: 0, to: paragraph.text.length, text: String(Number(cell.text) + at) }]);
}
