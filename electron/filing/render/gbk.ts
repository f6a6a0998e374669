let codes: Map<string, number> | undefined;

/** Two-byte codes of GBK by their characters: the platform only reads them. */
function gbkCodes(): Map<string, number> {
  if (codes) return codes;
  codes = new Map();
  const decoder = new TextDecoder('gbk');
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const character = decoder.decode(Uint8Array.of(high, low));
      if ([...character].length === 1 && character !== '\ufffd' && !codes.has(character)) codes.set(character, high * 256 + low);
    }
  return codes;
}

const isAscii = (character: string): boolean => character <= '\x7e';

/** A name with `_` for every character that GBK does not have. */
export const gbkName = (name: string): string =>
  [...name].map((character) => (isAscii(character) || gbkCodes().has(character) ? character : '_')).join('');

/** A text in GBK; what GBK does not have is written as `_`. */
export const gbkBytes = (text: string): Buffer =>
  Buffer.from(
    [...text].flatMap((character) => {
      const code = isAscii(character) ? character.charCodeAt(0) : (gbkCodes().get(character) ?? 0x5f);
      return code < 0x100 ? [code] : [code >> 8, code & 0xff];
    }),
  );
