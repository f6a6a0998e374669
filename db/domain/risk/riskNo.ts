/** Sort key of a number people write: digit runs padded to eight places, so that R-2 stands before R-10. */
export const riskNoKey = (riskNo: string): string => riskNo.normalize('NFKC').toUpperCase().replace(/\d+/g, (digits) => digits.padStart(8, '0'));

/** `FX-0042` of a running count. */
export const newRiskNo = (count: number): string => `FX-${String(count).padStart(4, '0')}`;
