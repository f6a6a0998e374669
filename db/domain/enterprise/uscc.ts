const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** What is wrong with a 统一社会信用代码 (GB 32100-2015), undefined when it is right. Expects trimmed upper case. */
export function usccFault(code: string): 'length' | 'character' | 'checkDigit' | undefined {
  if (code.length !== 18) return 'length';
  const values = [...code].map((character) => alphabet.indexOf(character));
  if (values.includes(-1)) return 'character';
  const sum = weights.reduce((total, weight, i) => total + weight * values[i]!, 0);
  return (31 - (sum % 31)) % 31 === values[17] ? undefined : 'checkDigit';
}
