import { describe, expect, it } from 'vitest';
import { bareName, splitOwners } from '../../../../db/domain/risk/owner';

describe('owners in one text', () => {
  it.each([
    ['张三', ['张三']],
    ['张三、李四', ['张三', '李四']],
    ['张三，李四; 王五', ['张三', '李四', '王五']],
    ['张三/李四\n王五', ['张三', '李四', '王五']],
    ['张三 李四', ['张三', '李四']],
    ['张 三', ['张 三']],
    ['张三、张三', ['张三']],
    ['车间主任、安全员', ['车间主任', '安全员']],
    ['', []],
    ['、', ['、']],
    [Array.from({ length: 11 }, (_, at) => `第${at}人`).join('、'), [Array.from({ length: 11 }, (_, at) => `第${at}人`).join('、')]],
  ])('%j', (text, names) => {
    expect(splitOwners(text)).toEqual(names);
  });

  it('is called by its name without what stands in brackets', () => {
    expect(bareName('张 三（车间主任）')).toBe('张三');
  });
});
