import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const packages = path.join(root, 'node_modules/@expo-google-fonts');
const made = path.join(root, 'out/fonts');
/** The bundled fonts of papers, one name for each in `electron/fonts.ts`. */
const fonts = [
  'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  'noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
];

/**
 * Writes the fonts of papers into out/fonts. They draw 风 and the radical ⻛ (U+2EDB) by one glyph, and a pdf names a glyph by the
 * lowest character that has it: what is copied from the paper, or searched in it, would be the radical. Hence the radicals go.
 */
export function makeFonts() {
  mkdirSync(made, { recursive: true });
  for (const font of fonts) writeFileSync(path.join(made, path.basename(font)), withoutRadicals(readFileSync(path.join(packages, font))));
}

/** CJK Radicals Supplement and Kangxi Radicals. */
const radicals = { first: 0x2e80, last: 0x2fdf };

/** The font without characters of the radicals: their groups are taken out of each segmented-coverage table (format 12), in place. */
function withoutRadicals(bytes) {
  const at = tableAt(bytes, 'cmap');
  for (let entry = 0; entry < bytes.readUInt16BE(at + 2); entry += 1) {
    const table = at + bytes.readUInt32BE(at + 4 + 8 * entry + 4);
    if (bytes.readUInt16BE(table) === 12) dropGroups(bytes, table);
  }
  return bytes;
}

function tableAt(bytes, tag) {
  for (let record = 12; ; record += 16) if (bytes.toString('latin1', record, record + 4) === tag) return bytes.readUInt32BE(record + 8);
}

function dropGroups(bytes, table) {
  const groups = table + 16;
  const before = bytes.readUInt32BE(table + 12);
  let kept = 0;
  for (let group = 0; group < before; group += 1) {
    const from = groups + 12 * group;
    const [first, last] = [bytes.readUInt32BE(from), bytes.readUInt32BE(from + 4)];
    if (first >= radicals.first && last <= radicals.last) continue;
    bytes.copy(bytes, groups + 12 * kept, from, from + 12);
    kept += 1;
  }
  bytes.writeUInt32BE(kept, table + 12);
  bytes.writeUInt32BE(16 + 12 * kept, table + 4);
}
