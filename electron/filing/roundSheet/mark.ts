import type { RiskSnapshot } from '../../../db/domain/risk/risk';
import { plainText } from '../../intake/headText';
import { readMarks, shortMark } from '../sheetMark';

/** What of a risk a sheet shows and a department may answer; each is told apart on its own. */
export const markedParts = ['assessment', 'step', 'hazardSource', 'measures'] as const;
export type MarkedPart = (typeof markedParts)[number];

/** The measures as one text, as a sheet prints them. */
export const printedMeasures = (
  risk: Pick<RiskSnapshot, 'engineering' | 'administrative' | 'training' | 'ppe' | 'emergency' | 'measures'>,
): string =>
  [risk.engineering, risk.administrative, risk.training, risk.ppe, risk.emergency, risk.measures].filter((text) => text !== '').join('；');

/** Short mark of a text; width, case, spaces and punctuation do not count. */
export const textMark = (text: string): string => shortMark(plainText(text));

/** A mark for every part that was handed out, so that what came back is told from what has changed here meanwhile. */
export function markOf(risk: RiskSnapshot): string {
  const { method, l, e, c, s, level, status } = risk;
  return [
    shortMark(JSON.stringify([method, l, e, c, s, level, status])),
    textMark(risk.step),
    textMark(risk.hazardSource),
    textMark(printedMeasures(risk)),
  ].join('');
}

/** Marks by part; null for a text that is no mark. */
export const readMark = (text: string): Record<MarkedPart, string> | null => readMarks(text, markedParts);
