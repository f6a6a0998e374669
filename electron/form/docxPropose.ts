import type { DocxBlank, DocxBlock, DocxForm, DocxMapping, DocxTable, DocxTableRow } from '../../db/domain/form/docxForm';
import { plainValue, type FormCode, type FormList, type FormValue } from '../../db/domain/form/form';
import { proposeColumns } from '../intake/columns';
import { plainText } from '../intake/headText';
import { fieldsOf, fieldTitle, kindsOf } from './fields';
import { headFieldOf, lineFieldOf } from './labels';
import type { FieldKind } from './mapping';

const fullDay = { date: 'yyyy年M月d日' } as const;
const counts = ['majorCount', 'considerableCount', 'generalCount', 'lowCount', 'total'];
const summary = /合计|总计|共计|小计|数量|条数|个数|总数|全公司|全厂|全单位|本单位/;
/** Fields that a form may ask for by boxes. */
const ticked = new Set(['enterpriseScale', 'roundKind']);

/** Proposes what goes where in a Word form: as earlier mappings said for the same label, else by the words of the trade. */
export function proposeDocx(form: DocxForm, code: FormCode, known: readonly DocxMapping[] = []): DocxMapping {
  const tables = form.parts.flatMap(({ blocks }) => tablesIn(blocks));
  const blanks = byRow(form.blanks);
  const before = known.flatMap(({ rows }) => rows);
  const rows: DocxMapping['rows'] = [];
  const places: DocxMapping['places'] = [];
  const covered: DocxTableRow[] = [];
  for (const table of tables) {
    const at = table.rows.findIndex((_, n) => repeats(table.rows, n, code, before));
    const row = table.rows[at];
    if (row === undefined) continue;
    const told = before.find(({ label }) => label === row.label);
    const own = blanks.get(row.place) ?? [];
    const list = told?.list ?? listOf(code, own);
    rows.push({ place: row.place, label: row.label, list, levels: told?.levels ?? [], none: told?.none ?? '无' });
    places.push(...lineValues(own, code, list, known));
    covered.push(...table.rows.slice(at).filter((one, n) => n === 0 || isAlike(one, row)));
  }
  const taken = new Set(covered.flatMap((row) => (blanks.get(row.place) ?? []).map(({ place }) => place)));
  for (const blank of form.blanks) {
    const value = taken.has(blank.place) ? undefined : (toldOf(blank, known) ?? headValue(blank, code));
    if (value !== undefined) places.push({ place: blank.place, kind: blank.kind, label: blank.label, value });
  }
  return { places, rows };
}

/** Tables of the text and of its boxes. */
const tablesIn = (blocks: readonly DocxBlock[]): DocxTable[] =>
  blocks.flatMap((block) => (block.type === 'table' ? [block] : block.type === 'box' ? tablesIn(block.blocks) : []));

/** Blanks by each of the rows around them. */
function byRow(blanks: readonly DocxBlank[]): ReadonlyMap<string, DocxBlank[]> {
  const found = new Map<string, DocxBlank[]>();
  for (const blank of blanks)
    for (const { index, 0: step } of blank.place.matchAll(/\/r\d+/g)) {
      const row = blank.place.slice(0, index + step.length);
      const own = found.get(row);
      if (own === undefined) found.set(row, [blank]);
      else own.push(blank);
    }
  return found;
}

const isAlike = (row: DocxTableRow, other: DocxTableRow): boolean => row.label === other.label;

/** A row below a head, all of it empty: at least two of its columns are of the trade, and another such row follows or it is the last. */
function repeats(rows: readonly DocxTableRow[], at: number, code: FormCode, before: DocxMapping['rows']): boolean {
  const row = rows[at]!;
  if (!row.canRepeat || row.label.includes('／')) return false;
  if (before.some(({ label }) => label === row.label)) return true;
  const free = row.cells.filter(({ blank }) => blank !== undefined).length;
  const isBelowHead = at > 0 && rows[at - 1]!.cells.every(({ blank }) => blank === undefined);
  if (!isBelowHead || free < 2 || free < row.cells.length - 1) return false;
  const labels = row.label.split('、');
  return fieldsOf(code).lists.some(({ list }) => keysOf(labels, code, list).filter((key) => key !== undefined).length >= 2);
}

function listOf(code: FormCode, blanks: readonly DocxBlank[]): FormList {
  const { lists } = fieldsOf(code);
  const labels = blanks.map(({ label }) => label);
  const isCounted = labels.filter((label) => counts.includes(lineFieldOf(label, () => true) ?? '')).length >= 3;
  if (isCounted && lists.some(({ list }) => list === 'departments')) return 'departments';
  const known = lists.map(({ list }) => ({ list, hits: keysOf(labels, code, list).filter((key) => key !== undefined).length }));
  return known.reduce((best, one) => (one.hits > best.hits ? one : best)).list;
}

