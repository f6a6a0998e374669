import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readWorkbook } from '../../electron/intake/workbook';
import { newTerminal } from '../support/terminal';

const head = ['风险点', '危险源', 'L', 'E', 'C', '责任部门'];

it('exports the register as one workbook, and as the workbooks that it was imported from', async () => {
  const { run, sheet } = await newTerminal();
  const folder = mkdtempSync(path.join(tmpdir(), 'anze-导出 '));
  expect((await run('export', '--out', folder, '--as-imported')).json).toMatchObject({ error: { code: 'CONFLICT' } });
  await run('import', 'risk', await sheet('一车间.xlsx', [head, ['行车', '坠落', 3, 6, 15, '一车间']]));
  await run('import', 'risk', await sheet('二车间.xlsx', [head, ['铣床', '卷入', 3, 6, 15, '二车间']]));
  const back = await run('export', '--out', path.join(folder, '原样'), '--as-imported');
  expect(back.json.files).toHaveLength(2);
  expect(readdirSync(path.join(folder, '原样')).toSorted()).toEqual(['一车间（现状）.xlsx', '二车间（现状）.xlsx']);
  const whole = await run('export', '--out', path.join(folder, '清单.xlsx'));
  expect(whole.json).toMatchObject({ rows: 2 });
  const { sheets } = await readWorkbook(readFileSync(path.join(folder, '清单.xlsx')), '清单.xlsx');
  expect(sheets[0]!.rows.flat().map(({ text }) => text)).toContain('卷入');
  expect((await run('export', '--out', path.join(folder, '清单.xlsx'), '--as-imported')).json).toMatchObject({ error: { code: 'USAGE' } });
});
