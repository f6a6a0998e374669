import type { DocxMapping, DocxNote, DocxRow } from '../../db/domain/form/docxForm';
import { fieldsIn, type FormValue } from '../../db/domain/form/form';
import { kindsOf, type FormValues } from './fields';
import { readPart, type Located, type LocatedRow, type ReadPart } from './docxForm';
import { openDocx } from './docxPackage';
import { repeated } from './docxRows';
import { entrySplices } from './docxWrite';
import { spliced, type Splice, type XmlNode } from './docxXml';
import { writtenText, type FieldValues } from './mapping';

export interface FilledDocx {
  bytes: Uint8Array;
  /** What could not be written, and where. */
  notes: DocxNote[];
}

/**
 * The authority's own document with a paper's content at the places that a mapping names. Nothing else of it changes.
 * @throws IntakeFailure when the file is no docx
 */
export async function fillDocx(bytes: Uint8Array, file: string, mapping: DocxMapping, values: FormValues): Promise<FilledDocx> {
  const { parts, notes: told, write } = await openDocx(bytes, file);
  const read = parts.map(({ name, xml, root }) => readPart(name, xml, root));
  const notes = [...told, ...read.flatMap((part) => part.notes)];
  const plan = planned(read, mapping, values, notes);
  const changed = new Map(
    read.flatMap((part, at): [string, string][] => {
      const splices = splicesOf(part, plan, values, notes);
      return splices.length === 0 ? [] : [[parts[at]!.entry, spliced(part.xml, splices)]];
    }),
  );
  return { bytes: await write(changed), notes };
}

interface Plan {
  blanks: Map<Located, FormValue>;
  rows: Map<LocatedRow, DocxRow>;
}

/** Finds again what a mapping names: where it was, else the one other place that says the same. */
function planned(read: readonly ReadPart[], mapping: DocxMapping, values: FormValues, notes: DocxNote[]): Plan {
  if (mapping.places.length === 0) notes.push({ key: 'nothingMapped', place: '', label: '', text: '' });
  const plan: Plan = { blanks: new Map(), rows: new Map() };
  const rows = read.flatMap((part) => part.rows);
  for (const row of mapping.rows) {
    const found = again(rows, row, plan.rows);
    if (found === undefined) notes.push({ key: 'rowGone', place: row.place, label: row.label, text: '' });
    else {
      if (found.place !== row.place) notes.push({ key: 'rowMoved', place: row.place, label: row.label, text: found.place });
      plan.rows.set(found, row);
    }
  }
  const blanks = read.flatMap((part) => part.blanks);
  for (const wanted of mapping.places) {
    const found = again(
      blanks.filter(({ kind }) => kind === wanted.kind),
      wanted,
      plan.blanks,
    );
    if (found === undefined) notes.push({ key: 'placeGone', place: wanted.place, label: wanted.label, text: wanted.value.text });
    else {
      if (found.place !== wanted.place) notes.push({ key: 'placeMoved', place: wanted.place, label: wanted.label, text: found.place });
      plan.blanks.set(found, wanted.value);
    }
  }
  noteRest(blanks, plan, values, notes);
  for (const { copies } of read) {
    sameInCopies(copies.blanks, plan.blanks);
    sameInCopies(copies.rows, plan.rows);
  }
  return plan;
}

/** What is written in a text box is written in its copy for older programs, too. */
function sameInCopies<One extends Placed, Value>(copies: readonly One[], plan: Map<One, Value>): void {
  const filled = new Map(Array.from(plan, ([{ place, label }, value]) => [`${place} ${label}`, value]));
  for (const copy of copies) {
    const value = filled.get(`${copy.place} ${copy.label}`);
    if (value !== undefined) plan.set(copy, value);
  }
}

interface Placed {
  place: string;
  label: string;
}

