import { readMarks, shortMark } from '../sheetMark';

/** The two halves of a line: each is answered, compared and decided on by itself. */
export const sides = ['self', 'check'] as const;
export type Side = (typeof sides)[number];

/** A score in tenths with its words: 自评说明 or 扣分原因. */
export interface Given {
  score10: number | null;
  words: string;
}
/** Scores of a duty as they are stored. */
export interface StoredScores {
  self10: number | null;
  selfNote: string;
  check10: number | null;
  reason: string;
}

export const givenOf = ({ self10, selfNote, check10, reason }: StoredScores, side: Side): Given =>
  side === 'self' ? { score10: self10, words: selfNote } : { score10: check10, words: reason };

/** Mark of one half; spaces at the ends of the words do not count. */
export const sideMark = ({ score10, words }: Given): string => shortMark(JSON.stringify([score10, words.trim()]));

/** What a line is known by, however its file is named, sorted or put together. */
export interface FillMark {
  workspace: string;
  periodId: string;
  itemId: string;
  /** Marks of what was handed out. */
  handed: Record<Side, string>;
}

const widthOfWorkspace = 12;
const id = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const shape = new RegExp(`^KH:([0-9a-f]{${widthOfWorkspace}}|):(${id}):(${id}):([\\w-]+)$`);

/** A workspace as marks name it, by the hash of its first audit row; empty where that is lost. */
export const workspaceMark = (origin: string): string => origin.slice(0, widthOfWorkspace);

export const fillMark = (workspace: string, periodId: string, item: StoredScores & { id: string }): string =>
  ['KH', workspace, periodId, item.id, sides.map((side) => sideMark(givenOf(item, side))).join('')].join(':');

/** What a mark says; null for a text that is none. */
export function readFillMark(text: string): FillMark | null {
  const found = shape.exec(text.normalize('NFKC').trim());
  const handed = found && readMarks(found[4]!, sides);
  return found && handed ? { workspace: found[1]!, periodId: found[2]!, itemId: found[3]!, handed } : null;
}
