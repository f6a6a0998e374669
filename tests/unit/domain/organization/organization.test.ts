import { expect, it } from 'vitest';
import { isValidOn, personDraft } from '../../../../db/domain/organization/organization';

it('a row holds on its first and its last day, and for good while it has no end', () => {
  const row = { validFrom: '2026-03-01', validTo: '2026-08-31' };
  expect(['2026-02-28', '2026-03-01', '2026-08-31', '2026-09-01'].map((day) => isValidOn(row, day))).toEqual([false, true, true, false]);
  expect(isValidOn({ ...row, validTo: null }, '2199-12-31')).toBe(true);
});

it('a person needs a name and nothing else that cannot be left open', () => {
  const draft = {
    name: '张三',
    sex: '',
    idNumber: '',
    phone: '',
    education: '',
    employment: 'formal',
    isLeader: false,
    enteredOn: null,
    departmentId: null,
    postId: null,
    remark: '',
  };
  expect(personDraft.safeParse(draft).success).toBe(true);
  for (const patch of [{ name: ' ' }, { sex: '男' }, { employment: 'x' }, { enteredOn: '2026-02-30' }])
    expect(personDraft.safeParse({ ...draft, ...patch }).success).toBe(false);
});
