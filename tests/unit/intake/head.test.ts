import { describe, expect, it } from 'vitest';
import { writeXlsx, type CellValue, type MergeRange } from 'hucre';
import { departmentOf, sheetFacts } from '../../../electron/intake/facts';
import { findHead } from '../../../electron/intake/head';
import { textCell, type Sheet } from '../../../electron/intake/sheet';
import { surveyWorkbook, type SheetSurvey } from '../../../electron/intake/survey';
import { readWorkbook } from '../../../electron/intake/workbook';
import { riskLines } from '../../support/riskLines';
import { coverSheet, emptySheet, notesSheet, registerXlsx } from '../../support/workbooks';

const sheetOf = (...rows: string[][]): Sheet => ({
  name: '表',
  hidden: false,
  rows: rows.map((row) => row.map((text) => textCell(text))),
  merges: [],
  hiddenColumns: new Set(),
  hiddenRows: new Set(),
  ignoredCells: 0,
});
const merge = (startRow: number, startCol: number, endRow: number, endCol: number): MergeRange => ({ startRow, startCol, endRow, endCol });
async function survey(rows: CellValue[][], merges: MergeRange[] = []): Promise<SheetSurvey> {
  const bytes = await writeXlsx({ sheets: [{ name: '表', rows, merges }] });
  return surveyWorkbook(await readWorkbook(bytes, 'a.xlsx'), 'risk')[0]!;
}

describe('the head of a table', () => {
  it('stands below titles and labels, over one row or two, with the groups of merged cells', async () => {
    const shape = { titleRow: true, factsRow: true, twoRowHead: true } as const;
    const bytes = await registerXlsx(riskLines(3), shape, { before: [coverSheet], after: [emptySheet, notesSheet] });
    const surveys = surveyWorkbook(await readWorkbook(bytes, 'a.xlsx'), 'risk');
    expect(surveys.map(({ kind }) => kind)).toEqual(['cover', 'table', 'empty', 'notes']);
    expect(surveys[1]!.head).toMatchObject({ top: 2, bottom: 3 });
    expect(surveys[1]!.columns.map(({ title }) => title)).toEqual([
      '序号',
      '风险点',
      '作业步骤',
      '危险源',
      '可能发生的事故类型',
      '风险评价/L',
      '风险评价/E',
      '风险评价/C',
      '风险评价/D',
      '风险等级',
      '现有控制措施/工程技术',
      '现有控制措施/管理',
      '现有控制措施/培训教育',
      '现有控制措施/个体防护',
      '现有控制措施/应急处置',
      '责任部门',
      '责任人',
      '评价日期',
    ]);
  });

  it('keeps the groups apart where their leaves bear the same names', async () => {
    const { head, columns, notes } = await survey(
      [
        ['风险点', '危险源', '固有风险', null, null, '现有风险', null, null],
        ['风险点', '危险源', 'L', 'S', '等级', 'L', 'S', '等级'],
        ['p', 'h', 5, 5, '重大', 2, 5, '一般'],
      ],
      [merge(0, 2, 0, 4), merge(0, 5, 0, 7)],
    );
    expect(head).toMatchObject({ top: 0, bottom: 1 });
    expect(columns.map(({ field, letter }) => [letter, field])).toEqual([
      ['A', 'riskPoint'],
      ['B', 'hazardSource'],
      ['C', 'inherentL'],
      ['D', 'inherentS'],
      ['E', 'inherentLevel'],
      ['F', 'l'],
      ['G', 's'],
      ['H', 'level'],
    ]);
    expect(notes).toEqual([]);
  });

  it('may name a group over its first column only, without merging', async () => {
    const { columns } = await survey([
      ['风险点', '危险源', '现有控制措施', null, null, '责任人'],
      [null, null, '工程技术', '管理', '应急', null],
      ['p', 'h', 'a', 'b', 'c', 'd'],
    ]);
    expect(columns.map(({ title, field }) => [title, field])).toEqual([
      ['风险点', 'riskPoint'],
      ['危险源', 'hazardSource'],
      ['现有控制措施/工程技术', 'engineering'],
      ['现有控制措施/管理', 'administrative'],
      ['现有控制措施/应急', 'emergency'],
      ['责任人', 'owner'],
    ]);
  });

  it('is one column where a head cell is merged over several', async () => {
    const { columns } = await survey(
      [
        ['危险源', '作业步骤', null, null, 'L', 'E', 'C'],
        ['h', 's', null, null, 3, 6, 7],
      ],
      [merge(0, 1, 0, 3), merge(1, 1, 1, 3)],
    );
    expect(columns.map(({ field, from, to }) => [field, from, to])).toEqual([
      ['hazardSource', 0, 0],
      ['step', 1, 3],
      ['l', 4, 4],
      ['e', 5, 5],
      ['c', 6, 6],
    ]);
  });

  it('is not found where there is none', () => {
    expect(findHead(sheetOf(['序号', '检查内容', '检查结果', '整改情况'], ['1', '是否设置防护栏', '是', '']), 'risk')).toBeUndefined();
    expect(findHead(sheetOf(['单位', '年份', '季度', '举办次数', '参演人数'], ['某公司', '2026', '1', '3', '50']), 'risk')).toBeUndefined();
    expect(findHead(sheetOf(['姓名', '岗位', '电话'], ['张三', '电工', '1']), 'risk')).toBeUndefined();
    expect(findHead(sheetOf(['风险点', '危险源', 'L', 'E', 'C'], ['行车', '断丝', '3', '6', '15']), 'person')).toBeUndefined();
    expect(findHead(sheetOf(), 'risk')).toBeUndefined();
  });
});

describe('what stands around a table', () => {
  it('names date, unit, department and period, the labels with letters apart', () => {
    const sheet = sheetOf(
      ['北方机械有限公司 2026年第一季度安全风险分级管控清单（装配车间）'],
      ['单位名称：北方机械有限公司   填 报 人：赵 敏', '', '评价日期：', '2026年3月2日'],
      ['风险点', '危险源', '等级'],
    );
    expect(sheetFacts(sheet, 2)).toEqual({
      title: '北方机械有限公司 2026年第一季度安全风险分级管控清单（装配车间）',
      unit: '北方机械有限公司',
      compiledBy: '赵 敏',
      date: '2026-03-02',
      year: 2026,
      period: '2026Q1',
      department: '装配车间',
    });
  });

  it('takes the year from the name of the sheet or the file', () => {
    const sheet = { ...sheetOf(['风险点', '危险源']), name: '2025年四季度' };
    expect(sheetFacts(sheet, 0)).toEqual({ year: 2025, period: '2025Q4' });
    expect(sheetFacts(sheetOf(['风险点', '危险源']), 0, '2024年风险清单.xlsx')).toEqual({ year: 2024 });
  });

  it.each([
    ['机加工车间', '机加工车间'],
    ['3-机加工车间风险清单', '机加工车间'],
    ['01 设备部', '设备部'],
    ['表面处理车间', '表面处理车间'],
    ['二、装配车间', '装配车间'],
    ['安全环保部危险源辨识与风险评价表', '安全环保部'],
    ['2026年质检科', '质检科'],
    ['Sheet1', undefined],
    ['汇总', undefined],
    ['风险分级管控清单', undefined],
    ['工作表2', undefined],
    ['1', undefined],
  ])('the sheet %s belongs to %s', (name, department) => {
    expect(departmentOf(name)).toBe(department);
  });
});
