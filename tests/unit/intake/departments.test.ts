import { writeXlsx, type CellValue } from 'hucre';
import { expect, it } from 'vitest';
import { DepartmentLinks } from '../../../electron/intake/departmentLinks';
import type { NamedRow } from '../../../electron/intake/departmentNames';
import { departmentCandidates } from '../../../electron/intake/departments';
import { readFiles, takeRows } from '../../../electron/intake/intake';
import { plainXlsx } from '../../support/workbooks';

async function read(rows: CellValue[][], known?: (name: string) => boolean) {
  const { sheets } = takeRows(await readFiles([{ name: '部门.xlsx', bytes: await plainXlsx(rows) }]), 'department', {});
  const { candidates, refused } = departmentCandidates(sheets, known);
  return {
    candidates: candidates.map(({ matchKey, kind }) => (kind === null ? matchKey : `${matchKey} ${kind}`)),
    refused: refused.map(({ sheetRow, problems }) => `${sheetRow} ${problems[0]?.key}`),
  };
}

it('rows that look like labels, signatures and sections in other tables are departments', async () => {
  const { candidates, refused } = await read([
    ['部门名称', '上级部门', '部门类别', '启用日期', '负责人', '备注'],
    ['公司', null, '公司'],
    ['安全部门', '公司', '职能部门'],
    ['一车间'],
    ['生 产 部', '公司'],
    [null, '公司', '车间'],
  ]);
  expect(candidates).toEqual(['公司 company', '公司/安全部门 department', '一车间', '公司/生产部']);
  expect(refused).toEqual(['6 departmentMissing']);
});

it('a stroke parts a path, unless a department on file has it in its name', async () => {
  const rows = [
    ['部门', '上级'],
    ['质检/计量室', '公司'],
    ['二车间', '公司／生产部'],
  ];
  expect((await read(rows)).candidates).toEqual(['公司/质检/计量室', '公司/生产部/二车间']);
  expect((await read(rows, (name) => name === '质检/计量室')).candidates[0]).toBe('公司/质检/计量室');
});

it('indenting tells what stands above, whichever characters draw it', async () => {
  const rows = [
    ['名称', '类别'],
    ['公司', '公司'],
    ['  生产部', '部门'],
    ['    甲车间', '车间'],
    ['  设备部', '部门'],
    ['仓库', '部门'],
  ];
  expect((await read(rows)).candidates).toEqual([
    '公司 company',
    '公司/生产部 department',
    '公司/生产部/甲车间 workshop',
    '公司/设备部 department',
    '仓库 department',
  ]);
});

const row = (order: number, name: string, ...above: string[]): NamedRow => ({
  order,
  candidate: {
    file: 'a.xlsx',
    sheet: '表',
    sheetRow: order + 2,
    no: '',
    matchKey: [...above, name].join('/'),
    name,
    above,
    kind: null,
    validFrom: null,
    raw: {},
    notes: [],
    at: (field) => ({ field }),
  },
  name,
  above,
  existing: undefined,
  alias: '',
  notes: [],
  questions: [],
});
const links = (...rows: NamedRow[]) => new DepartmentLinks(rows, new Map(), (name) => name);

it('a ring is told with its names, and what only stands below it is taken', () => {
  const rows = [row(0, '甲', '乙'), row(1, '乙', '甲'), row(2, '丙', '甲')];
  const own = links(...rows);
  const refused = own.refuseCycles();
  expect([...refused].map(([{ name }, { key, params }]) => [name, key, params?.['chain']])).toEqual([
    ['甲', 'parentCycle', '甲 → 乙 → 甲'],
    ['乙', 'parentCycle', '乙 → 甲 → 乙'],
  ]);
  expect(own.implied()).toEqual([{ name: '甲', parent: null }]);
});

it('a ring of departments without rows of their own is refused, too', () => {
  expect(
    [
      ...links(row(0, '丙', '甲', '乙'), row(1, '丁', '乙', '甲'))
        .refuseCycles()
        .values(),
    ].map(({ key }) => key),
  ).toEqual(['parentCycle', 'parentCycle']);
});

it('departments that a path speaks of stand where it says', () => {
  const own = links(row(0, '甲班', '公司', '生产部', '一车间'), row(1, '一车间', '二部'));
  expect(own.refuseCycles().size).toBe(0);
  expect(own.implied()).toEqual([{ name: '二部', parent: null }]);
  expect(links(row(0, '甲班', '公司', '一车间')).implied()).toEqual([
    { name: '一车间', parent: { id: null, name: '公司' } },
    { name: '公司', parent: null },
  ]);
});

it('an indent of the format tells as much as spaces', async () => {
  const style = (indent: number) => ({ style: { alignment: { indent, horizontal: 'left' as const } } });
  const rows: CellValue[][] = [
    ['名称', '类别'],
    ['公司', '公司'],
    ['生产部', '部门'],
    ['甲车间', '车间'],
    ['设备部', '部门'],
  ];
  const cells = new Map([1, 2, 1].map((indent, at) => [`${at + 2},0`, style(indent)]));
  const bytes = await writeXlsx({ sheets: [{ name: '部门', rows, cells }] });
  const { sheets } = takeRows(await readFiles([{ name: '部门.xlsx', bytes }]), 'department', {});
  expect(departmentCandidates(sheets).candidates.map(({ matchKey }) => matchKey)).toEqual([
    '公司',
    '公司/生产部',
    '公司/生产部/甲车间',
    '公司/设备部',
  ]);
});
