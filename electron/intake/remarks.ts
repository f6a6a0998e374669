/** What the first line of a preview can say about a register, most telling first, with the notes that count for it. */
const remarks = {
  levels: ['levelDiffers', 'levelKept'],
  ownersLeft: ['ownerLeft'],
  repeated: ['duplicateRow', 'duplicateNumber', 'duplicatePerson', 'duplicateDepartment', 'duplicatePost', 'alreadyTwice', 'numberTaken'],
  scores: ['scoreDiffers'],
  ownersUnknown: ['ownerUnmatched'],
  ownersNamesake: ['ownerNamesake'],
  idNumbers: ['idNumberInvalid', 'idNumberTruncated', 'idNumberSex'],
  dates: ['dateNotRead', 'dateImplausible', 'dateNoYear', 'spanBackwards'],
  unread: [
    'numberNotRead',
    'levelNotRead',
    'methodNotRead',
    'kindNotRead',
    'controlLevelNotRead',
    'employmentNotRead',
    'sexNotRead',
    'departmentKindNotRead',
    'postLevelNotRead',
    'yesNoNotRead',
    'errorValue',
  ],
  factors: ['factorsIncomplete', 'scoreOnly'],
  accidents: ['accidentTypeUnknown'],
  formerAccidents: ['accidentAmbiguous'],
  cycles: ['ownParent', 'parentCycle'],
  parents: ['newParent'],
} as const;
type RemarkKey = keyof typeof remarks;

interface Told {
  key: string;
  value?: string;
}

/** Counted by name and not by row: twenty risks of one owner who has left are one owner. */
const byName: ReadonlySet<RemarkKey> = new Set<RemarkKey>(['ownersLeft', 'ownersUnknown', 'ownersNamesake', 'parents']);

export interface Remark {
  key: RemarkKey;
  count: number;
  /** Keys of the notes that it counts. */
  notes: readonly string[];
}

const most = 6;

/**
 * The few things about their own register that its owner does not know yet; empty when nothing was noticed.
 * @param quiet notes about what the workspace does not have yet rather than about the sheet
 */
export function remarksOf(rows: Iterable<{ notes: readonly Told[]; problems?: readonly Told[] }>, quiet: readonly string[]): Remark[] {
  const keyOf = new Map<string, RemarkKey>(
    (Object.keys(remarks) as RemarkKey[]).flatMap((key) => remarks[key].map((note): [string, RemarkKey] => [note, key])),
  );
  for (const note of quiet) keyOf.delete(note);
  const counted = new Map<RemarkKey, number>();
  const named = new Map<RemarkKey, Set<string>>();
  for (const { notes, problems = [] } of rows) {
    // A row that is repeated in two ways is one repeated row.
    const found = new Set<RemarkKey>();
    for (const { key: note, value = '' } of [...problems, ...notes]) {
      const key = keyOf.get(note);
      if (key === undefined) continue;
      found.add(key);
      if (byName.has(key)) named.set(key, (named.get(key) ?? new Set()).add(value));
    }
    for (const key of found) counted.set(key, (counted.get(key) ?? 0) + 1);
  }
  return (Object.keys(remarks) as RemarkKey[])
    .map((key) => ({ key, count: named.get(key)?.size ?? counted.get(key) ?? 0, notes: remarks[key] }))
    .filter(({ count }) => count > 0)
    .slice(0, most);
}
