import { describe, expect, it } from 'vitest';
import { enterpriseLater, enterpriseScale, missingOfEnterprise } from '../../../../db/domain/enterprise/enterprise';
import { usccFault } from '../../../../db/domain/enterprise/uscc';

const wan = 1_000_000; // 万元 in 分

describe('size of an industrial enterprise', () => {
  it.each([
    [1000, 40_000, 'large'],
    [999, 40_000, 'medium'],
    [1000, 39_999, 'medium'],
    [300, 2000, 'medium'],
    [299, 2000, 'small'],
    [300, 1999, 'small'],
    [20, 300, 'small'],
    [19, 300, 'micro'],
    [20, 299, 'micro'],
    [5000, 0, 'micro'],
    [0, 900_000, 'micro'],
    [100_000, 900_000, 'large'],
  ] as const)('%i people and %i 万元: %s', (headcount, revenue, scale) => {
    expect(enterpriseScale(headcount, revenue * wan)?.scale).toBe(scale);
  });

  it('one 分 below the limit is below the limit', () => {
    expect(enterpriseScale(1000, 40_000 * wan - 1)?.scale).toBe('medium');
    expect(enterpriseScale(20, 300 * wan - 1)?.scale).toBe('micro');
  });

  it('gives the limits it reached as the reason', () => {
    expect(enterpriseScale(350, 3000 * wan)).toEqual({ scale: 'medium', headcountFrom: 300, revenueFrom: 2000 });
    expect(enterpriseScale(3, 0)).toEqual({ scale: 'micro', headcountFrom: null, revenueFrom: null });
  });

  it('is unknown while a figure is missing', () => {
    expect(enterpriseScale(null, 1)).toBeUndefined();
    expect(enterpriseScale(1, null)).toBeUndefined();
  });
});

it('what was left for later is told field by field; zero is a figure', () => {
  const filled = {
    uscc: '1',
    legalRep: '1',
    actualController: '1',
    principal: '1',
    address: '1',
    phone: '1',
    industryCode: '1',
    headcount: 0,
    revenue: 0,
    regulator: '1',
  };
  expect(missingOfEnterprise(filled)).toEqual([]);
  for (const field of enterpriseLater)
    expect(missingOfEnterprise({ ...filled, [field]: typeof filled[field] === 'number' ? null : '' })).toEqual([field]);
});

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** GB 32100-2015 worked out another way than in the code: weights are powers of three modulo 31. */
function checkDigit(body: string): string {
  let weight = 1;
  let sum = 0;
  for (const character of body) {
    sum += alphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet[(31 - (sum % 31)) % 31]!;
}

describe('统一社会信用代码', () => {
  it('takes the example of the standard', () => {
    expect(checkDigit('91350100M000100Y4')).toBe('3');
    expect(usccFault('91350100M000100Y43')).toBeUndefined();
  });

  const bodies = [
    '91150291MA0N1A2B3',
    '12100000400000000',
    '52110000500000000',
    '00000000000000000',
    'YYYYYYYYYYYYYYYYY',
    '92150203MA13TLQW5',
  ];
  it.each(bodies)('%s with the right digit and with each of the thirty wrong ones', (body) => {
    const right = checkDigit(body);
    expect(usccFault(body + right)).toBeUndefined();
    expect([...alphabet].filter((digit) => usccFault(body + digit) === undefined)).toEqual([right]);
  });

  it('finds every single wrong character and every swap of neighbours', () => {
    const code = '91350100M000100Y43';
    const changed = [...code].flatMap((_, i) => [...alphabet].map((other) => code.slice(0, i) + other + code.slice(i + 1)));
    const swapped = [...code].slice(0, -1).map((one, i) => code.slice(0, i) + code[i + 1]! + one + code.slice(i + 2));
    expect(new Set([...changed, ...swapped].filter((other) => usccFault(other) === undefined))).toEqual(new Set([code]));
  });

  it('has 18 characters and none that are mistaken for digits', () => {
    for (const wrong of ['', '91350100M000100Y4', '91350100M000100Y433']) expect(usccFault(wrong)).toBe('length');
    for (const letter of 'IOSVZ-ａ') expect(usccFault(`9135010${letter}M000100Y43`), letter).toBe('character');
    expect(usccFault('91350100m000100y43')).toBe('character');
  });
});
