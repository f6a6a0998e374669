import { z } from 'zod';

/** States of an issued paper, in order; the last three leave the order. */
export const filingStates = ['issued', 'signed', 'sealed', 'scanned', 'sent', 'received', 'returned', 'replaced', 'voided'] as const;
export type FilingState = (typeof filingStates)[number];

/** Codes that the application composes today. */
export const filingCodes = ['F07', 'F08', 'F09', 'F10', 'F33', 'F40', 'signoff', 'map'] as const;
export type FilingCode = (typeof filingCodes)[number];
export const filingFormats = ['xlsx', 'docx', 'pdf'] as const;
export type FilingFormat = (typeof filingFormats)[number];

const next: Record<FilingState, readonly FilingState[]> = {
  issued: ['signed', 'sealed', 'scanned', 'sent', 'replaced', 'voided'],
  signed: ['sealed', 'scanned', 'sent', 'replaced', 'voided'],
  sealed: ['scanned', 'sent', 'replaced', 'voided'],
  scanned: ['sent', 'replaced', 'voided'],
  sent: ['received', 'returned', 'replaced', 'voided'],
  received: ['returned', 'replaced'],
  returned: ['replaced', 'voided', 'sent'],
  replaced: [],
  voided: [],
};
export const nextStates = (state: FilingState): readonly FilingState[] => next[state];
/** States that need a reason in words. */
export const needsReason = (state: FilingState): boolean => state === 'returned' || state === 'replaced' || state === 'voided';

export const stateChange = z.object({
  state: z.enum(filingStates),
  on: z.string(),
  note: z.string().trim().max(2000),
  /** Authority that received it, for sent, received and returned. */
  authority: z.string().trim().max(200),
});
