import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { takeRisks, type TakenRisks } from '../../../electron/intake/intake';
import { csvBytes } from '../../support/csv';
import { riskLines, scales, type RiskLine } from '../../support/riskLines';
import {
  coverSheet,
  dateStyles,
  emptySheet,
  levelStyles,
  notesSheet,
  registerGrid,
  registerXlsx,
  yearIsTold,
  type RegisterShape,
} from '../../support/workbooks';

vi.setConfig({ testTimeout: 60_000 });

const take = (bytes: Uint8Array, name = '清单.xlsx'): Promise<TakenRisks> => takeRisks([{ name, bytes }], { scales });

/** Every record came in, graded as its factors say and with nothing lost. */
function expectAll(taken: TakenRisks, lines: readonly RiskLine[], shape: RegisterShape): void {
  expect(taken.failures).toEqual([]);
  expect(taken.refused).toEqual([]);
  expect(
    taken.candidates.map(({ risk, graded, no }) => ({
      no,
      point: risk.riskPoint,
      step: risk.step,
      hazard: risk.hazardSource,
      types: risk.accidentTypes,
      factors: [risk.l, risk.e, risk.c],
      level: graded.level,
      engineering: risk.engineering,
      administrative: risk.administrative,
      emergency: risk.emergency,
      department: risk.department,
      owner: risk.owner,
      date: risk.assessedOn,
    })),
  ).toEqual(
    lines.map((line) => ({
      no: String(line.no),
      point: line.riskPoint,
      step: line.step,
      hazard: line.hazardSource,
      types: line.accidentTypes,
      factors: [line.l, line.e, line.c],
      level: line.level,
      engineering: line.measures.engineering,
      administrative: line.measures.administrative,
      emergency: line.measures.emergency,
      department: line.department,
      owner: line.owner,
      date: line.date,
    })),
  );
  const contradictions = taken.candidates.flatMap(({ notes }) =>
    notes.filter(({ key }) => key === 'levelDiffers' || key === 'levelKept' || key === 'scoreDiffers'),
  );
  expect(contradictions, JSON.stringify({ shape, schemes: taken.schemes })).toEqual([]);
}

const shapes = fc.record({
  titleRow: fc.boolean(),
  factsRow: fc.boolean(),
  twoRowHead: fc.boolean(),
  remarks: fc.boolean(),
  emptyColumns: fc.boolean(),
  verticalMerges: fc.boolean(),
  ditto: fc.boolean(),
  dates: fc.constantFrom(...dateStyles),
  levels: fc.constantFrom(...levelStyles),
  fullWidth: fc.boolean(),
  numbersAsText: fc.boolean(),
  endRows: fc.boolean(),
  hiddenColumn: fc.boolean(),
  wideStep: fc.boolean(),
  repeatedHead: fc.boolean(),
});
describe('a register in every shape that real sites use', () => {
  it('is found, mapped and read without losing a record', async () => {
    await fc.assert(
      fc.asyncProperty(
        shapes.filter(yearIsTold),
        fc.integer({ min: 1, max: 24 }),
        fc.nat(200),
        fc.subarray([0, 1, 2]),
        async (shape, count, from, around) => {
          const lines = riskLines(count, from);
          const others = around.map((index) => [coverSheet, emptySheet, notesSheet][index]!);
          expectAll(await take(await registerXlsx(lines, shape, { before: others.slice(0, 1), after: others.slice(1) })), lines, shape);
        },
      ),
      { numRuns: 120 },
    );
  });

  it('is the same as csv in UTF-8 with and without BOM and in GBK, with any delimiter', async () => {
    await fc.assert(
      fc.asyncProperty(
        shapes.filter((shape) => yearIsTold(shape) && shape.levels !== 'fill' && !shape.wideStep),
        fc.constantFrom('utf8', 'utf8bom', 'gbk' as const),
        fc.constantFrom(',', '\t', ';'),
        fc.integer({ min: 2, max: 12 }),
        async (shape, encoding, delimiter, count) => {
          const lines = riskLines(count);
          const taken = await take(csvBytes(registerGrid(lines, shape).rows, encoding as 'utf8', delimiter), '清单.csv');
          expectAll(taken, lines, shape);
          expect(taken.files[0]!.encoding).toBe(encoding === 'gbk' ? 'gb18030' : 'utf-8');
        },
      ),
      { numRuns: 60 },
    );
  });
});
