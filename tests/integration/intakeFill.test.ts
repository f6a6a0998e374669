import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { plainXlsx } from '../support/workbooks';
import { newWorkspace } from '../support/workspace';

const head = ['编号', '风险点', '作业步骤', '危险源', 'L', 'E', 'C', '责任部门', '检查周期', '责任人'];
const rows = [
  ['A-1', '行车', '吊装', '断丝', 3, 6, 15, '机加工车间', null, null],
  ['A-2', '行车', '吊装', '脱钩', 1, 2, 3, '装配车间', '每日', null],
  ['A-3', '砂轮机', null, '无防护罩', 1, 6, 15, null, null, '李四'],
];

async function register() {
  const workspace = await newWorkspace();
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'anze-补填 ')), '清单.xlsx');
  writeFileSync(file, await plainXlsx([head, ...rows]));
  const plan = (fills = {}) => workspace.call('intake.plan', { subject: 'risk', files: [file], fills } as never);
  const listed = async () =>
    (await workspace.call('risk.list', { offset: 0, limit: 50, sort: { by: 'riskNo', descending: false }, filter: {} })).rows;
  const commit = async (fills = {}) => workspace.call('intake.commit', { sessionId: (await plan(fills)).sessionId });
  return { ...workspace, plan, commit, listed };
}

describe('what the rows of an import lack', () => {
  it('is counted by department and level, and filled before the import without touching what is there', async () => {
    const { plan, commit, listed } = await register();
    const { lacking } = await plan();
    expect(lacking.find(({ field }) => field === 'checkCycle')).toEqual({
      field: 'checkCycle',
      count: 2,
      departments: [
        { name: '机加工车间', count: 1 },
        { name: '', count: 1 },
      ],
      levels: [
        { level: 'considerable', count: 1 },
        { level: 'general', count: 1 },
      ],
    });
    const fills = {
      checkCycle: { by: 'level', values: { considerable: '每周', general: '每月' } },
      department: { by: 'all', values: { '': '动力车间' } },
      owner: { by: 'department', values: { 机加工车间: '张三' } },
      accidentTypes: { by: 'all', values: { '': '物体打击、触电' } },
      assessedOn: { by: 'all', values: { '': '2026-05-01' } },
    };
    const planned = await plan(fills);
    expect(planned.lacking).toEqual(lacking);
    expect(planned.names.map(({ name }) => name)).toContain('动力车间');
    await commit(fills);
    expect((await listed()).map((row) => [row.riskNo, row.department, row.checkCycle, row.owner, row.assessedOn])).toEqual([
      ['A-1', '机加工车间', '每周', '张三', '2026-05-01'],
      ['A-2', '装配车间', '每日', '', '2026-05-01'],
      ['A-3', '动力车间', '每月', '李四', '2026-05-01'],
    ]);
    expect((await listed())[0]!.accidentTypes).toHaveLength(2);
    // The same sheet again: what it leaves empty is in the register by now.
    expect((await plan(fills)).counts).toMatchObject({ same: 3, changed: 0 });
  });

  it('is filled after the import in one step that can be undone', async () => {
    const { commit, listed, call } = await register();
    const { importId } = await commit();
    const before = await listed();
    const lacking = await call('risk.lacking', { importId: importId! });
    expect(lacking.find(({ field }) => field === 'checkCycle')).toMatchObject({ count: 2 });
    const reply = await call('risk.fillMissing', {
      importId: importId!,
      fills: {
        checkCycle: { by: 'department', values: { 机加工车间: '每周' } },
        step: { by: 'all', values: { '': '打磨' } },
        owner: { by: 'level', values: { considerable: '王五、赵六' } },
      },
    });
    expect(reply).toMatchObject({ value: { updated: 2 } });
    expect((await listed()).map(({ step, checkCycle, owner }) => [step, checkCycle, owner])).toEqual([
      ['吊装', '每周', '王五、赵六'],
      ['吊装', '每日', ''],
      ['打磨', '', '李四'],
    ]);
    await call('history.undo', {});
    const said = (all: typeof before) => all.map(({ step, checkCycle, owner, missing }) => ({ step, checkCycle, owner, missing }));
    expect(said(await listed())).toEqual(said(before));
    expect(await call('risk.lacking', { importId: importId! })).toEqual(lacking);
  });

  it('is refused with the reason where a value cannot be kept', async () => {
    const { commit, fail } = await register();
    const { importId } = await commit();
    const fill = (fills: object) => fail('risk.fillMissing', { importId, fills } as never);
    expect(await fill({ department: { by: 'all', values: { '': '没有这个部门' } } })).toMatchObject({
      code: 'INVALID',
      findings: [{ key: 'departmentUnknown', field: 'department' }],
    });
    expect(await fill({ assessedOn: { by: 'all', values: { '': '五月' } } })).toMatchObject({ code: 'INVALID' });
  });
});
