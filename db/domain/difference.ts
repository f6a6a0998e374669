/** Images of a record before and after a change; null where it did not exist. */
export interface Images {
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}
export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

/** Columns that follow from others or serve the machine. */
export const silentFields: ReadonlySet<string> = new Set([
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

export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || value === '[]' || value === '{}';

/** What a change did to each field that people know; of a new or removed record only what is filled in. */
export function differences({ before, after }: Images): FieldChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter((field) => !silentFields.has(field));
  return fields
    .map((field) => ({ field, before: before?.[field], after: after?.[field] }))
    .filter((change) => !(isBlank(change.before) && isBlank(change.after)) && change.before !== change.after);
}

/** How a record calls itself: its number and its words, whichever it has; empty for none. */
export function ownName(row: Readonly<Record<string, unknown>>): string {
  return [row['riskNo'] ?? row['number'] ?? row['no'], row['hazardSource'] ?? row['name'] ?? row['title'] ?? row['fileName']]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ');
}
