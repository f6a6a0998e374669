import { expect, it } from 'vitest';
import { emptyRisk, snapshotText, type RiskSnapshot } from '../../db/domain/risk/risk';
import { newTerminal } from '../support/terminal';

const heads = ['编号', '风险点', '危险源', 'L', 'E', 'C', '监测预警方式', '影响范围', '责任人', '责任领导'];

it('takes monitoring, scope and leader of a 重大 risk from a register, gives them out again and changes them by the next one', async () => {
  const terminal = await newTerminal();
  const line = ['FX-0001', '喷漆房', '溶剂蒸气积聚', 10, 6, 15, '可燃气体报警 20%LEL', '喷漆房及相邻两跨', '张三', '李总'];
  await terminal.run('import', 'risk', await terminal.sheet('清单.xlsx', [heads, line]));
  const listed = async () => (await terminal.run('list', 'risk')).json.rows[0] as Record<string, unknown>;
  expect(await listed()).toMatchObject({
    monitoring: '可燃气体报警 20%LEL',
    impactScope: '喷漆房及相邻两跨',
    leader: '李总',
    owner: '张三',
  });
  await terminal.run('import', 'risk', await terminal.sheet('清单2.xlsx', [heads, line.with(6, '可燃气体报警 25%LEL')]));
  expect(await listed()).toMatchObject({ monitoring: '可燃气体报警 25%LEL', leader: '李总' });
});

it('leaves the frozen text of a risk that states none of it as it was', () => {
  const { monitoring: _m, impactScope: _i, leaderText: _l, ...earlier } = { ...emptyRisk, missing: [] } as unknown as RiskSnapshot;
  expect(snapshotText({ ...earlier, monitoring: '', impactScope: '', leaderText: '' })).toBe(snapshotText(earlier));
  expect(snapshotText({ ...earlier, monitoring: '报警' })).not.toBe(snapshotText(earlier));
});
