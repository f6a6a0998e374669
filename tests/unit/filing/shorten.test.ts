import { expect, test } from 'vitest';
import type { Cards, Letter, Register } from '../../../electron/filing/document';
import { previewRows as most, shortened } from '../../../electron/filing/shorten';

const previewRows = most.pages;

const register = (rows: number): Register => ({
  type: 'register',
  head: { code: 'F07', title: '清单', draft: true, paper: { size: 'A3', orientation: 'landscape' }, enterprise: '示范厂' },
  sections: [
    {
      title: '清单',
      table: { columns: [{ key: 'no', title: '序号', width: 4 }], rows: Array.from({ length: rows }, (_, at) => [at + 1]) },
    },
  ],
});

test('a preview shows the first rows and says how many there are', () => {
  const long = register(previewRows + 400);
  const [section] = (shortened(long, 'pages') as Register).sections;
  expect(section!.table.rows).toHaveLength(previewRows);
  expect(section!.notes?.[0]).toContain(`共 ${previewRows + 400} 行`);
  expect((shortened(long, 'sheet') as Register).sections[0]!.table.rows).toHaveLength(most.sheet);
  expect(long.sections[0]!.table.rows).toHaveLength(previewRows + 400);
});

test('a paper that fits stays as it is', () => {
  const whole = register(previewRows);
  expect(shortened(whole, 'pages')).toBe(whole);
});

test('tables of a report and notice cards are cut likewise, each saying so', () => {
  const [section] = register(previewRows + 1).sections;
  const letter: Letter = { type: 'letter', head: register(0).head, blocks: [{ type: 'table', table: section!.table }] };
  const [table, note] = (shortened(letter, 'pages') as Letter).blocks;
  expect(table).toMatchObject({ table: { rows: section!.table.rows.slice(0, previewRows) } });
  expect(note).toMatchObject({ type: 'note', text: expect.stringContaining(`共 ${previewRows + 1} 行`) });
  const card = { name: '喷漆房', place: '', level: '', rows: [], signs: [], foot: '编制日期' };
  const cards: Cards = { type: 'cards', head: letter.head, perPage: 4, cards: Array.from({ length: 100 }, () => card) };
  const shown = (shortened(cards, 'pages') as Cards).cards;
  expect(shown.length).toBeLessThan(100);
  expect(shown.at(-1)!.foot).toContain('共 100 张');
});

test('a letter of very many tables shows the first of them and its last chapter', () => {
  const [{ table }] = register(100).sections as [Register['sections'][number]];
  const part = (at: number): Letter['blocks'] => [
    { type: 'heading', level: 2, text: `岗位${at}` },
    { type: 'table', table },
  ];
  const chapter = (text: string) => ({ type: 'heading', level: 1, text }) as const;
  const letter = (parts: number): Letter => ({
    type: 'letter',
    head: register(0).head,
    blocks: [
      chapter('清单'),
      ...Array.from({ length: parts }, (_, at) => part(at)).flat(),
      chapter('公示'),
      { type: 'paragraph', text: '现予公示' },
    ],
  });
  const few = letter(60);
  expect(shortened(few, 'pages')).toBe(few);
  const { blocks } = shortened(letter(400), 'pages') as Letter;
  expect(blocks.filter(({ type }) => type === 'table')).toHaveLength(61);
  expect(blocks.slice(-3)).toMatchObject([{ type: 'note' }, { text: '公示' }, { text: '现予公示' }]);
});
