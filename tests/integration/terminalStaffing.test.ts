import { expect, it } from 'vitest';
import { newTerminal } from '../support/terminal';

it('tells what is asked for and what there is, in Chinese terms', async () => {
  const { run, say } = await newTerminal();
  const { code, json } = await run('staffing');
  expect(code).toBe(0);
  expect(json).toMatchObject({
    headcount: null,
    registered: { employees: 0, 外委: 0 },
    requirements: [{ rule: 'V100', kind: '法定', state: '待核实', basis: ['《安全生产法》第24条'] }],
    bodies: [],
    staff: [],
  });
  expect((await say('staffing')).out).toContain('[待核实] 安全管理机构和人员（法定）：企业档案还没有从业人员数，暂不能判断');
  expect((await run('staffing', '--day', '2026-02-30')).code).toBe(2);
});

it('takes any earlier day', async () => {
  const { run } = await newTerminal();
  expect((await run('staffing', '--day', '2026-03-01')).json.day).toBe('2026-03-01');
});
