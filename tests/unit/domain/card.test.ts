import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cardBasis, lackingFields, ownTexts, registerTexts, shownTexts, type CardRisk } from '../../../db/domain/card/card';
import { signKind, signNames, signPicture, signs, signsFor } from '../../../db/domain/card/signs';

const risk: CardRisk = {
  hazardSource: '吊具断丝',
  accidentTypes: ['起重致害', '物体打击'],
  consequence: '人员伤亡',
  engineering: '限位器。',
  administrative: '班前点检',
  training: '',
  ppe: '佩戴安全帽、防护手套',
  emergency: '停机、呼救',
  measures: '',
  department: '机加工车间',
  owner: '张三',
  phone: '139',
};

test('a card says what the risks of its point say, each thing once', () => {
  const texts = registerTexts([risk, { ...risk, hazardSource: '超载', owner: '李四' }], '0472-1');
  expect(texts).toEqual({
    hazards: '吊具断丝；超载',
    accidents: '起重致害、物体打击。后果：人员伤亡',
    signs: '禁止停留、当心落物、当心吊物、必须戴安全帽、必须戴防护手套',
    measures: '限位器；班前点检；佩戴安全帽、防护手套',
    operation: '',
    emergency: '停机、呼救',
    department: '机加工车间',
    owner: '张三、李四',
    phone: '139、0472-1　火警 119　急救 120',
  });
  expect(lackingFields(texts)).toEqual(['operation']);
});

test('what a card has no room for is counted', () => {
  const many = Array.from({ length: 30 }, (_, index) => ({ ...risk, hazardSource: `第${index + 1}种危险源` }));
  expect(registerTexts(many, '').hazards).toMatch(/^第1种危险源；.*等 30 项$/);
  expect(registerTexts([{ ...risk, hazardSource: '长'.repeat(500) }], '').hazards).toHaveLength(500);
});

test('only what a person wrote otherwise is kept; whatever changes below it shows', () => {
  const register = registerTexts([risk], '');
  const own = ownTexts(register, { ...register, operation: ' 十不吊 ' });
  expect(own).toEqual({ operation: '十不吊' });
  expect(shownTexts(register, own)).toMatchObject({ operation: '十不吊', owner: '张三' });
  const point = { name: '行车', location: '', level: 'major' as const };
  const basis = cardBasis(point, register, { hazards: '吊具' });
  expect(cardBasis(point, registerTexts([{ ...risk, hazardSource: '断钩' }], ''), { hazards: '吊具' })).not.toBe(basis);
  expect(cardBasis({ ...point, level: 'low' }, register, { hazards: '吊具' })).not.toBe(basis);
  expect(cardBasis(point, { ...register }, { hazards: '吊具' })).toBe(basis);
});

test('signs have the shape that their names say', () => {
  expect(signNames('当心触电，禁止烟火、必须戴安全帽 急救点').map(signKind)).toEqual(['warning', 'prohibition', 'command', 'information']);
  expect(signsFor(['可燃气体爆炸', '触电'], [])).toEqual(['禁止烟火', '当心触电', '当心爆炸']);
});

test('signs are called for by accidents, equipment and measures, each kind with its share of what a row takes', () => {
  expect(signsFor(['触电'], ['绝缘手套'], ['停电后挂锁，悬挂“禁止合闸”标志'])).toEqual([
    '禁止合闸',
    '当心触电',
    '必须戴防护手套',
    '必须加锁',
  ]);
  const all = ['起重致害', '火灾', '可燃气体爆炸', '触电', '灼烫', '机械致害'];
  expect(signsFor(all, ['安全帽、防护眼镜、防护面罩、手套'])).toEqual([
    '禁止停留',
    '禁止烟火',
    '当心吊物',
    '当心火灾',
    '必须戴安全帽',
    '必须戴防护面罩',
  ]);
  expect(signsFor(all, [], [], 12)).toHaveLength(8);
});

test('every sign has a picture, any other name the general one of its shape', () => {
  const names = Object.values(signs).flat();
  const files = readdirSync(new URL('../../../resources/signs', import.meta.url)).map((file) => file.replace('.svg', ''));
  expect(files.sort()).toEqual([...names, '禁止', '必须'].sort());
  expect(new Set(names).size).toBe(names.length);
  for (const [kind, ofKind] of Object.entries(signs)) expect(ofKind.filter((name) => signKind(name) !== kind)).toEqual([]);
  expect(['当心触电', '禁止钓鱼', '必须持证上岗', '噪声有害'].map(signPicture)).toEqual(['当心触电', '禁止', '必须', '注意安全']);
});