/** The field of a line that each column asks for; each field once. */
function keysOf(labels: readonly string[], code: FormCode, list: FormList): (string | undefined)[] {
  const kinds = kindsOf(code, list);
  const isKnown = (key: string): boolean => kinds.has(key);
  const columns = proposeColumns(
    'risk',
    labels.map((leaf, from) => ({ from, to: from, group: '', leaf })),
  );
  const used = new Set<string>();
  return labels.map((label, at) => {
    const field = columns[at]?.field ?? null;
    const imported = field === null ? undefined : [field === 'measures' ? 'allMeasures' : field].find(isKnown);
    const number = /^(序号|序|no)$/.test(plainText(label)) ? 'no' : undefined;
    const person = lineFieldOf(label.replace(andPhone, ''), (one) => one in phones && isKnown(one));
    const key = lineFieldOf(label, isKnown) ?? imported ?? named(label, kinds) ?? person ?? number;
    if (key === undefined || used.has(key)) return undefined;
    used.add(key);
    return key;
  });
}

function lineValues(blanks: readonly DocxBlank[], code: FormCode, list: FormList, known: readonly DocxMapping[]): DocxMapping['places'] {
  const keys = keysOf(
    blanks.map(({ label }) => label),
    code,
    list,
  );
  return blanks.flatMap((blank, at) => {
    const key = keys[at];
    const value = toldOf(blank, known) ?? (key === undefined ? undefined : lineValue(key, blank.label, code, list));
    return value === undefined ? [] : [{ place: blank.place, kind: blank.kind, label: blank.label, value }];
  });
}

const phones: Readonly<Record<string, string>> = { owner: 'phone', leaderName: 'leaderPhone' };
const andPhone = /(?<=.)[及和与、/（(]?(?:联系)?(?:电话|手机号?码?|联系方式)[）)]?$/u;

/** `责任人及电话` asks for both. */
function lineValue(key: string, label: string, code: FormCode, list: FormList): FormValue {
  const phone = andPhone.test(label) ? phones[key] : undefined;
  return phone !== undefined && kindsOf(code, list).has(phone) ? { ...plainValue(key), text: `{${key}}\n{${phone}}` } : plainValue(key);
}

const toldOf = ({ kind, label }: DocxBlank, known: readonly DocxMapping[]): FormValue | undefined =>
  label === '' ? undefined : known.flatMap(({ places }) => places).find((place) => place.kind === kind && place.label === label)?.value;

/** A field called by its name or its key, as placeholders do. */
const named = (label: string, kinds: ReadonlyMap<string, FieldKind>): string | undefined =>
  [...kinds.keys()].find((key) => key === label || plainText(fieldTitle(key)) === plainText(label));

function headValue({ kind, label, options }: DocxBlank, code: FormCode): FormValue | undefined {
  const kinds = kindsOf(code, null);
  const isKnown = (key: string): boolean => kinds.has(key);
  const [left = '', above] = label.split('／');
  const key =
    above !== undefined
      ? summary.test(left)
        ? (headFieldOf(above, isKnown) ?? lineFieldOf(above, (one) => counts.includes(one) && isKnown(one)))
        : undefined
      : (headFieldOf(label, isKnown) ?? named(label, kinds) ?? (kind === 'day' && /^$|日期|时间/.test(label) ? 'compiledOn' : undefined));
  if (key === undefined || (options !== undefined && !ticked.has(key))) return undefined;
  if (kind === 'day' && kinds.get(key) !== 'date') return undefined;
  return plainValue(key, kinds.get(key) === 'date' ? fullDay : {});
}

/** Words by which editions of a form know each other. */
export function docxShape(form: DocxForm): { sheets: { name: string; texts: string[] }[] } {
  const textsOf = (blocks: readonly DocxBlock[]): string[] =>
    blocks.flatMap((block) =>
      block.type === 'paragraph'
        ? [plainText(block.pieces.map(({ text, blank }) => (blank === undefined ? text : '')).join(''))]
        : block.type === 'box'
          ? textsOf(block.blocks)
          : block.rows.flatMap((row) => row.cells.flatMap((cell) => textsOf(cell.blocks))),
    );
  return {
    sheets: form.parts.map(({ name, blocks }) => ({
      name,
      texts: [...new Set(textsOf(blocks).filter((text) => text !== ''))].slice(0, 200),
    })),
  };
}
