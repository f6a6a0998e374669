import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CellValue } from 'hucre';
import { csvBytes } from './csv';
import { riskLines, type RiskLine } from './riskLines';
import { coverSheet, emptySheet, notesSheet, plainXlsx, registerGrid, registerXlsx } from './workbooks';

/** Who is in the books; 李秀兰 has left, so that risks which name her name nobody. */
export const roster: CellValue[][] = [
  ['员工花名册'],
  ['姓名', '部门', '岗位', '入职日期', '离职日期'],
  ['张建国', '机加工车间', '车间主任', '2015-03-01', null],
  ['李秀兰', '装配车间', '班组长', '2012-07-01', '2026-01-31'],
  ['赵敏', '安全环保部', '安全员', '2019-09-01', null],
];

const of = (department: string, lines: readonly RiskLine[], change: (line: RiskLine, index: number) => Partial<RiskLine> = () => ({})) =>
  lines.map((line, index) => ({ ...line, department, ...change(line, index) }));

/** Nine sheets that nine people made of their workshops, as files in a folder; the first two are of one department. */
export async function workshopSheets(folder: string): Promise<string[]> {
  const machining = of('机加工车间', riskLines(16), (_, index) =>
    // One level higher than its score, one lower, one factor that does not exist.
    index === 1 ? { level: 'major' } : index === 4 ? { level: 'low' } : index === 7 ? { l: 4 } : {},
  );
  const again = of('机加工车间', riskLines(8, 12), ({ riskPoint }, index) => ({
    ...(riskPoint === '配电室' && { riskPoint: '配电间' }),
    // The same risk as the last line of the first sheet, with another owner.
    ...(index === 3 && { owner: '王志强、张建国' }),
  }));
  const assembly = of('装配车间', riskLines(12, 20));
  const power = riskLines(12, 40).map((line) => ({ ...line, department: '动力车间' }));
  const storage = of('仓储部', riskLines(10, 52));
  const painting = of('喷漆车间', riskLines(8, 62), ({ riskPoint }, index) => ({ riskPoint: index < 4 ? '喷漆间' : riskPoint }));
  const logistics = of('物流部', riskLines(10, 70));
  const made: [name: string, bytes: Uint8Array][] = [
    [
      '机加工车间.xlsx',
      await registerXlsx(machining, {
        titleRow: true,
        factsRow: true,
        twoRowHead: true,
        remarks: true,
        emptyColumns: true,
        ditto: true,
        dates: 'mixed',
        endRows: true,
      }),
    ],
    ['机加工 二班.xlsx', await registerXlsx(again, { titleRow: true, verticalMerges: true, dates: 'dot', numbersAsText: true })],
    [
      '装配.xlsx',
      await registerXlsx(assembly, { levels: 'fill', wideStep: true, dates: 'chinese' }, { name: '装配车间', before: [coverSheet] }),
    ],
    ['动力.csv', csvBytes(registerGrid(power, { levels: 'longWords', dates: 'slash' }).rows, 'gbk')],
    ['旧系统导出.xls', await readFile(path.join(import.meta.dirname, 'fixtures/register.xls'))],
    ['仓储.xlsx', await registerXlsx(storage, { levels: 'roman', fullWidth: true, repeatedHead: true, hiddenColumn: true })],
    [
      '喷漆.xlsx',
      await registerXlsx(painting, { titleRow: true, levels: 'colours' }, { name: '喷漆车间', before: [notesSheet], after: [emptySheet] }),
    ],
    ['物流.xlsx', await registerXlsx(logistics, { levels: 'gradeUp', remarks: true, dates: 'serial' })],
    ['食堂.xlsx', await plainXlsx(canteen, { name: '食堂' })],
  ];
  return Promise.all(
    made.map(async ([name, bytes]) => {
      const file = path.join(folder, name);
      await writeFile(file, bytes);
      return file;
    }),
  );
}

/** A sheet whose maker called things as nobody else does, and left out what he did not know. */
const canteen: CellValue[][] = [
  ['地方', '会出什么事', '几级', '咋防', '谁管'],
  ['后厨', '燃气泄漏', '2级', '装报警器', '孙师傅'],
  ['后厨', '地面湿滑跌倒', '4级', null, '孙师傅'],
  ['冷库', '人员被困', '3级', '装内开门', null],
  ['配菜间', null, '4级', null, null],
];
