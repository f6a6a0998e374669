import type { Data } from '../../api';

export type RecordChange = Data<'history.record'>[number];
export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

/** Columns that follow from others or serve the machine. */
const silent = new Set([
  'id',
  'revision',
  'createdAt',
  'createdBy',
  'updatedAt',
  'riskNoKey',
  'matchKey',
  'levelRank',
  'missing',
  'missingCount',
  'sort',
  'importId',
  'isSample',
  'ownerId',
  'ownerPostId',
  'riskId',
  'roundId',
  'personId',
  'baseRoundId',
  'replacesId',
  'subjectId',
  'floorPlanId',
  'filingId',
  'sha256',
  'mediaType',
  'contentHash',
  'sources',
  'places',
  'before',
  'after',
  'dossier',
  'document',
  'template',
  'appVersion',
  'auditHead',
  'findings',
]);

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '' || value === '[]' || value === '{}';

/** What a change did to each field that people know; of a new or removed record only what is filled in. */
export function differences({ before, after }: Pick<RecordChange, 'before' | 'after'>): FieldChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter((field) => !silent.has(field));
  return fields
    .map((field) => ({ field, before: before?.[field], after: after?.[field] }))
    .filter((change) => !(isBlank(change.before) && isBlank(change.after)) && change.before !== change.after);
}

/** How a record calls itself. */
export function nameOf(changes: readonly Pick<RecordChange, 'before' | 'after'>[]): string | undefined {
  for (const { after, before } of changes) {
    const row = after ?? before ?? {};
    const parts = [row['riskNo'] ?? row['number'] ?? row['no'], row['hazardSource'] ?? row['name'] ?? row['title']].filter(
      (part) => typeof part === 'string' && part !== '',
    );
    if (parts.length > 0) return parts.join(' ');
  }
  return undefined;
}

/** Risk points that a record has belonged to, by id. */
export const pointsOf = (changes: readonly Pick<RecordChange, 'before' | 'after'>[]): string[] =>
  [...new Set(changes.flatMap(({ before, after }) => [before?.['riskPointId'], after?.['riskPointId']]))].filter(
    (id) => typeof id === 'string',
  );
