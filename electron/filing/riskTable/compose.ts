import { term, terms } from '../../../db/domain/term';
import type { RiskListRow } from '../../../db/query/riskList';
import type { CellValue, Column, Register } from '../document';

type Field = keyof typeof terms.field;

interface Shape {
  width: number;
  kind?: Column['kind'];
  align?: Column['align'];
  cell(row: ExportRow, accidents: ReadonlyMap<string, string>): CellValue;
}
/** A line of the register with the factors of its assessment without measures. */
export type ExportRow = RiskListRow & { inherent?: Readonly<Record<'l' | 'e' | 'c' | 's' | 'score', number | null>> };
const words = (width: number, cell: Shape['cell']): Shape => ({ width, cell });
const number = (cell: Shape['cell']): Shape => ({ width: 4, kind: 'number', align: 'center', cell });
const day = (cell: Shape['cell']): Shape => ({ width: 7, kind: 'date', align: 'center', cell });

/** Columns of the register that a list can show, each as it goes into a workbook. */
const shapes: Partial<Record<Field, Shape>> = {
  riskNo: words(6, (row) => row.riskNo),
  riskPoint: words(10, (row) => row.riskPoint),
  kind: words(6, (row) => term('riskPointKind', row.kind)),
  location: words(9, (row) => row.location),
  step: words(12, (row) => row.step),
  hazardSource: words(18, (row) => row.hazardSource),
  factorCode: words(6, (row) => row.factorCode),
  accidentTypes: words(9, (row, accidents) => row.accidentTypes.map((code) => accidents.get(code) ?? code).join('、')),
  consequence: words(12, (row) => row.consequence),
  method: words(5, (row) => term('riskMethod', row.method)),
  l: number((row) => row.l),
  e: number((row) => row.e),
  c: number((row) => row.c),
  s: number((row) => row.s),
  score: number((row) => (row.score100 === null ? null : row.score100 / 100)),
  level: { width: 5, kind: 'level', align: 'center', cell: (row) => term('riskLevel', row.level) },
  inherentL: number((row) => row.inherent?.l ?? null),
  inherentE: number((row) => row.inherent?.e ?? null),
  inherentC: number((row) => row.inherent?.c ?? null),
  inherentS: number((row) => row.inherent?.s ?? null),
  inherentScore: number((row) => row.inherent?.score ?? null),
  inherentLevel: { width: 5, kind: 'level', align: 'center', cell: (row) => term('riskLevel', row.inherentLevel) },
  directReason: words(10, (row) => row.directReason),
  engineering: words(18, (row) => row.engineering),
  administrative: words(18, (row) => row.administrative),
  training: words(14, (row) => row.training),
  ppe: words(12, (row) => row.ppe),
  emergency: words(16, (row) => row.emergency),
  measures: words(18, (row) => row.measures),
  proposed: words(14, (row) => row.proposed),
  monitoring: words(12, (row) => row.monitoring),
  impactScope: words(12, (row) => row.impactScope),
  leaderText: words(6, (row) => row.leaderText),
  controlLevel: words(5, (row) => term('controlLevel', row.controlLevel)),
  department: words(8, (row) => row.department),
  owner: words(6, (row) => row.owner),
  phone: words(8, (row) => row.phone),
  checkCycle: words(6, (row) => row.checkCycle),
  assessedOn: day((row) => row.assessedOn),
  nextReviewOn: day((row) => row.nextReviewOn),
  status: words(5, (row) => term('riskStatus', row.status)),
  missing: words(10, (row) => row.missing.map((field) => term('field', field)).join('、')),
  remark: words(12, (row) => row.remark),
};

export const exportFields = Object.keys(shapes) as Field[];
/** What the inherent level rests on goes with it, as far as any risk has it. */
const inherentFactors = { inherentL: 'l', inherentE: 'e', inherentC: 'c', inherentS: 's', inherentScore: 'score' } as const;
type InherentFactor = keyof typeof inherentFactors;

/** What the list shows, as a workbook whose heads the import knows again: these columns, this filter, this order. */
export function composeRiskTable({
  enterprise,
  uscc,
  fields,
  rows,
  accidents,
}: {
  enterprise: string;
  uscc: string;
  fields: readonly string[];
  rows: readonly ExportRow[];
  accidents: ReadonlyMap<string, string>;
}): Register {
  const basis = (Object.keys(inherentFactors) as InherentFactor[]).filter((field) =>
    rows.some(({ inherent }) => inherent !== undefined && inherent[inherentFactors[field]] !== null),
  );
  const wanted = fields
    .filter((field) => !Object.hasOwn(inherentFactors, field))
    .flatMap((field) => (field === 'inherentLevel' ? [...basis, field] : [field]));
  const chosen = wanted.flatMap((field) => {
    const shape = shapes[field as Field];
    return shape === undefined ? [] : [{ field: field as Field, shape }];
  });
  return {
    type: 'register',
    head: { code: 'risk', title: '安全风险清单', draft: false, paper: { size: 'A3', orientation: 'landscape' }, enterprise, uscc },
    sections: [
      {
        title: '安全风险清单',
        table: {
          columns: chosen.map(({ field, shape }): Column => ({
            key: field,
            title: terms.field[field],
            width: shape.width,
            ...(shape.kind ? { kind: shape.kind } : {}),
            ...(shape.align ? { align: shape.align } : {}),
          })),
          rows: rows.map((row) => chosen.map(({ shape }) => shape.cell(row, accidents))),
          empty: '没有符合条件的风险',
        },
      },
    ],
  };
}
