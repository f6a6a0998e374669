import type { AuditRow } from '../audit';
import { differences, ownName, silentFields, type FieldChange } from '../domain/difference';
import { maskedPair } from '../domain/personal/mask';
import type { Reader, SqlValue } from '../handle';
import { columnsOf, subjects, subjectTables, type Row, type Subject } from '../tables';
import { reasonOf } from '../undo';
import { furtherIds } from './riskOwner';

type Image = Record<string, unknown> | null;

/** Which changes to find; what is left out does not limit. Instants in milliseconds UTC, `until` not included. */
export interface ChangeFilter {
  subject?: string | undefined;
  /** Column that was changed; the making and removing of a record are no changes of a field. */
  field?: string | undefined;
  actor?: string | undefined;
  /** By account, whatever it was called at the time. */
  accountId?: string | undefined;
  since?: number | undefined;
  until?: number | undefined;
}

/** One record changed by one command, as people read it. Numbers of people are masked. */
export interface FoundChange {
  seq: number;
  at: number;
  actor: string;
  command: string;
  subject: string;
  subjectId: string;
  /** Number and words of the record, or of the one that it belongs to; empty where nothing tells. */
  name: string;
  /** `erased`: what it said was removed as personal data. */
  kind: 'created' | 'changed' | 'removed' | 'erased';
  fields: FieldChange[];
}

type AuditLine = Omit<FoundChange, 'kind' | 'fields' | 'name'> & {
  beforeDigest: string;
  afterDigest: string;
  before: string | null;
  after: string | null;
};

/** Rows of the audit looked through at a time, so that no query takes long however little is found. */
const portion = 4000;

const limits: Readonly<Record<keyof ChangeFilter, string>> = {
  subject: 'a.subject = @subject',
  field: `a.beforeDigest <> '' AND a.afterDigest <> ''`,
  actor: 'a.actor = @actor',
  accountId: 'a.accountId = @accountId',
  since: 'a.at >= @since',
  until: 'a.at < @until',
};
const fieldDiffers = `json_extract(p.before, '$.' || @field) IS NOT json_extract(p.after, '$.' || @field)`;
function conditions(filter: ChangeFilter): { where: string[]; params: Record<string, SqlValue> } {
  const stated = Object.entries(filter).filter(([, value]) => value !== undefined) as [keyof ChangeFilter, SqlValue][];
  return { where: stated.map(([name]) => limits[name]), params: Object.fromEntries(stated) };
}

/**
 * Changes newest first, before a seq. @returns `next` to go on from, null at the end; `rows` may be fewer than the limit before that
 */
export function findChanges(
  reader: Reader,
  filter: ChangeFilter,
  before: number,
  limit: number,
): { rows: FoundChange[]; next: number | null } {
  const { where, params: stated } = conditions(filter);
  const params = { ...stated, before, limit, portion };
  const window = `SELECT * FROM audit a WHERE ${['a.seq < @before', ...where].join(' AND ')} ORDER BY a.seq DESC LIMIT @portion`;
  const lines = reader.all<AuditLine>(
    `SELECT a.seq, a.at, a.actor, a.command, a.subject, a.subjectId, a.beforeDigest, a.afterDigest, p.before, p.after
     FROM (${window}) a JOIN auditPayload p ON p.seq = a.seq ${filter.field === undefined ? '' : `WHERE ${fieldDiffers}`}
     ORDER BY a.seq DESC LIMIT @limit`,
    params,
  );
  const { looked, last } = reader.get<{ looked: number; last: number | null }>(
    `SELECT count(*) AS looked, min(seq) AS last FROM (${window})`,
    params,
  )!;
  const next = lines.length === limit ? lines.at(-1)!.seq : looked === portion ? last : null;
  return { rows: lines.map((line) => foundChange(reader, line)), next };
}

/** All entries of the audit that fit, oldest first, with their images and salts. */
export const auditLines = (
  reader: Reader,
  filter: ChangeFilter,
): IterableIterator<AuditRow & { salt: string; before: string | null; after: string | null }> => {
  const { where, params } = conditions(filter);
  return reader.iterate(
    `SELECT a.*, p.salt, p.before, p.after FROM audit a JOIN auditPayload p ON p.seq = a.seq WHERE ${['1', ...where].join(' AND ')}
      ${filter.field === undefined ? '' : `AND ${fieldDiffers}`} ORDER BY a.seq`,
    params,
  );
};

