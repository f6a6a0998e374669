import { z } from 'zod';
import { id, isoDate, text } from '../field';
import { targetYear } from './target';
import { targetKinds, targetLevels, type LetterState } from './responsibility';

const words = z.string();

const duty = z.object({ text: words, frequency: words, criteria: words, standard10: z.number().int().nullable() });

/** What the letters of one post say, frozen when they were made. */
export const letterContent = z.object({
  schema: z.literal('letter@1'),
  year: targetYear,
  /** 甲方签发人; empty where it is filled in by hand. */
  issuer: z.object({ name: words, title: words }),
  targets: z.array(z.object({ level: z.enum(targetLevels), kind: z.enum(targetKinds), name: words, value: words, criteria: words })),
  scope: words,
  duties: z.array(duty),
  /** What fixed roles that the person holds besides the post ask for in addition; not scored. */
  offices: z.array(z.object({ title: words, duties: z.array(duty) })).default([]),
  criteria: words,
  rewards: words,
});
export type LetterContent = z.infer<typeof letterContent>;

/** One run of 责任书. */
export const letterBatchDraft = z
  .object({
    year: targetYear,
    name: text(100).min(1),
    /** The person who signs as 甲方 for all; NULL for one that is no registered person. */
    issuerId: id.nullable(),
    issuerName: text(60).min(1),
    issuerTitle: text(60),
    /** Who signs as 甲方 the letter of that person's own: the board, the shareholders, the superior; empty to be filled in by hand. */
    ownIssuer: text(100),
    /** 逐级签订: whoever is no leader signs with the nearest head of a department above. */
    isByLevel: z.boolean(),
    issuedOn: isoDate,
    validFrom: isoDate,
    validTo: isoDate,
    rewards: text(4000),
    remark: text(2000),
  })
  .refine(({ validFrom, validTo }) => validFrom <= validTo, { path: ['validTo'], error: 'dateOrder' });
export type LetterBatchDraft = z.infer<typeof letterBatchDraft>;

/** ZRS-2026-0001 */
export const letterNumber = (year: number, count: number): string => `ZRS-${year}-${String(count).padStart(4, '0')}`;

/** Number of a letter in the name of a scan, whatever stands around it: `扫描_ZRS-2026-0012(1).pdf`; undefined where there is none. */
export const numberInName = (name: string): string | undefined =>
  /ZRS[-_－—\s]?(\d{4})[-_－—\s]?(\d{4,6})(?!\d)/i
    .exec(name.normalize('NFKC'))
    ?.slice(1)
    .reduce((year, count) => `ZRS-${year}-${count}`);

const next: Record<LetterState, readonly LetterState[]> = {
  printed: ['sent', 'signed', 'voided'],
  sent: ['signed', 'voided'],
  signed: ['voided'],
  voided: [],
};
export const nextLetterStates = (state: LetterState): readonly LetterState[] => next[state];
