import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { plainValue } from '../../../db/domain/form/form';
import { byDepartment, sheetNames } from '../../../electron/form/departments';
import { formValues } from '../../../electron/form/fields';
import { fillForm } from '../../../electron/form/fill';
import { proposeMapping } from '../../../electron/form/propose';
import { readForm } from '../../../electron/form/xlsxForm';
import { countyForm } from '../../support/forms';
import { provinceForm } from '../../support/provinceForm';
import { unzip } from '../filing/archive';
import { sampleF07 } from '../filing/sample';

const values = formValues(sampleF07(40))!;
const departments = byDepartment(values);

it('a paper apart by department has all of its lines once, numbered and counted anew', () => {
  const lines = departments.flatMap(({ values: own }) => own.lists.risks!.map((risk) => String(risk['riskNo'])));
  expect(lines).toHaveLength(40);
  expect(new Set(lines)).toEqual(new Set(values.lists.risks!.map((risk) => String(risk['riskNo']))));
  for (const { department, values: own } of departments) {
    expect(own.lists.risks!.map((risk) => risk['no'])).toEqual(own.lists.risks!.map((_, at) => at + 1));
    expect(own.head).toMatchObject({ department, total: own.lists.risks!.length, enterprise: values.head['enterprise'] });
    const major = own.lists.risks!.filter((risk) => risk['level'] === 'major').length;
    expect(own.head['majorCount']).toBe(major);
  }
});

it('sheets are called by their departments as far as Excel takes that', () => {
  expect(sheetNames(['一/二车间', '汇总', "'综合部'", '长'.repeat(40), '长'.repeat(40)], ['汇总'])).toEqual([
    '一 二车间',
    '汇总（2）',
    '综合部',
    '长'.repeat(31),
    `${'长'.repeat(28)}（2）`,
  ]);
});

it('a sheet stands once for each department with everything on it; other sheets stay', async () => {
  const form = await readForm(await provinceForm(), '省表.xlsx');
  const proposed = proposeMapping(form, 'F07');
  const title = {
    sheet: form.sheets[0]!.name,
    row: 0,
    column: 0,
    was: '附表1',
    label: '',
    value: { ...plainValue('department'), text: '附表1（{department}）' },
  };
  const mapping = { ...proposed, cells: [...proposed.cells, title], departmentSheet: form.sheets[0]!.name };
  const filled = await fillForm(form, mapping, values);
  // 汇总 counts the first one only, which is said.
  expect(filled.findings).toMatchObject([{ key: 'departmentRead', found: '汇总', advice: true }]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(filled.bytes as unknown as ExcelJS.Buffer);
  const names = departments.map(({ department }) => department);
  expect(book.worksheets.map(({ name }) => name)).toEqual([...names, '汇总', '字典']);
  for (const [at, { department, values: own }] of departments.entries()) {
    const sheet = book.worksheets[at]!;
    const count = own.lists.risks!.length;
    expect(sheet.getCell('A1').value).toBe(`附表1（${department}）`);
    for (let line = 0; line < count; line += 1) expect(sheet.getCell(7 + line, 18).value).toBe(department);
    const moved = Math.max(0, count - 6);
    expect(sheet.getCell(13 + moved, 11).formula).toBe(`COUNTA(K7:K${12 + moved})`);
    expect(sheet.getImages()).toHaveLength(1);
    expect(sheet.getCell('E4').note).toBeTruthy();
    expect(sheet.pageSetup.printTitlesRow).toBe('4:6');
    expect(sheet.pageSetup.printArea).toBe(`A1:T${18 + moved}`);
  }
  const parts = await unzip(filled.bytes!);
  const types = parts.get('[Content_Types].xml')!.text;
  const sheets = [...parts.keys()].filter((name) => /^xl\/(?:worksheets|drawings|tables)\/[^/]+\.xml$/.test(name));
  expect(sheets.filter((name) => !types.includes(`PartName="/${name}"`))).toEqual([]);
  const ids = Array.from(parts.get('xl/workbook.xml')!.text.matchAll(/sheetId="(\d+)"/g), ([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(parts.get(`xl/worksheets/sheet2.xml`)!.text).toContain(`'${names[0]}'!`);
});

it('words that a cell does not take are told once, of the sheet that the form has', async () => {
  const form = await readForm(await countyForm(), '县表.xlsx');
  const mapping = { ...proposeMapping(form, 'F07'), departmentSheet: '风险清单' };
  mapping.tables[0]!.columns[4]!.value = plainValue('level');
  const { bytes, findings } = await fillForm(form, mapping, formValues(sampleF07(8))!);
  expect(bytes).toBeNull();
  const told = findings.filter(({ key }) => key === 'notListed').map(({ sheet, cell, found }) => `${sheet} ${cell} ${found}`);
  expect(new Set(told).size).toBe(told.length);
  expect(told.every((one) => one.startsWith('风险清单 E4'))).toBe(true);
});

it('a paper without departments leaves the sheet once, and says so', async () => {
  const form = await readForm(await countyForm(), '县表.xlsx');
  const mapping = { ...proposeMapping(form, 'F07'), departmentSheet: '风险清单' };
  const none = { ...values, lists: { risks: [], departments: [] } };
  const filled = await fillForm(form, mapping, none);
  expect(filled.findings.map(({ key }) => key)).toEqual(['noDepartments']);
  expect((await readForm(filled.bytes!, 'x.xlsx')).sheets.map(({ name }) => name)).toEqual(['风险清单', '汇总', '填表说明']);
});
