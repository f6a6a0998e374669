import { dayStart } from '../domain/period';
import { bare } from '../domain/risk/matchKey';
import type { Reader } from '../handle';
import { columnsOf, subjectTables, type Row, type Subject } from '../tables';

/** A record as it stood at the end of a day. */
export interface PastRow<S extends Subject> {
  row: Row<S>;
  /** It was entered only after the day: `row` is what was entered first. */
  isLater: boolean;
  /** It was removed by then: `row` is what it was last. */
  isGone: boolean;
}

/**
 * A record as the audit knows it at the end of a day, also one that is gone since.
 * @returns undefined where there never was one, or its images were erased
 */
export function rowOn<S extends Subject>(reader: Reader, subject: S, id: string, day: string): PastRow<S> | undefined {
  const find = (when: string, order: string) =>
    reader.get<{ before: string | null; after: string | null; afterDigest: string }>(
      `SELECT p.before, p.after, a.afterDigest FROM audit a JOIN auditPayload p ON p.seq = a.seq
        WHERE a.subjectId = @id AND a.subject = @subject AND ${when} ORDER BY a.seq ${order} LIMIT 1`,
      { id, subject, until: dayStart(day, 1) },
    );
  const until = find('a.at < @until', 'DESC');
  const known = until ?? find('a.at >= @until', 'ASC');
  const image = known?.after ?? known?.before;
  const isLater = until === undefined;
  const isGone = until?.afterDigest === '';
  if (image) return { row: { ...empty(subject), ...(JSON.parse(image) as Row<S>) }, isLater, isGone };
  const row = reader.get<Row<S>>(`SELECT * FROM "${subject}" WHERE id = ?`, [id]);
  return row === undefined ? undefined : { row, isLater: known !== undefined && isLater, isGone };
}

/** Columns that came after an image was written, with what they say by default. */
const empty = (subject: Subject): Record<string, unknown> =>
  Object.fromEntries(columnsOf(subjectTables[subject]).map((column) => [column.name, column.default ?? null]));

/** Day on which a record was first entered here. */
export function enteredOn(reader: Reader, id: string): string | null {
  const at = reader.value<number>('SELECT at FROM audit WHERE subjectId = ? ORDER BY seq LIMIT 1', [id]);
  return at === undefined ? null : localDay(at);
}

/** Calendar day of an instant where the machine is. */
export function localDay(at: number): string {
  const date = new Date(at);
  return [date.getFullYear(), String(date.getMonth() + 1).padStart(2, '0'), String(date.getDate()).padStart(2, '0')].join('-');
}

/** The record that a person's was joined to, or itself; NULL where neither is there any more. */
export function personNow(reader: Reader, id: string): string | null {
  const seen = new Set<string>();
  for (let at = id; !seen.has(at);) {
    seen.add(at);
    if (reader.value('SELECT 1 FROM person WHERE id = ?', [at]) !== undefined) return at;
    const kept = joinedTo(reader, at);
    if (kept === undefined) return null;
    at = kept;
  }
  return null;
}

/** Where the pointers to a person went in the step that removed the record. */
function joinedTo(reader: Reader, gone: string): string | undefined {
  const step = reader.value<number>(
    `SELECT step FROM audit WHERE subjectId = ? AND subject = 'person' AND afterDigest = '' ORDER BY seq DESC LIMIT 1`,
    [gone],
  );
  if (step === undefined) return undefined;
  const images = reader.all<{ before: string; after: string }>(
    `SELECT p.before, p.after FROM audit a JOIN auditPayload p ON p.seq = a.seq
      WHERE a.step = ? AND p.before IS NOT NULL AND p.after IS NOT NULL AND instr(p.before, ?) > 0`,
    [step, gone],
  );
  for (const { before, after } of images) {
    const [was, is] = [JSON.parse(before), JSON.parse(after)] as Record<string, unknown>[];
    for (const [column, value] of Object.entries(was!))
      if (value === gone && typeof is![column] === 'string' && is![column] !== gone) return is![column] as string;
  }
  return undefined;
}

/** Name of a department that is gone altogether, and the one that its name means since. */
export function departmentGone(reader: Reader, id: string): { name: string; keptId: string | null } | undefined {
  const name = reader.value<string>(
    `SELECT json_extract(p.before, '$.name') FROM audit a JOIN auditPayload p ON p.seq = a.seq
      WHERE a.subject = 'departmentName' AND a.afterDigest = '' AND json_extract(p.before, '$.departmentId') = ? ORDER BY a.seq DESC LIMIT 1`,
    [id],
  );
  if (name === undefined) return undefined;
  const keptId = reader.value<string>(`SELECT targetId FROM nameAlias WHERE subject = 'department' AND name = ?`, [bare(name)]);
  return { name, keptId: keptId ?? null };
}
