import { expect, it } from 'vitest';
import type { FormCode } from '../../../db/domain/form/form';
import { readDocxForm } from '../../../electron/form/docxForm';
import { docxShape, proposeDocx } from '../../../electron/form/docxPropose';
import { authorityDocx } from '../../support/authorityDocx';
import { docxOfParts, wp, wrow, wtable } from '../../support/docxParts';

const proposed = async (bytes: Uint8Array, code: FormCode) => {
  const { places, rows } = proposeDocx(await readDocxForm(bytes, 'form.docx'), code);
  return { rows, places: places.map(({ place, label, value }) => `${place} ${label} ${value.text}`) };
};

it('knows what a form asks for by its labels, and which row stands once for each record', async () => {
  const { places, rows } = await proposed(await authorityDocx(), 'F08');
  expect(rows).toEqual([{ place: 'document/t2/r2', label: '风险点、风险等级、管控措施、责任人', list: 'risks', levels: [], none: '无' }]);
  expect(places).toEqual([
    'document/t2/r2/c2 风险点 {riskPoint}',
    'document/t2/r2/c3 风险等级 {level}',
    'document/t2/r2/c4 管控措施 {allMeasures}',
    'document/t2/r2/c5 责任人 {owner}',
    'document/p2#1 填报单位（盖章） {enterprise}',
    'document/p2#2 填报日期 {compiledOn}',
    'document/p3#1 所属期间 {period}',
    'document/t1/r1/c2 单位名称 {enterprise}',
    'document/t1/r2/c2 统一社会信用代码 {uscc}',
    'document/t1/r2/c4 联系电话 {filledPhone}',
    'document/p5#2 联系人 {filledBy}',
    'footer1/p1#1 填报单位 {enterprise}',
  ]);
});

it('tells counts of departments from risks, and totals from lines', async () => {
  const bytes = await docxOfParts({
    body: wtable(
      5,
      wrow(['部门', '重大', '较大', '一般', '低']),
      wrow(['', '', '', '', '']),
      wrow(['', '', '', '', '']),
      wrow(['合计', '', '', '', '']),
    ),
  });
  const { places, rows } = await proposed(bytes, 'F07');
  expect(rows.map(({ list }) => list)).toEqual(['departments']);
  expect(places).toEqual([
    'document/t1/r2/c1 部门 {department}',
    'document/t1/r2/c2 重大 {majorCount}',
    'document/t1/r2/c3 较大 {considerableCount}',
    'document/t1/r2/c4 一般 {generalCount}',
    'document/t1/r2/c5 低 {lowCount}',
    'document/t1/r4/c2 合计／重大 {majorCount}',
    'document/t1/r4/c3 合计／较大 {considerableCount}',
    'document/t1/r4/c4 合计／一般 {generalCount}',
    'document/t1/r4/c5 合计／低 {lowCount}',
  ]);
});

it('leaves places to sign alone, and takes what was said for the same labels before', async () => {
  const bytes = await docxOfParts({ body: wp('主要负责人（签字）：　　　　　联系人：') + wp('监督部门意见：____') });
  const form = await readDocxForm(bytes, 'form.docx');
  expect(proposeDocx(form, 'F07').places.map(({ label }) => label)).toEqual(['联系人']);
  const value = { text: '同意', words: {}, date: '', empty: '' } as const;
  const place = form.blanks.find(({ label }) => label === '监督部门意见')!;
  const known = { places: [{ place: 'document/p9#1', kind: place.kind, label: place.label, value }], rows: [] };
  expect(proposeDocx(form, 'F07', [known]).places.find(({ label }) => label === '监督部门意见')?.value).toEqual(value);
});

it('knows an edition by its words', async () => {
  const [sheet] = docxShape(await readDocxForm(await authorityDocx(), 'form.docx')).sheets;
  expect(sheet).toMatchObject({ name: 'document' });
  expect(sheet!.texts).toContain('鹿原县工贸企业重大安全风险报告表');
  expect(sheet!.texts).toContain('统一社会信用代码');
});
