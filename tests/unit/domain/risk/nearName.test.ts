import { describe, expect, it } from 'vitest';
import { alikeNames } from '../../../../db/domain/risk/nearName';

const groups = (...names: string[]) => alikeNames(names.map((name) => ({ name }))).map((group) => group.map(({ name }) => name));

describe('names that may mean the same', () => {
  it.each([
    [['喷漆房', '喷漆间']],
    [['喷漆房', '喷漆室', '喷漆区域']],
    [['1#行车', '１＃ 行车']],
    [['空压机站', '空压机房']],
    [['砂轮打磨区', '砂轮打磨']],
    [['氧气瓶存放处', '氧气瓶存放点']],
    [['乙炔汇流排间', '乙炔气汇流排间']],
  ])('%j', (names) => {
    expect(groups(...names)).toEqual([names]);
  });

  it.each([
    [['一车间', '二车间']],
    [['1#行车', '2#行车']],
    [['11#行车', '1-1#行车']],
    [['东配电室', '西配电室']],
    [['大型砂轮机', '小型砂轮机']],
    [['涂装车间', '涂装']],
    [['铸造', '锻造']],
    [['喷漆房', '调漆房']],
    [['数控车床', '数控机床A']],
  ])('%j are not', (names) => {
    expect(groups(...names)).toEqual([]);
  });

  it('gathers whatever hangs together, in the order given', () => {
    expect(groups('调漆间', '喷漆间', '酸洗槽', '喷漆房', '调漆室')).toEqual([
      ['调漆间', '调漆室'],
      ['喷漆间', '喷漆房'],
    ]);
  });

  it('looks through thousands of names without comparing each with each', () => {
    const names = Array.from({ length: 20_000 }, (_, at) => ({ name: `${at}号工位第${at * 7}台设备` }));
    expect(alikeNames(names)).toEqual([]);
  });
});