function foundChange(reader: Reader, { beforeDigest, afterDigest, before, after, ...line }: AuditLine): FoundChange {
  const images = { before: imageOf(before), after: imageOf(after) };
  const isErased = before === null && after === null;
  return {
    ...line,
    name: recordName(reader, line.subject, line.subjectId, images.after ?? images.before),
    kind: isErased ? 'erased' : beforeDigest === '' ? 'created' : afterDigest === '' ? 'removed' : 'changed',
    fields: differences(maskedPair(line.subject, images.before, images.after)),
  };
}

/** What an issued paper froze is large and told nowhere. */
const withoutFrozen = ({ dossier: _dossier, document: _document, ...row }: Record<string, unknown>): Record<string, unknown> => row;

/** An image of a row as histories use it. */
export const imageOf = (text: string | null): Image => (text === null ? null : withoutFrozen(JSON.parse(text) as Record<string, unknown>));

/** Columns that name the record to which one without a name belongs, nearest first. */
const owners: readonly (readonly [column: string, subject: Subject])[] = [
  ['riskId', 'risk'],
  ['personId', 'person'],
  ['riskPointId', 'riskPoint'],
  ['filingId', 'filing'],
  ['submissionId', 'submission'],
  ['roundId', 'round'],
  ['authorityId', 'authority'],
];

/** What a record is known by, or the one that it belongs to; one that is gone by its last image. */
export function recordName(reader: Reader, subject: string, id: string, image: Image): string {
  const own = image === null ? '' : ownName(image);
  if (own !== '' || image === null) return own;
  if (subject === 'department') {
    const name = reader.value<string>('SELECT name FROM departmentName WHERE departmentId = ? ORDER BY validFrom DESC LIMIT 1', [id]);
    return name ?? '';
  }
  const told = image['subject'] as Subject;
  if (typeof image['subjectId'] === 'string' && subjects.includes(told)) return lastName(reader, told, image['subjectId']);
  const [column, owner] = owners.find(([name]) => typeof image[name] === 'string') ?? [];
  return column === undefined || owner === undefined ? '' : lastName(reader, owner, image[column] as string);
}

function lastName(reader: Reader, subject: Subject, id: string): string {
  const row =
    reader.get<Record<string, unknown>>(`SELECT * FROM "${subject}" WHERE id = ?`, [id]) ??
    imageOf(
      reader.value<string>(
        `SELECT p.before FROM audit a JOIN auditPayload p ON p.seq = a.seq WHERE a.subjectId = ? AND a.afterDigest = '' ORDER BY a.seq DESC LIMIT 1`,
        [id],
      ) ?? null,
    );
  return row === null ? '' : ownName(row);
}

/** What the record of this id is known by as it is now; null where there is none. */
export function nameOfId(reader: Reader, id: string): string | null {
  const subject = reader.value<Subject>('SELECT subject FROM audit WHERE subjectId = ? LIMIT 1', [id]);
  const row = subject && reader.get<Record<string, unknown>>(`SELECT * FROM "${subject}" WHERE id = ?`, [id]);
  return row ? recordName(reader, subject, id, row) : null;
}

/** Names of the records that fields of changes point to, by id, as they are now. */
export function namesIn(reader: Reader, changes: readonly FoundChange[]): Map<string, string> {
  const pointed = changes.flatMap(({ fields }) =>
    fields.filter(({ field }) => field.endsWith('Id')).flatMap(({ before, after }) => [before, after]),
  );
  return new Map(Object.entries(namesOf(reader, pointed)));
}
/** Names of records by id, of those among the values that are ids of something with a name. */
export function namesOf(reader: Reader, values: readonly unknown[]): Record<string, string> {
  const ids = [...new Set(values)].filter((value) => typeof value === 'string');
  return Object.fromEntries(
    ids.flatMap((id) => {
      const name = reader.value<string>(nameSql, { id });
      return name === undefined ? [] : [[id, name]];
    }),
  );
}
const named = ['post', 'person', 'riskPoint', 'authority', 'floorPlan', 'zone', 'round'] as const satisfies readonly Subject[];
const nameSql = [
  'SELECT name FROM departmentName WHERE departmentId = @id AND validTo IS NULL',
  ...named.map((subject) => `SELECT name FROM "${subject}" WHERE id = @id`),
].join(' UNION ALL ');

