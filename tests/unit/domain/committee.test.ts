import { describe, expect, it } from 'vitest';
import { matchNames, readNames } from '../../../db/domain/performance/attendance';
import { countAttendance, meetingInterval, taskState, verifierFindings } from '../../../db/domain/performance/committee';

describe('a pasted list of names', () => {
  it('reads columns, lines and enumerations, and who did not come', () => {
    expect(
      readNames('序号\t姓名\t职务\n1\t张　三\t总经理\n2\t李四（请假）\t副总经理\n').map(({ name, title, isPresent }) => [
        name,
        title,
        isPresent,
      ]),
    ).toEqual([
      ['张三', '总经理', true],
      ['李四', '副总经理', false],
    ]);
    expect(readNames('王五、赵六（车间主任），王五；钱七').map(({ name, title }) => [name, title])).toEqual([
      ['王五', ''],
      ['赵六', '车间主任'],
      ['钱七', ''],
    ]);
    expect(readNames('1. 孙八\n（2）\n')).toMatchObject([{ name: '孙八' }]);
  });

  it('finds the one person of that name and leaves two of one name open', () => {
    const people = [
      { id: 'a', name: '张三', title: '总经理' },
      { id: 'b', name: '王五', title: '焊工' },
      { id: 'c', name: '王五', title: '电工' },
    ];
    const found = matchNames(readNames('张三、王五、外单位的人'), people);
    expect(found.map(({ personId, title, bearers }) => [personId, title, bearers])).toEqual([
      ['a', '总经理', 1],
      [null, '', 2],
      [null, '', 0],
    ]);
    expect(countAttendance(found)).toEqual({ asked: 3, present: 3, absent: 0, unmatched: 2 });
  });
});

describe('a resolution', () => {
  const open = { dueOn: '2026-11-21', doneOn: null, verifiedOn: null };
  it('is overdue on the day after it was due, not on the day', () => {
    expect(taskState(open, '2026-11-21')).toBe('open');
    expect(taskState(open, '2026-11-22')).toBe('overdue');
    expect(taskState({ ...open, dueOn: null }, '2026-11-22')).toBe('open');
    expect(taskState({ ...open, doneOn: '2026-12-01' }, '2026-12-02')).toBe('done');
    expect(taskState({ ...open, doneOn: '2026-12-01', verifiedOn: '2026-12-02' }, '2026-12-02')).toBe('verified');
  });
  it('is better verified by somebody else, as advice of the house', () => {
    expect(verifierFindings({ ownerText: '张三', verifiedBy: '张三' })).toMatchObject([{ kind: 'house', field: 'verifiedBy' }]);
    expect(verifierFindings({ ownerText: '张三', verifiedBy: '李四' })).toEqual([]);
    expect(verifierFindings({ ownerText: '', verifiedBy: '' })).toEqual([]);
  });
});

it('asks for a meeting each quarter', () => {
  expect(meetingInterval('2026-10-01', '2026-11-21')).toEqual({ period: '2026Q4', by: '2026-12-31', isHeld: true });
  expect(meetingInterval('2026-09-30', '2026-11-21').isHeld).toBe(false);
  expect(meetingInterval(null, '2026-11-21').isHeld).toBe(false);
});
