import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { plainValue } from '../../db/domain/form/form';
import { countyForm } from '../support/forms';
import { newTerminal } from '../support/terminal';
import { newWorkspace } from '../support/workspace';

const request = {
  code: 'F07' as const,
  roundId: null,
  compiledOn: '2026-11-21',
  filledBy: '王安全',
  phone: '0472-1234567',
  preparedBy: '',
  reviewedBy: '',
  approvedBy: '',
  assessedFor: '',
  accidentEdition: '' as const,
};

async function withForm() {
  const workspace = await newWorkspace();
  const { call, folder } = workspace;
  const point = { name: '行车', kind: 'equipment' as const, location: '一跨' };
  for (let at = 0; at < 8; at += 1)
    await call('risk.create', { point, draft: { ...emptyRisk, hazardSource: `断绳 ${at}`, l: 3, e: 6, c: at === 0 ? 40 : 7 } });
  const file = path.join(folder, '县表样.xlsx');
  writeFileSync(file, await countyForm());
  const { value } = await call('form.take', { file });
  return { ...workspace, file, id: value.id! };
}
const opened = async (file: string): Promise<ExcelJS.Worksheet> => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  return book.worksheets[0]!;
};

test('a form is taken with its proposals, kept with its file, undone and redone', async () => {
  const { call, fail, folder, id } = await withForm();
  const { form, mapping, sheets, findings } = await call('form.read', { id });
  expect(form).toMatchObject({ name: '县表样', code: 'F07', kind: 'xlsx', version: 1, file: '县表样.xlsx' });
  expect(mapping.tables[0]!.columns).toHaveLength(11);
  expect(findings).toEqual([]);
  expect(sheets.map(({ name }) => name)).toEqual(['风险清单', '汇总', '填表说明']);
  expect(await call('form.list', {})).toMatchObject([{ name: '县表样', authority: null, filled: 0, validTo: null }]);
  await call('history.undo', {});
  expect(await call('form.list', {})).toEqual([]);
  await call('history.redo', {});
  expect(await call('form.list', {})).toHaveLength(1);

  const csv = path.join(folder, '清单.csv');
  writeFileSync(csv, '编号,名称\n1,2\n');
  expect(await fail('form.take', { file: csv })).toMatchObject({ code: 'INVALID', key: 'intake:failure.formKind' });
  expect(await fail('form.take', { file: path.join(folder, '没有.xlsx') })).toMatchObject({ code: 'NOT_FOUND' });
});

test('an issued paper is put into the form once, from its frozen dossier', async () => {
  const { call, folder, id } = await withForm();
  const { value } = await call('filing.issue', { request, gapReason: '试' });
  await call('risk.create', {
    point: { name: '新', kind: 'place', location: '' },
    draft: { ...emptyRisk, hazardSource: '后加的', l: 1, e: 1, c: 1 },
  });
  const target = path.join(folder, '出');
  const done = await call('filing.renderForm', { id: value.id, formId: id, file: `${target}${path.sep}` });
  expect(path.basename(done.file!)).toBe('F07-2026-001 县表样.xlsx');
  const sheet = await opened(done.file!);
  expect(sheet.getCell('C4').value).toBe('断绳 0');
  expect(sheet.getCell('E4').value).toBe('Ⅰ级');
  expect(sheet.getCell('A12').value).toBe('合计（条）');
  expect(sheet.getCell('A2').value).toContain('填报人：王安全');
  const again = await call('filing.renderForm', { id: value.id, formId: id, file: null });
  expect(again.size).toBe(readFileSync(done.file!).length);
  const [filing] = await call('filing.list', {});
  expect(filing!.files).toMatchObject([{ format: 'xlsx', formId: id }]);
  // Our own paper stays our own.
  await call('filing.render', { id: value.id, format: 'xlsx', file: null });
  expect((await call('filing.list', {}))[0]!.files.map(({ formId }) => formId)).toEqual([id, null]);
});