function again<One extends Placed>(all: readonly One[], { place, label }: Placed, taken: ReadonlyMap<One, unknown>): One | undefined {
  const there = all.find((one) => one.place === place && one.label === label && !taken.has(one));
  if (there !== undefined) return there;
  const others = label === '' ? [] : all.filter((one) => one.label === label && !taken.has(one));
  if (others.length === 1) return others[0];
  // Earlier versions of the application called some places by more words, or by those behind them.
  return all.find(
    (one) => one.place === place && !taken.has(one) && one.label !== '' && (label.startsWith('…') || label.startsWith(`${one.label}／`)),
  );
}

/** Placeholders that nobody filled, rows without a field, fields that the paper does not have. */
function noteRest(blanks: readonly Located[], { blanks: filled, rows }: Plan, values: FormValues, notes: DocxNote[]): void {
  for (const blank of blanks)
    if (blank.kind === 'placeholder' && !blank.was.startsWith('【') && !filled.has(blank))
      notes.push({ key: 'placeholderUnknown', place: blank.place, label: blank.label, text: blank.was });
  for (const [row, { list }] of rows) {
    const isNamed = [...filled.keys()].some((blank) => blank.rows.includes(row.node));
    const isInside = [...rows.keys()].some((other) => row.outer.includes(other.node));
    if (isInside) notes.push({ key: 'rowInside', place: row.place, label: row.label, text: '' });
    else if (!isNamed || values.lists[list] === undefined) notes.push({ key: 'rowWithout', place: row.place, label: row.label, text: '' });
  }
  for (const [blank, value] of filled) {
    const known = kindsOf(values.code, listAround(blank, rows)?.list ?? null);
    for (const key of fieldsIn(value.text))
      if (!known.has(key)) notes.push({ key: 'fieldUnknown', place: blank.place, label: blank.label, text: key });
  }
}

/** List of the row that a blank is repeated with, if it is. */
function listAround(blank: Located, rows: Plan['rows']): DocxRow | undefined {
  return [...rows].find(([row]) => blank.rows.includes(row.node))?.[1];
}

/** Records of a list that a row asks for. */
function recordsOf({ list, levels }: DocxRow, values: FormValues): readonly FieldValues[] {
  const all = values.lists[list] ?? [];
  return levels.length === 0 ? all : all.filter((record) => levels.some((level) => level === record['level']));
}

function splicesOf({ xml, blanks, rows: own, copies }: ReadPart, plan: Plan, values: FormValues, notes: DocxNote[]): Splice[] {
  const rows = [...own, ...copies.rows];
  const filled = [...blanks, ...copies.blanks].filter((blank) => plan.blanks.has(blank));
  const turned = rows.filter((row) => plan.rows.has(row) && ![...plan.rows.keys()].some((other) => row.outer.includes(other.node)));
  const entries = (own: readonly Located[], row: DocxRow | undefined, record: FieldValues) => {
    const kinds = kindsOf(values.code, row?.list ?? null);
    return own.map((blank) => ({ blank, text: writtenText(plan.blanks.get(blank)!, kinds, record) }));
  };
  const outside = filled.filter((blank) => !turned.some((row) => blank.rows.includes(row.node)));
  const splices = entrySplices(xml, entries(outside, undefined, values.head), notes);
  for (const row of turned) {
    const wanted = plan.rows.get(row)!;
    const own = filled.filter((blank) => blank.rows.includes(row.node));
    const records = recordsOf(wanted, values);
    const nothing = own.map((blank, at) => ({ blank, text: at === 0 ? wanted.none : '' }));
    const told = records.map((record) => entries(own, wanted, { ...values.head, ...record }));
    const lines = (told.length === 0 ? [nothing] : told).map((line) => entrySplices(xml, line, notes));
    const isTaken = (node: XmlNode) => filled.some((blank) => blank.rows.includes(node)) || turned.some((other) => other.node === node);
    splices.push(...repeated(xml, row, lines, isTaken));
  }
  return splices;
}
