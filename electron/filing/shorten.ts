import type { Block, Cards, Document, Letter, Register, Table } from './document';

/** Rows of a table that a preview shows; a page of 100,000 would not fit a window's memory. */
export const previewRows = 600;
/** Notice cards that a preview shows. */
const previewCards = 60;

const noteOf = (shown: number, all: number, unit: '行' | '张'): string =>
  `预览只列出前 ${shown} ${unit}，共 ${all} ${unit}；出件和送审稿里全部列出。`;
const isLong = ({ rows }: Table): boolean => rows.length > previewRows;
const firstRows = (table: Table): Table => ({ ...table, rows: table.rows.slice(0, previewRows) });

/** A paper cut to what a preview shows, saying so; the issued paper is always whole. What fits stays as it is. */
export function shortened(document: Document): Document {
  switch (document.type) {
    case 'register':
      return shortRegister(document);
    case 'letter':
      return shortLetter(document);
    case 'cards':
      return shortCards(document);
    case 'picture':
      return document;
  }
}

function shortRegister(register: Register): Register {
  if (!register.sections.some(({ table }) => isLong(table))) return register;
  const sections = register.sections.map((section) =>
    isLong(section.table)
      ? {
          ...section,
          table: firstRows(section.table),
          notes: [noteOf(previewRows, section.table.rows.length, '行'), ...(section.notes ?? [])],
        }
      : section,
  );
  return { ...register, sections };
}

function shortLetter(letter: Letter): Letter {
  if (!letter.blocks.some((block) => block.type === 'table' && isLong(block.table))) return letter;
  const blocks = letter.blocks.flatMap((block): Block[] =>
    block.type === 'table' && isLong(block.table)
      ? [
          { ...block, table: firstRows(block.table) },
          { type: 'note', text: noteOf(previewRows, block.table.rows.length, '行') },
        ]
      : [block],
  );
  return { ...letter, blocks };
}

/** Cards have no place for notes: the last one shown says how many there are. */
function shortCards(paper: Cards): Cards {
  if (paper.cards.length <= previewCards) return paper;
  const cards = paper.cards.slice(0, previewCards);
  const last = cards.at(-1)!;
  return { ...paper, cards: [...cards.slice(0, -1), { ...last, foot: noteOf(previewCards, paper.cards.length, '张') }] };
}
