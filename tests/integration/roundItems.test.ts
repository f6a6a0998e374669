import { expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { newWorkspace } from '../support/workspace';

const risk = { ...emptyRisk, l: 3, e: 6, c: 7 };
const team = [{ name: '王安全', title: '安全总监', role: '组长', isWorkerRepresentative: false, attended: false }];

test('items of a round are found by words and by a department with everything below it', async () => {
  const { call, host } = await newWorkspace();
  const department = async (name: string, parentId: string | null) =>
    (await call('department.create', { draft: { name, parentId, kind: parentId ? 'team' : 'workshop', validFrom: '2026-01-01' } })).value
      .id;
  const workshop = await department('铆焊车间', null);
  const crew = await department('铆焊一班', workshop);
  const point = { name: '焊接工位', kind: 'place' as const, location: '' };
  await call('risk.create', { point, draft: { ...risk, riskNo: 'H-1', hazardSource: '氩气窒息', departmentId: crew } });
  await call('risk.create', { point, draft: { ...risk, riskNo: 'H-2', hazardSource: '弧光灼伤', departmentId: null } });
  const { value: round } = await call('round.open', {
    draft: {
      name: '第四季度',
      kind: 'quarterly',
      period: '2026Q4',
      reason: '',
      scope: '',
      methodNote: '',
      noticeNo: '',
      noticeOn: null,
      startedOn: '2026-11-01',
      baseRoundId: null,
      team,
    },
  });
  const found = async (filter: object) =>
    (await call('round.items', { id: round.id, offset: 0, limit: 10, ...filter })).rows.map(({ after }) => after?.riskNo);
  expect(await found({})).toEqual(['H-1', 'H-2']);
  expect(await found({ departmentId: workshop })).toEqual(['H-1']);
  expect(await found({ text: '弧光' })).toEqual(['H-2']);
  expect(await found({ text: '起重' })).toEqual([]);
  await host.close();
});
