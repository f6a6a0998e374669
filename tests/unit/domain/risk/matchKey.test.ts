import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bare } from '../../../../db/domain/risk/matchKey';

/** As the key is defined, by the classes of Unicode. */
function defined(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase();
  const parted = folded.replace(/(?<=\d)[\s\p{P}\p{S}]+(?=\d)/gu, '\0');
  return parted.replace(/[\s\p{P}\p{S}]+/gu, '').replaceAll('\0', '-');
}

test('the quick way for usual texts gives what the definition gives', () => {
  const unit = fc.oneof(
    fc.constantFrom(...'车间机龥，。、；：（）！？“”‘’《》【】—…·～　\t\n１Ａ３#+-~ aZ09㎡℃①Ⅳ'),
    fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  );
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
      expect(bare(text)).toBe(defined(text));
    }),
    { numRuns: 2000 },
  );
});
