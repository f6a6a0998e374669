import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import mammoth from 'mammoth';
import { expect, test } from 'vitest';
import { plainValue } from '../../db/domain/form/form';
import { emptyRisk } from '../../db/domain/risk/risk';
import { authorityDocx } from '../support/authorityDocx';
import { docxOfParts, wp, wrow, wtable } from '../support/docxParts';
import { newTerminal } from '../support/terminal';
import { newWorkspace } from '../support/workspace';

const request = {
  code: 'F08' as const,
  roundId: null,
  compiledOn: '2026-11-21',
  recipient: '鹿原县应急管理局',
  leader: '',
  filledBy: '王安全',
  phone: '0472-1234567',
};
const textOf = async (file: string): Promise<string> => (await mammoth.extractRawText({ buffer: readFileSync(file) })).value;

async function withForm() {
  const workspace = await newWorkspace();
  const { call, folder } = workspace;
  const point = { name: '行车', kind: 'equipment' as const, location: '一跨' };
  for (let at = 0; at < 5; at += 1)
    await call('risk.create', { point, draft: { ...emptyRisk, hazardSource: `断绳 ${at}`, l: 6, e: 6, c: 15 } });
  const file = path.join(folder, '县报告表.docx');
  writeFileSync(file, await authorityDocx());
  const { value } = await call('form.take', { file, code: 'F08' });
  return { ...workspace, file, id: value.id! };
}

test('a Word form is taken, filled from the frozen paper and kept', async () => {
  const { call, folder, id } = await withForm();
  expect(await call('form.list', {})).toMatchObject([{ name: '县报告表', kind: 'docx', code: 'F08', filled: 0 }]);
  const { form, mapping, findings } = await call('form.readDocx', { id });
  expect(form.file).toBe('县报告表.docx');
  expect(mapping.rows).toMatchObject([{ place: 'document/t2/r2', list: 'risks' }]);
  expect(findings).toEqual([]);
  const preview = await call('form.previewDocx', { id, code: 'F08', mapping });
  expect(preview.findings.map(({ key }) => key)).toEqual(['docx.placeholderUnknown']);
  expect(preview.values).toMatchObject({ majorCount: '5', 'risks.riskPoint': '行车' });

  const { value } = await call('filing.issue', { request, gapReason: '试' });
  const done = await call('filing.renderForm', { id: value.id, formId: id, file: `${path.join(folder, '出')}${path.sep}` });
  expect(path.basename(done.file!)).toBe('F08-2026-001 县报告表.docx');
  expect((await textOf(done.file!)).match(/行车/g)).toHaveLength(5);
  expect((await call('filing.list', {}))[0]!.files).toMatchObject([{ format: 'docx', formId: id }]);
  await call('history.undo', {}).catch(() => {});
});

test('a Word form whose places are gone refuses with the place; a new edition takes what the old one wanted', async () => {
  const { call, fail, folder, id } = await withForm();
  const { form, mapping } = await call('form.readDocx', { id });
  const told = {
    ...mapping,
    places: [...mapping.places, { place: 'document/t9/r1/c2', kind: 'cell' as const, label: '经度', value: plainValue('address') }],
  };
  const draft = { name: form.name, code: form.code, authorityId: null };
  await call('form.save', { id, revision: form.revision, draft, mapping: told });
  const { value } = await call('filing.issue', { request, gapReason: '试' });
  expect(await fail('filing.renderForm', { id: value.id, formId: id, file: null })).toMatchObject({
    code: 'INVALID',
    key: 'formBroken',
    findings: [{ key: 'docx.placeGone', params: { where: 'cell', table: 9, row: 1, cell: 2, label: '经度' } }],
  });
  // What is meant for a workbook is no mapping of a text.
  expect(
    await fail('form.save', { id, revision: form.revision + 1, draft, mapping: { tables: [], cells: [], perDepartment: false } }),
  ).toMatchObject({ code: 'INVALID' });

  const file = path.join(folder, '县报告表（2027版）.docx');
  writeFileSync(file, await authorityDocx());
  const next = await call('form.take', { file, code: 'F08' });
  expect(next.value.like).toMatchObject({ id, name: '县报告表' });
});

test('what is no Word document is told to be saved as one', async () => {
  const { fail, call, folder } = await newWorkspace();
  const old = path.join(folder, '旧.doc');
  writeFileSync(old, Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(3000)]));
  expect(await fail('form.take', { file: old })).toMatchObject({ code: 'INVALID', key: 'intake:failure.documentOld' });
  expect(await call('form.list', {})).toEqual([]);
});

