import { call, load, type Data, type Input } from '../../api';
import type { Selection } from '../../components/table/selection';
import { showFailure } from '../../notice';
import type { Row, Side } from './words';

export type Filter = NonNullable<Input<'copies.rows'>['filter']>;

type Which = Omit<Input<'copies.decide'>, 'id' | 'side'>;

/** Decides and tells what was not taken; undefined when nothing was. */
export async function decide(id: string, which: Which, side: Side | null): Promise<Data<'copies.decide'> | undefined> {
  const reply = await call('copies.decide', { id, ...which, side });
  if (reply.ok) return reply.data;
  showFailure(reply.error);
  return undefined;
}

/** What a selection of the list means to `decide`. Everything except some is looked up row by row. */
export async function whichOf(id: string, selection: Selection<Filter>, numbers: ReadonlyMap<string, number>): Promise<Which> {
  if ('ids' in selection) return { rows: selection.ids.flatMap((row) => numbers.get(row) ?? []) };
  if (selection.except.length === 0) return { filter: selection.filter };
  const left = new Set(selection.except);
  const rows: number[] = [];
  for (let offset = 0, total = 1; offset < total; offset += mostRows) {
    const page = await load('copies.rows', { id, filter: selection.filter, offset, limit: mostRows });
    rows.push(...page.rows.filter((row) => !left.has(row.id)).map(({ n }) => n));
    total = page.total;
  }
  return { rows };
}
const mostRows = 200;

/** A row as it stands once a decision was taken, without asking for it again: its filter may not find it any more. */
export function decided(row: Row, side: Side | null, field?: string): Row {
  const group = row.fields.find((entry) => entry.field === field)?.group ?? null;
  const isMeant = (entry: Row['fields'][number]) =>
    field === undefined || entry.field === field || (group !== null && entry.group === group);
  const fields = row.fields.map((entry) => (entry.from === 'conflict' && isMeant(entry) ? { ...entry, decision: side } : entry));
  const decision = field === undefined ? side : null;
  const isOpen =
    row.verdict === 'conflict' &&
    decision === null &&
    (field === undefined || fields.some((entry) => entry.from === 'conflict' && entry.decision === null));
  return { ...row, fields, decision, isOpen };
}

/** The next row that nobody has decided, after the one shown, else from the beginning. */
export async function nextOpen(id: string, n: number): Promise<Row | undefined> {
  const { rows, names } = await load('copies.rows', { id, filter: { open: true }, offset: 0, limit: mostRows });
  const next = rows.find((row) => row.n > n) ?? rows[0];
  return next && { ...next, names: new Map(Object.entries(names)) };
}