/** By what changes can be found: who has made any, subjects with the columns that people know. */
export interface ChangeFacets {
  /** Who did something before there were accounts. */
  actors: string[];
  /** Accounts that did something, by the name that they had last. */
  accounts: { id: string; name: string }[];
  subjects: { subject: Subject; fields: string[] }[];
}
export const changeFacets = (reader: Reader): ChangeFacets => ({
  actors: reader.remember('audit.actors', () =>
    reader.column<string>('SELECT DISTINCT actor FROM audit WHERE accountId IS NULL ORDER BY actor'),
  ),
  accounts: reader
    .all<{ id: string; name: string }>(
      'SELECT a.accountId AS id, coalesce(c.name, a.actor) AS name, max(a.seq) AS seq FROM audit a LEFT JOIN account c ON c.id = a.accountId WHERE a.accountId IS NOT NULL GROUP BY a.accountId ORDER BY name',
    )
    .map(({ id, name }) => ({ id, name })),
  subjects: subjects.map((subject) => ({
    subject,
    fields: columnsOf(subjectTables[subject])
      .map(({ name }) => name)
      .filter((name) => !silentFields.has(name)),
  })),
});

export interface RecordChange {
  seq: number;
  at: number;
  actor: string;
  command: string;
  subject: string;
  before: Image;
  after: Image;
  /** Why it was changed together with others. */
  reason: string | null;
  /** Name of the copy in which it was done before it was merged in; its `seq` is below zero. NULL for what was done here. */
  copy: string | null;
}

/** Rows that people take for part of a record: names of a department, places of a person, cards of a point, files and events. */
const belonging = `SELECT id FROM departmentName WHERE departmentId = @id UNION ALL SELECT id FROM assignment WHERE personId = @id
  UNION ALL SELECT id FROM noticeCard WHERE riskPointId = @id UNION ALL SELECT id FROM attachment WHERE subjectId = @id
  UNION ALL SELECT id FROM filingEvent WHERE filingId = @id`;

/**
 * History of one record with what belongs to it, newest first, numbers of people masked; that of a risk tells of its further owners,
 * by their names.
 */
export const recordHistory = (reader: Reader, id: string, limit: number): RecordChange[] =>
  reader
    .all<Omit<RecordChange, 'before' | 'after'> & { place: number; before: string | null; after: string | null }>(
      `SELECT * FROM (SELECT a.seq, a.at, a.actor, a.command, a.subject, p.before, p.after, ${reasonOf('a.step')} AS reason, NULL AS copy, a.seq AS place
        FROM audit a JOIN auditPayload p ON p.seq = a.seq WHERE a.subjectId IN (SELECT value FROM json_each(@ids))
      UNION ALL
      SELECT -m.rowid, m.at, m.actor, m.command, m.subject, m.before, m.after, NULL, r.otherName, a.seq
        FROM mergedAudit m JOIN mergeRun r ON r.id = m.mergeRunId JOIN audit a ON a.subjectId = r.id AND a.beforeDigest = ''
        WHERE m.subjectId IN (SELECT value FROM json_each(@ids)) ) ORDER BY place DESC, seq < 0, abs(seq) DESC LIMIT @limit`,
      { ids: JSON.stringify([id, ...furtherIds(id), ...reader.column<string>(belonging, { id })]), limit },
    )
    .map(({ subject, before, after, place: _place, ...row }) => {
      const shown = subject === 'riskOwner' ? ownerShown(reader) : imageOf;
      return { ...row, subject, ...maskedPair(subject, shown(before), shown(after)) };
    });

/** A further owner as what the risk says of them. */
const ownerShown =
  (reader: Reader) =>
  (image: string | null): Record<string, unknown> => {
    const { ownerId, ownerPostId, ownerText = '' } = JSON.parse(image ?? '{}') as Partial<Row<'riskOwner'>>;
    const name =
      reader.value<string>('SELECT name FROM person WHERE id = ?', [ownerId ?? null]) ??
      reader.value<string>('SELECT name FROM post WHERE id = ?', [ownerPostId ?? null]);
    return { ownerText: name ?? ownerText };
  };