test('the terminal adds a Word form, maps it by a file, checks and fills it', { timeout: 60_000 }, async () => {
  const { folder, run, say, sheet: register, write } = await newTerminal();
  const head = ['风险点', '危险源', 'L', 'E', 'C', '责任部门'];
  await run('import', 'risk', await register('清单.xlsx', [head, ['行车', '坠落', 6, 6, 15, '一车间']]));
  const body = wp('单位：{单位名称}　经办：____') + wtable(2, wrow(['风险点', '责任部门']), wrow(['', '']));
  const added = await run('form', 'add', write('说明.docx', Buffer.from(await docxOfParts({ body }))), '--code', 'F07');
  expect(added).toMatchObject({ code: 0, json: { name: '说明', code: 'F07' } });
  const { mapping } = added.json;
  expect(mapping.每条一行).toEqual({ 'document/t1/r2': { 标签: '风险点、责任部门', 内容: '风险逐条', 没有时: '无' } });
  expect(mapping.空位['document/p1#2']).toMatchObject({ 标签: '经办' });

  mapping.空位['document/p1#2'].写 = '{编制人}（{没有这一项}）';
  expect(await say('form', 'map', '说明', '--mapping', write('错.json', JSON.stringify(mapping)))).toMatchObject({
    code: 2,
    err: expect.stringContaining('没有“没有这一项”'),
  });
  mapping.空位['document/p1#2'].写 = '{编制人}';
  expect(await run('form', 'map', '说明', '--mapping', write('映射.json', JSON.stringify(mapping)))).toMatchObject({ code: 0 });
  expect(await run('form', 'check', '说明')).toMatchObject({ code: 0, json: { usable: true } });
  const shown = await run('form', 'show', '说明');
  expect(shown.json.mapping.空位['document/p1#2']).toMatchObject({ 写: '{编制人}' });

  const out = path.join(folder, '出');
  const filed = await run(
    'file',
    'F07',
    '--register',
    '--form',
    '说明',
    '--compiled-on',
    '2026-11-21',
    '--prepared-by',
    '王安全',
    '--reason',
    '试',
    '--out',
    out,
  );
  expect(filed.code).toBe(0);
  expect(path.basename(filed.json.files[0])).toBe('F07-2026-001 说明.docx');
  expect(await textOf(filed.json.files[0])).toMatch(/经办：王安全[\s\S]*行车[\s\S]*一车间/);
});

test('a letter goes out in the words of a form with blanks, with the papers that it names', async () => {
  const { call, folder } = await newWorkspace();
  const body =
    wp('主送：____________') +
    wp('发文字号：____________') +
    wp('{函的正文}') +
    wtable(3, wrow(['序号', '材料名称', '份数']), wrow(['', '', ''])) +
    wp('联系人：________　联系电话：________');
  const file = path.join(folder, '报送函格式.docx');
  writeFileSync(file, Buffer.from(await docxOfParts({ body })));
  const { value } = await call('form.take', { file, code: 'F40' });
  const { mapping } = await call('form.readDocx', { id: value.id! });
  expect(mapping.places.map(({ value: { text } }) => text)).toEqual(
    expect.arrayContaining([
      '{recipient}',
      '{documentNumber}',
      '{letterText}',
      '{itemTitle}',
      '{copies}',
      '{contactName}',
      '{contactPhone}',
    ]),
  );
  // Before any letter there is nothing to show.
  expect(await call('form.previewDocx', { id: value.id!, code: 'F40', mapping })).toMatchObject({ parts: null, findings: [] });
  const letter = await call('filing.issue', {
    request: {
      code: 'F40',
      compiledOn: '2026-11-21',
      recipient: '鹿原县应急管理局',
      documentNumber: '安责〔2026〕12号',
      subject: '安全风险分级管控材料',
      contact: { name: '王安全', phone: '0472-1234567', address: '' },
      items: [{ title: '安全风险分级管控清单', number: 'F07-2026-001', copies: 2, pages: null, format: 'pdf' }],
    },
    gapReason: '试',
  });
  const done = await call('filing.renderForm', { id: letter.value.id, formId: value.id!, file: `${path.join(folder, '出')}${path.sep}` });
  const text = await textOf(done.file!);
  expect(text).toMatch(/主送：鹿原县应急管理局[\s\S]*安责〔2026〕12号[\s\S]*现将我单位[\s\S]*1\s+安全风险分级管控清单\s+2/);
  expect(text).toMatch(/联系人：王安全[\s\S]*联系电话：0472-1234567/);
  expect(await call('form.previewDocx', { id: value.id!, code: 'F40', mapping })).toMatchObject({ records: 1 });
});
