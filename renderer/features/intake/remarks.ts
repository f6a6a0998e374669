import type { Plan } from './work';

/** What the first line of a preview can say about a register, most telling first, with the notes that count for it. */
const remarks = {
  levels: ['levelDiffers', 'levelKept'],
  scores: ['scoreDiffers'],
  owners: ['ownerUnmatched', 'ownerLeft', 'ownerNamesake'],
  repeated: ['duplicateRow', 'duplicateNumber', 'duplicatePerson', 'alreadyTwice', 'numberTaken'],
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
    'errorValue',
  ],
  factors: ['factorsIncomplete', 'scoreOnly'],
  accidents: ['accidentTypeUnknown'],
} as const;
export type RemarkKey = keyof typeof remarks;

export interface Remark {
  key: RemarkKey;
  count: number;
}

const most = 5;

/** Notes that a remark counts. */
export const notesOf = (key: RemarkKey): readonly string[] => remarks[key];

/** The few things about their own register that its owner does not know yet; empty when nothing was noticed. */
export function remarksOf({ notes, quiet }: Pick<Plan, 'notes' | 'quiet'>): Remark[] {
  return (Object.keys(remarks) as RemarkKey[])
    .map((key) => ({
      key,
      count: remarks[key].reduce((sum, note) => sum + (quiet.includes(note) ? 0 : (notes[note] ?? 0)), 0),
    }))
    .filter(({ count }) => count > 0)
    .slice(0, most);
}
