import { expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { newWorkspace } from '../support/workspace';

const point = { name: '喷漆房', kind: 'place' as const, location: '涂装车间' };
const risk = { ...emptyRisk, hazardSource: '漆雾与静电' };
const byNumber = { offset: 0, limit: 50, sort: { by: 'riskNo' as const, descending: false } };

test('the spread counts levels by department, LS fields and LEC scores, and the same limits filter the register', async () => {
  const { call, host } = await newWorkspace();
  const { value: department } = await call('department.create', {
    draft: { name: '涂装车间', parentId: null, kind: 'workshop', validFrom: '2026-01-01' },
  });
  await call('risk.create', { point, draft: { ...risk, riskNo: 'A-1', l: 3, e: 6, c: 15, departmentId: department.id } });
  await call('risk.create', { point, draft: { ...risk, riskNo: 'A-2', l: 1, e: 6, c: 7 } });
  await call('risk.create', { point, draft: { ...risk, riskNo: 'A-3', method: 'ls', l: 3, s: 4 } });

  const spread = await call('risk.spread', { filter: {} });
  expect(spread.departments).toContainEqual({ departmentId: department.id, level: 'considerable', count: 1 });
  expect(spread.departments).toContainEqual({ departmentId: '', level: 'low', count: 1 });
  expect(spread.ls).toEqual([{ l: 3, s: 4, count: 1 }]);
  expect(spread.lec).toEqual([
    { score100: 4200, count: 1 },
    { score100: 27_000, count: 1 },
  ]);

  const numbers = async (filter: object) => (await call('risk.list', { ...byNumber, filter })).rows.map(({ riskNo }) => riskNo);
  expect(await numbers({ method: ['ls'], l: 3, s: 4 })).toEqual(['A-3']);
  expect(await numbers({ method: ['lec'], scoreFrom: 42, scoreBelow: 270 })).toEqual(['A-2']);
  expect(await numbers({ method: ['lec'], scoreFrom: 42.01 })).toEqual(['A-1']);
  await host.close();
});

test('the choices of the form name today, the cadence of the region, accident types and check cycles', async () => {
  const { call, host } = await newWorkspace({ today: '2026-08-03', regionCode: '150200' });
  const choices = await call('risk.choices', {});
  expect(choices).toMatchObject({ today: '2026-08-03', cadence: 'quarter' });
  expect(choices.accidentTypes).toContainEqual({ code: 'WSA10010', name: '高处坠落' });
  expect(choices.checkCycles).toContain('每班');
  await host.close();
});