test('a form that does not fit refuses with the place, and nothing is written or kept', async () => {
  const { call, fail, folder, id } = await withForm();
  const { form, mapping } = await call('form.read', { id });
  const told = structuredClone(mapping);
  told.tables[0]!.columns[4]!.value = plainValue('level');
  const draft = { name: form.name, code: form.code, authorityId: null };
  await call('form.save', { id, revision: form.revision, draft, mapping: told });
  expect(await fail('form.save', { id, revision: form.revision, draft, mapping })).toMatchObject({ code: 'CONFLICT' });
  const { value } = await call('filing.issue', { request, gapReason: '试' });
  const failure = await fail('filing.renderForm', { id: value.id, formId: id, file: path.join(folder, 'x.xlsx') });
  expect(failure).toMatchObject({ code: 'INVALID', key: 'formBroken' });
  expect(failure.findings).toContainEqual(
    expect.objectContaining({
      key: 'form.notListed',
      params: { form: '风险清单', cell: 'E4', expected: 'Ⅰ级、Ⅱ级、Ⅲ级、Ⅳ级', found: '重大' },
    }),
  );
  expect((await call('filing.list', {}))[0]!.files).toEqual([]);
  const preview = await call('form.preview', { id, code: 'F07', mapping: told });
  expect(preview.sheets).toBeNull();
  expect(preview.findings.map(({ key }) => key)).toContain('notListed');
  const good = await call('form.preview', { id, code: 'F07', mapping });
  expect(good.findings).toEqual([]);
  expect(good.sheets![0]!.rows[3]!.cells[2]!.text).toBe('断绳 0');
  expect(good.values).toMatchObject({ total: '8', 'risks.level': '重大' });
  const other = await call('filing.issue', { request: { ...request, code: 'F08', recipient: '县局', leader: '' }, gapReason: '试' });
  expect(await fail('filing.renderForm', { id: other.value.id, formId: id, file: null })).toMatchObject({
    findings: [{ rule: 'formOther' }],
  });
});

test('a new edition takes the place of the old one with what that wanted', async () => {
  const { call, fail, folder, id } = await withForm();
  const { form, mapping } = await call('form.read', { id });
  const told = structuredClone(mapping);
  told.tables[0]!.columns[1]!.value = plainValue('location');
  await call('form.save', { id, revision: form.revision, draft: { name: '县应急局清单', code: 'F07', authorityId: null }, mapping: told });
  const file = path.join(folder, '县表样（2027版）.xlsx');
  writeFileSync(file, await countyForm({ kept: 12 }));
  const { value } = await call('form.take', { file });
  expect(value.like).toEqual({ id, name: '县应急局清单' });
  const next = await call('form.read', { id: value.id! });
  expect(next.mapping.tables[0]).toMatchObject({
    last: 14,
    columns: expect.arrayContaining([expect.objectContaining({ column: 1, value: plainValue('location') })]),
  });
  await call('form.succeed', { id: value.id!, replacesId: id });
  expect(await call('form.list', {})).toMatchObject([
    { name: '县应急局清单', version: 2, validTo: null, replacesId: id },
    { name: '县应急局清单', version: 1, validTo: '2026-11-21' },
  ]);
  const [, former] = await call('form.list', {});
  expect(await fail('form.remove', { id, revision: former!.revision })).toMatchObject({ findings: [{ rule: 'formUsed' }] });
  await call('form.end', { id, revision: former!.revision, ended: false });
  expect((await call('form.list', {})).map(({ validTo }) => validTo)).toEqual([null, null]);
});

