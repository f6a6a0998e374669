import { expect, it } from 'vitest';
import { isDocumentPattern, nextDocumentNumber, patternOf } from '../../../db/domain/filing/documentNumber';

const pattern = '鹿原安〔{年}〕{号}号';

it.each([
  [[], '鹿原安〔2026〕1号'],
  [['鹿原安〔2026〕9号', '鹿原安〔2026〕12号'], '鹿原安〔2026〕13号'],
  [['鹿原安〔2025〕40号', '别的〔2026〕7号', '鹿原安〔2026〕x号', ''], '鹿原安〔2026〕1号'],
])('goes on from the greatest of the year: %j', (given, next) => {
  expect(nextDocumentNumber(pattern, '2026', given)).toBe(next);
});

it('a pattern says where year and number stand, once each', () => {
  expect(['', pattern].map(isDocumentPattern)).toEqual([true, true]);
  expect(['鹿原安', '〔{年}〕', '{年}{年}{号}'].map(isDocumentPattern)).toEqual([false, false, false]);
});

it('reads the pattern from a number, also with signs that mean something to a search', () => {
  expect(patternOf('示范安〔2026〕12号')).toBe('示范安〔{年}〕{号}号');
  expect(patternOf('安字(2026)第3号')).toBe('安字({年})第{号}号');
  expect(patternOf('没有编号')).toBeUndefined();
  expect(nextDocumentNumber('安字({年})第{号}号', '2026', ['安字(2026)第3号'])).toBe('安字(2026)第4号');
});
