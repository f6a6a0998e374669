import type { Block, Cards, Document, Letter, Register, Table } from './document';

/**
 * Rows of a table that a preview shows: as one sheet that is laid out at once while something is typed, and as printed pages.
 * A page of 100,000 would not fit a window's memory, and thousands of cells laid out at once would hold the window up.
 */
export const previewRows = { sheet: 60, pages: 600 } as const;
type View = keyof typeof previewRows;
/** Rows of all tables of a letter together, in so many times those of one. */
const tablesShown = 10;
/** Notice cards that a preview shows. */
const previewCards = { sheet: 12, pages: 60 } as const;

const noteOf = (shown: number, all: number, unit: '行' | '张'): string =>
  `预览只列出前 ${shown} ${unit}，共 ${all} ${unit}；出件和送审稿里全部列出。`;
const isLong = ({ rows }: Table, most: number): boolean => rows.length > most;
const firstRows = (table: Table, most: number): Table => ({ ...table, rows: table.rows.slice(0, most) });

/** A paper cut to what a preview shows, saying so; the issued paper is always whole. What fits stays as it is. */
export function shortened(document: Document, view: View): Document {
  switch (document.type) {
    case 'register':
      return shortRegister(document, previewRows[view]);
    case 'letter':
      return shortLetter(document, previewRows[view]);
    case 'cards':
      return shortCards(document, previewCards[view]);
    case 'picture':
    case 'board':
      return document;
  }
}

function shortRegister(register: Register, most: number): Register {
  if (!register.sections.some(({ table }) => isLong(table, most))) return register;
  const sections = register.sections.map((section) =>
    isLong(section.table, most)
      ? {
          ...section,
          table: firstRows(section.table, most),
          notes: [noteOf(most, section.table.rows.length, '行'), ...(section.notes ?? [])],
        }
      : section,
  );
  return { ...register, sections };
}

function shortLetter(whole: Letter, most: number): Letter {
  const letter = withoutRest(whole, most);
  if (!letter.blocks.some((block) => block.type === 'table' && isLong(block.table, most))) return letter;
  const blocks = letter.blocks.flatMap((block): Block[] =>
    block.type === 'table' && isLong(block.table, most)
      ? [
          { ...block, table: firstRows(block.table, most) },
          { type: 'note', text: noteOf(most, block.table.rows.length, '行') },
        ]
      : [block],
  );
  return { ...letter, blocks };
}

/** A letter of very many tables: those behind so many rows are left out, up to its last chapter. */
function withoutRest(letter: Letter, most: number): Letter {
  let rows = 0;
  const from = letter.blocks.findIndex((block) => {
    rows += block.type === 'table' ? Math.min(block.table.rows.length, most) : 0;
    return rows > most * tablesShown && block.type === 'heading';
  });
  const last = letter.blocks.findLastIndex((block) => block.type === 'heading' && block.level === 1);
  if (from < 0 || from >= last) return letter;
  const note: Block = { type: 'note', text: '预览只列出前面一部分；出件和送审稿里全部列出。' };
  return { ...letter, blocks: [...letter.blocks.slice(0, from), note, ...letter.blocks.slice(last)] };
}

/** Cards have no place for notes: the last one shown says how many there are. */
function shortCards(paper: Cards, most: number): Cards {
  if (paper.cards.length <= most) return paper;
  const cards = paper.cards.slice(0, most);
  const last = cards.at(-1)!;
  return { ...paper, cards: [...cards.slice(0, -1), { ...last, foot: noteOf(most, paper.cards.length, '张') }] };
}
