/** A risk as the terminal lists it, as far as the workbooks repeat it. */
export interface KnownRisk {
  riskNo: string;
  accidentTypes: string[];
  [field: string]: unknown;
}

export function messyWorkbooks(known: readonly KnownRisk[]): Promise<{ name: string; bytes: Uint8Array }[]>;
