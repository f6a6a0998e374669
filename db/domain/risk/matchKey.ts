/**
 * Key by which the same risk is found again in another sheet: width, case, spaces and punctuation do not count.
 */
export const matchKey = (riskPoint: string, step: string, hazardSource: string): string =>
  [riskPoint, step, hazardSource].map((text) => text.normalize('NFKC').toLowerCase().replace(/[\s\p{P}\p{S}]+/gu, '')).join('|');
