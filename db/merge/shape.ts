import type { Reader } from '../handle';
import { subjects, type Subject } from '../tables';

/** A row as SQLite gives it. */
export type AnyRow = Record<string, string | number | null>;

/**
 * Subjects that are never merged row by row: accounts and what belongs to them stay those of this workspace, numbers in use are raised to
 * the higher of both.
 */
const ownSubjects: ReadonlySet<Subject> = new Set(['account', 'accountDepartment', 'recovery', 'restoration', 'counter', 'mergeRun']);
export const mergedSubjects: readonly Subject[] = subjects.filter((subject) => !ownSubjects.has(subject));

/** What every write moves on, who made the record, and SQLite's own key: no content. */
const bookkeeping: ReadonlySet<string> = new Set(['id', 'revision', 'createdAt', 'createdBy', 'updatedAt']);

/** Columns that follow from others: never a difference of their own, computed anew or numbered by whoever writes. */
const derived: Readonly<Partial<Record<Subject, readonly string[]>>> = {
  risk: ['seq', 'riskNoKey', 'matchKey', 'levelRank', 'missing', 'missingCount', 'nextReviewOn', 'importId'],
  roundRisk: ['state', 'afterLevel', 'riskNoKey', 'department'],
  department: ['sort'],
};

/** Columns that only make sense together: a level that nobody assessed would come of factors from two sides. */
const groups: Readonly<Partial<Record<Subject, Readonly<Record<string, readonly string[]>>>>> = {
  risk: {
    assessment: 'method l10 e10 c s score100 level scale keptLevel directMajor directReason directCode'.split(' '),
    owner: ['ownerId', 'ownerPostId', 'ownerText'],
    leader: ['leaderId', 'leaderText'],
  },
  assessment: { assessment: 'method l10 e10 c s score100 level scale directReason'.split(' ') },
  riskOwner: { owner: ['ownerId', 'ownerPostId', 'ownerText'] },
  roundRisk: { confirmed: ['confirmedBy', 'confirmedOn'], implemented: ['implementation', 'implementedOn', 'implementedBy'] },
  enterprise: { scale: ['enteredScale', 'scaleReason'] },
  floorPlan: { size: ['width', 'height'] },
  noticeCard: { card: ['version', 'compiledOn', 'texts', 'contentHash'] },
  authorityForm: { form: ['sha256', 'mapping', 'shape', 'version', 'kind', 'code'] },
  assignment: { place: ['departmentId', 'postId'], employment: ['employment', 'employer'], days: ['validFrom', 'validTo'] },
  appointment: { certificate: ['certificate', 'certificateNumber', 'certificateTo'], days: ['validFrom', 'validTo'] },
  responsibility: { published: ['publishedFrom', 'publishedTo', 'publishedPlace'], approved: ['approvedBy', 'approvedOn', 'status'] },
  appraisal: { score: ['full10', 'self10', 'check10', 'grade'] },
  letter: { state: ['state', 'sentOn', 'signedOn', 'voidedOn', 'reason'] },
  inspectionFinding: { owner: ['ownerId', 'ownerText'], done: ['doneOn', 'doneNote'], verified: ['verifiedBy', 'verifiedOn'] },
  resolution: { owner: ['ownerId', 'ownerText'], done: ['doneOn', 'doneNote'], verified: ['verifiedBy', 'verifiedOn'] },
  publication: { days: ['fromOn', 'toOn'] },
};

/** Columns by which two records of one subject are the same entry, made on both sides. */
export const naturalKeys: Readonly<Partial<Record<Subject, readonly string[]>>> = {
  roundRisk: ['roundId', 'riskId'],
  roundSheet: ['roundId', 'departmentId'],
  assessment: ['riskId', 'role', 'recipient'],
  riskOwner: ['riskId', 'sort'],
  nameAlias: ['subject', 'name'],
  intakeLayout: ['signature'],
  activity: ['riskPointId'],
  equipment: ['riskPointId'],
  workplace: ['riskPointId'],
  noticeCard: ['riskPointId', 'version'],
  acknowledgement: ['responsibilityId', 'personId'],
  appraisal: ['periodId', 'personId', 'postId'],
};

/** Column with the number that people know a record by; no two records have one. */
export const numberColumns: Readonly<Partial<Record<Subject, string>>> = {
  risk: 'riskNo',
  riskPoint: 'no',
  round: 'no',
  filing: 'number',
  submission: 'no',
  letter: 'number',
  leaderInspection: 'no',
  committeeMeeting: 'no',
};

/** What left the house: a merge that brings it cannot be undone. */
export const finalSubjects: ReadonlySet<Subject> = new Set([
  'filing',
  'filingEvent',
  'filingFile',
  'submission',
  'submissionItem',
  'erasure',
]);

const isContent = (subject: Subject, column: string): boolean => !bookkeeping.has(column) && !(derived[subject] ?? []).includes(column);

/** The group of a column; its own name where it stands for itself. */
export function unitOf(subject: Subject, column: string): string {
  const found = Object.entries(groups[subject] ?? {}).find(([, columns]) => columns.includes(column));
  return found === undefined ? column : found[0];
}
/** Columns of a unit. */
export const columnsOfUnit = (subject: Subject, unit: string): readonly string[] => groups[subject]?.[unit] ?? [unit];
export const isGroup = (subject: Subject, unit: string): boolean => groups[subject]?.[unit] !== undefined;

/** Columns whose content differs; of one that is missing everything. */
export function differing(subject: Subject, a: AnyRow | null, b: AnyRow | null): string[] {
  const columns = Object.keys(a ?? b ?? {}).filter((column) => isContent(subject, column));
  if (a === null || b === null) return columns;
  return columns.filter((column) => (a[column] ?? null) !== (b[column] ?? null));
}

/** Columns whose content follows from others and differs. */
export const derivedDiffer = (subject: Subject, a: AnyRow, b: AnyRow): string[] =>
  (derived[subject] ?? []).filter((column) => column !== 'seq' && (a[column] ?? null) !== (b[column] ?? null));

export interface Reference {
  subject: Subject;
  column: string;
  table: Subject;
  /** NOT NULL: the record cannot be without. */
  isNeeded: boolean;
}

/** Columns that name rows of other subjects, of all subjects. */
export function allReferences(reader: Reader): Reference[] {
  return reader.remember('merge.references', () =>
    subjects.flatMap((subject) =>
      reader
        .all<{ column: string; table: Subject; isNeeded: number }>(
          `SELECT f."from" AS "column", f."table", c."notnull" AS isNeeded FROM pragma_foreign_key_list('${subject}') f
            JOIN pragma_table_info('${subject}') c ON c.name = f."from"`,
        )
        .map(({ column, table, isNeeded }) => ({ subject, column, table, isNeeded: isNeeded === 1 })),
    ),
  );
}
