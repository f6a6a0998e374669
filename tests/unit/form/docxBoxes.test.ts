import { expect, it } from 'vitest';
import { plainValue } from '../../../db/domain/form/form';
import { docxMapping } from '../../../db/domain/form/docxForm';
import { fillDocx } from '../../../electron/form/docxFill';
import { docxFinding } from '../../../electron/form/docxFinding';
import { readDocxForm } from '../../../electron/form/docxForm';
import { proposeDocx } from '../../../electron/form/docxPropose';
import { formValues } from '../../../electron/form/fields';
import { boxedDocx, wbox } from '../../support/boxedDocx';
import { docxOfParts, wp, wr, wrow, wtable } from '../../support/docxParts';
import { unzip } from '../filing/archive';
import { sampleF08 } from '../filing/sample';

const values = formValues(sampleF08(6))!;
const documentOf = async (bytes: Uint8Array): Promise<string> => (await unzip(bytes)).get('word/document.xml')!.text;
const times = (text: string, part: string): number => text.split(part).length - 1;

it('reads and fills text boxes, in the drawing and in its copy for older programs', async () => {
  const bytes = await boxedDocx();
  const form = await readDocxForm(bytes, '报告表.docx');
  const inBoxes = form.blanks.filter(({ place }) => place.includes('/x'));
  expect(inBoxes.map(({ place, label }) => [place, label])).toEqual([
    ['document/p1/x1/p1#1', '编号'],
    ['document/p1/x1/p2#1', '密级'],
    ['document/p2/x1/p1#1', '联系人'],
    ['document/p2/x1/p2#1', '电话'],
  ]);
  expect(form.parts.find(({ name }) => name === 'document')!.blocks[1]).toMatchObject({ type: 'box', place: 'document/p1/x1' });
  const mapping = docxMapping.parse(proposeDocx(form, 'F08'));
  const own = mapping.places.find(({ place }) => place === 'document/p2/x1/p1#1')!;
  expect(own.value).toEqual(plainValue('filledBy'));
  own.value = { ...plainValue('filledBy'), text: '{filledBy}（经办）' };
  const filled = await fillDocx(bytes, '报告表.docx', mapping, values);
  expect(filled.notes).toEqual([]);
  const text = await documentOf(filled.bytes);
  expect(times(text, `${String(values.head['filledBy'])}（经办）`)).toBe(2);
  expect(text).toContain(`>${String(values.head['enterprise'])}<`);
  // The same form read again says the same in both.
  expect((await readDocxForm(filled.bytes, '报告表.docx')).notes).toEqual([]);
});

it('asks beside a figure for its count, and for a name with its number', async () => {
  const mapping = proposeDocx(await readDocxForm(await boxedDocx(), '报告表.docx'), 'F08');
  const at = (label: string): string | undefined => mapping.places.find((place) => place.label === label)?.value.text;
  expect([at('重大风险数'), at('较大风险'), at('一般风险')]).toEqual(['{majorCount}', '{considerableCount}', '{generalCount}']);
  expect(at('责任领导及电话')).toBe('{leaderName}\n{leaderPhone}');
});

it('repeats the rows of a table in a box, takes a box that is empty, and writes beside what hangs on a line', async () => {
  const rows = wtable(2, wrow(['风险点', '责任部门']), wrow(['', '']));
  const body = wp(wbox(rows + wp('')) + wr('单位名称：')) + wp(wr('填报人：') + wbox(wp(''), { id: 2 }));
  const bytes = await docxOfParts({ body });
  const form = await readDocxForm(bytes, '表.docx');
  expect(form.blanks.map(({ place, kind }) => `${place} ${kind}`)).toEqual([
    'document/p1#1 line',
    'document/p1/x1/t1/r2/c1 cell',
    'document/p1/x1/t1/r2/c2 cell',
    'document/p2#1 line',
    'document/p2/x1 cell',
  ]);
  const mapping = proposeDocx(form, 'F08');
  expect(mapping.rows).toMatchObject([{ place: 'document/p1/x1/t1/r2', list: 'risks' }]);
  mapping.places.push({ place: 'document/p2/x1', kind: 'cell', label: '', value: plainValue('period') });
  const text = await documentOf((await fillDocx(bytes, '表.docx', mapping, values)).bytes);
  for (const record of values.lists.risks!) expect(times(text, String(record['riskPoint']))).toBe(2);
  expect(times(text, String(values.head['period']))).toBe(2);
  expect(text).toMatch(new RegExp(`单位名称：</w:t>(?:</w:r><w:r>)?<w:t [^>]*>${String(values.head['enterprise'])}`));
});

it('says of what is wrong in a box that it is in a box', () => {
  const found = docxFinding({ key: 'placeGone', place: 'document/p2/x1/p1#1', label: '联系人', text: '{filledBy}' });
  expect(found.params).toMatchObject({ where: 'box', paragraph: 2 });
});
