import { expect, it } from 'vitest';
import { composeF07 } from '../../../electron/filing/f07/compose';
import { composeF08 } from '../../../electron/filing/f08/compose';
import { masked, maskFor } from '../../../electron/filing/mask';
import { sampleF07, sampleF08 } from './sample';

const stamp = { draft: false, number: 'F07-2026-003' };
const all = ['mobile', 'idNumber', 'names', 'stock'] as const;
const risk = (change: object) => {
  const dossier = sampleF07(1);
  return { ...dossier, risks: [{ ...dossier.risks[0]!, ...change }] };
};
const shown = (dossier: ReturnType<typeof risk>, fields: readonly (typeof all)[number][], people: string[] = []) => {
  const mask = maskFor(dossier, '鹿原县应急管理局', fields, people);
  return masked({ ...dossier, mask }).dossier.risks[0]!;
};

it('leaves everything where nothing is to be left out', () => {
  const dossier = sampleF07(3);
  expect(masked(dossier).dossier).toBe(dossier);
  expect(masked({ ...dossier, mask: maskFor(dossier, '局', [], []) }).hidden).toEqual([]);
});

it.each([
  ['13800001234', '138****1234'],
  ['138 0000 1234', '138****1234'],
  ['+86-138-0000-1234', '138****1234'],
  ['０４７１－６６６，１３８００００１２３４', '０４７１－６６６，138****1234'],
  ['0471-6660000', '0471-6660000'],
])('a mobile number keeps its ends: %s', (phone, expected) => {
  expect(shown(risk({ phone }), ['mobile']).phone).toBe(expected);
});

it('an identity number keeps area and end, also where mobiles are left out', () => {
  const { remark } = shown(risk({ remark: '证号 150202199001011234，电话 13900001111' }), ['idNumber', 'mobile']);
  expect(remark).toBe('证号 150202********1234，电话 139****1111');
});

it('people who answer for a risk are named by their surname, posts stay', () => {
  const owner = '车间主任、张三、欧阳建国（班长），安全员';
  expect(shown(risk({ owner }), ['names']).owner).toBe('车间主任、张×、欧×××（班长），安全员');
});

it('known people are found in sentences, words that look like them stay', () => {
  const administrative = '由张力每班检查张力机；高强螺栓由高强负责紧固；乌云其木格复核。';
  expect(shown(risk({ owner: '', administrative }), ['names'], ['张力', '高强', '乌云其木格']).administrative).toBe(
    '由张×每班检查张力机；高强螺栓由高×负责紧固；乌××××复核。',
  );
});

it('who signs a paper or is asked about it stays', () => {
  const dossier = {
    ...risk({ owner: '李志强、张三', phone: '13800001234' }),
    filledBy: '李志强',
    phone: '13911112222',
    approvedBy: '赵总',
  };
  const mask = maskFor(dossier, '局', all, ['李志强', '张三']);
  expect(mask.people).toEqual(['张三']);
  const { dossier: paper, hidden } = masked({ ...dossier, mask });
  expect([paper.filledBy, paper.phone, paper.approvedBy]).toEqual(['李志强', '13911112222', '赵总']);
  expect(paper.risks[0]!.owner).toBe('李志强、张×');
  expect(hidden).toContainEqual({ kind: 'names', text: '张三', shown: '张×' });
  expect(hidden).toContainEqual({ kind: 'mobile', text: '13800001234', shown: '138****1234' });
  expect(hidden.some(({ text }) => text === '李志强' || text === '13911112222')).toBe(false);
});

it('stock goes where it tells of chemicals, what a crane carries stays', () => {
  const { administrative, engineering } = shown(risk({ administrative: '丙烷定量不超过 8 瓶', engineering: '10 吨行车限位完好' }), [
    'stock',
  ]);
  expect(administrative).not.toContain('8 瓶');
  expect(engineering).toBe('10 吨行车限位完好');
});

it('a masked value stands nowhere in the papers composed', () => {
  const dossier = sampleF08(6);
  const numbered = {
    ...dossier,
    risks: dossier.risks.map((one, at) => ({
      ...one,
      phone: `1380000000${at}`,
      leader: { ...one.leader, phone: `1390000000${at}` },
      emergency: `拨打 1370000000${at}`,
    })),
  };
  const mask = maskFor(numbered, '局', ['mobile'], []);
  const text = JSON.stringify(composeF08(masked({ ...numbered, mask }).dossier, stamp));
  expect(JSON.stringify(composeF08(numbered, stamp))).toContain('13900000000');
  expect(text).not.toMatch(/13[789]0000000\d/);
  expect(text).toContain('139****0000');
  const register = risk({ phone: '13800001234' });
  expect(JSON.stringify(composeF07(masked({ ...register, mask: { ...mask } }).dossier, stamp))).not.toContain('13800001234');
});