test('the terminal adds a form, maps it by a file, checks and fills it', { timeout: 60_000 }, async () => {
  const { folder, run, say, sheet: register, write } = await newTerminal();
  const head = ['风险点', '危险源', 'L', 'E', 'C', '责任部门'];
  await run(
    'import',
    'risk',
    await register('清单.xlsx', [head, ['行车', '坠落', 3, 6, 40, '一车间'], ['铣床', '卷入', 3, 6, 7, '二车间']]),
  );
  const file = write('县表样.xlsx', await countyForm());
  const added = await run('form', 'add', file);
  expect(added).toMatchObject({ code: 0, json: { name: '县表样', code: 'F07', findings: [] } });
  expect(added.json.mapping.表[0].列).toMatchObject({ B: '{风险点}', E: { 写: '{风险等级}', 写法: { 重大: 'Ⅰ级' } } });
  expect((await say('form', 'show')).out).toContain('县表样\tF07\t各接收单位\t第 1 版');

  const mapping = added.json.mapping;
  mapping.表[0].列.B = { 写: '{风险点}（{位置}）', 空: '/' };
  mapping.格子['汇总!B1'] = '{单位名称}，{编制日期}';
  const mapped = await run('form', 'map', '县表样', '--mapping', write('映射.json', JSON.stringify(mapping)));
  expect(mapped).toMatchObject({ code: 0, json: { mapping: { 格子: { '汇总!B1': '{单位名称}，{编制日期}' } } } });
  mapping.表[0].列.B = '{没有这一项}';
  expect(await say('form', 'map', '县表样', '--mapping', write('错.json', JSON.stringify(mapping)))).toMatchObject({
    code: 2,
    err: expect.stringContaining('没有“没有这一项”'),
  });
  expect(await run('form', 'check', '县表样')).toMatchObject({ code: 0, json: { usable: true } });

  const out = path.join(folder, '出');
  const filed = await run('file', 'F07', '--register', '--form', '县表样', '--compiled-on', '2026-11-21', '--reason', '试', '--out', out);
  expect(filed.code).toBe(0);
  expect(path.basename(filed.json.files[0])).toBe('F07-2026-001 县表样.xlsx');
  const sheet = await opened(filed.json.files[0]);
  expect(sheet.getCell('A4').value).toBe(1);
  expect(await run('form', 'fill', '县表样', '--number', 'F07-2026-001', '--out', out)).toMatchObject({ code: 0 });

  mapping.表[0].列.B = '{风险点}';
  mapping.按部门分表 = '没有这张';
  expect((await say('form', 'map', '县表样', '--mapping', write('错.json', JSON.stringify(mapping)))).err).toContain(
    '没有工作表“没有这张”',
  );
  mapping.按部门分表 = '风险清单';
  const apart = await run('form', 'map', '县表样', '--mapping', write('分表.json', JSON.stringify(mapping)));
  expect(apart.json.mapping.按部门分表).toBe('风险清单');
  const said = ['提示：“风险清单”按部门分表，“汇总”里的公式只读“一车间”的那一张，请核对'];
  expect(await run('form', 'check', '县表样')).toMatchObject({ code: 0, json: { usable: true, findings: said } });
  const refiled = ['--compiled-on', '2026-11-21', '--reason', '试', '--out', out, '--replaces', 'F07-2026-001'];
  const two = await run('file', 'F07', '--register', '--form', '县表样', ...refiled);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(two.json.files[0]);
  expect(book.worksheets.map(({ name }) => name)).toEqual(['一车间', '二车间', '汇总', '填表说明']);
  delete mapping.按部门分表;

  mapping.表[0].列 = { E: '{风险等级}' };
  await run('form', 'map', '县表样', '--mapping', write('坏.json', JSON.stringify(mapping)));
  const broken = await say('form', 'check', '县表样');
  expect(broken.code).toBe(1);
  expect(broken.out).toContain('“风险清单”E4 只能选“Ⅰ级、Ⅱ级、Ⅲ级、Ⅳ级”，要写的是“重大”');
  const refused = await say('file', 'F07', '--register', '--form', '县表样', '--compiled-on', '2026-11-21', '--reason', '试', '--out', out);
  expect(refused.err).toContain('表样填不进去');
  expect((await run('filings')).json.total).toBe(2);
});
