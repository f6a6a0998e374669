/** Sort key of a number people write: each run of digits is led by its length, so that R-2 stands before R-10 and both before R-20260930001. */
export const riskNoKey = (riskNo: string): string =>
  riskNo
    .normalize('NFKC')
    .toUpperCase()
    .replace(/\d+/g, (digits) => {
      const value = digits.replace(/^0+/, '');
      return String(value.length).padStart(2, '0') + value;
    });

/** `FX-0042` of a running count. */
export const newRiskNo = (count: number): string => `FX-${String(count).padStart(4, '0')}`;
