import { riskLevels } from '../../db/domain/risk/scale';
import type { PaperFigureKey } from '../../db/domain/round/figure';
import { comparisons } from '../../db/domain/round/round';
import type { FilingState } from '../../db/domain/filing/filing';
import type { LevelCounts } from './counts';
import { isOtherBase } from './crossCheck';
import type { Correction, Statement } from './statement';
import type { StatedPaper } from './statements';

/** Figures of papers in the order of the table; departments follow by their names. */
export const crossFigures = [
  'total',
  ...riskLevels,
  'ungraded',
  'lines',
  'considerableLines',
  'riskPoints',
  'points',
  'previous',
  ...comparisons,
] as const;
export type CrossFigure = (typeof crossFigures)[number];
type Figures = Partial<Record<CrossFigure, number>>;

export interface CrossColumn {
  /** What speaks: the round itself, a paper, or the text of a paper's conclusion. */
  kind: 'round' | 'paper' | 'conclusion';
  /** Id of the paper; null for the round. */
  id: string | null;
  code: string;
  number: string;
  state: FilingState | null;
}

export interface CrossRow {
  kind: 'figure' | 'department';
  /** A `CrossFigure`, or the name of a department. */
  key: string;
  /** What the first that speaks of it says: the round where there is one. */
  expected: number;
  /** By column; null where it says nothing of it. */
  values: (number | null)[];
  /** By column: what was counted where a person entered the value, with the reason. */
  entered: (Correction | null)[];
}

export interface CrossTable {
  columns: CrossColumn[];
  rows: CrossRow[];
  /** Cells that say something else than expected. */
  differing: number;
}

const order = ['F07', 'F08', 'F09', 'F10', 'signoff', 'F33', 'map'];

/** Figures of the round and of its papers beside each other; `expected` is what the first column that speaks of a figure says. Pure. */
export function crossTable(round: Statement | null, papers: readonly StatedPaper[]): CrossTable {
  const ordered = papers.filter(({ code }) => order.includes(code)).sort((a, b) => order.indexOf(a.code) - order.indexOf(b.code));
  const spoken = withoutEchoes([
    ...(round === null ? [] : [ofRound(round), ...conclusionOf(round, { id: null, code: '', number: '', state: null })]),
    ...ordered.flatMap((paper) => [ofPaper(paper, round), ...conclusionOf(paper.statement, paper)]),
  ]);
  const rows = [
    ...crossFigures.flatMap((key) =>
      row(
        'figure',
        key,
        spoken.map(({ figures }) => figures[key]),
        spoken.map(({ corrected }) => corrected[key as PaperFigureKey]),
      ),
    ),
    ...namesOf(spoken.map(({ departments }) => departments)).flatMap((name) =>
      row(
        'department',
        name,
        spoken.map(({ departments }) => departments && (departments[name] ?? 0)),
      ),
    ),
  ];
  const differing = rows.reduce(
    (sum, { values, expected }) => sum + values.filter((value) => value !== null && value !== expected).length,
    0,
  );
  return { columns: spoken.map(({ column }) => column), rows, differing };
}

interface Spoken {
  column: CrossColumn;
  figures: Figures;
  corrected: NonNullable<Statement['corrected']>;
  departments?: Record<string, number> | undefined;
}

/** A conclusion that says what another before it says has no column of its own. */
const withoutEchoes = (spoken: readonly Spoken[]): Spoken[] => {
  const said = new Set<string>();
  return spoken.filter(({ column, figures }) => {
    const words = JSON.stringify(figures);
    if (column.kind !== 'conclusion') return true;
    if (said.has(words)) return false;
    said.add(words);
    return true;
  });
};

const ofRound = (round: Statement): Spoken => ({
  column: { kind: 'round', id: null, code: '', number: '', state: null },
  figures: statedFigures(round),
  corrected: round.corrected ?? {},
  departments: round.departments,
});

function ofPaper({ id, code, number, state, statement }: StatedPaper, round: Statement | null): Spoken {
  const isOther = round?.comparison !== undefined && isOtherBase(statement, round);
  const { comparison, ...rest } = statement;
  return {
    column: { kind: 'paper', id, code, number, state },
    figures: statedFigures(isOther ? rest : { ...rest, ...(comparison ? { comparison } : {}) }),
    corrected: statement.corrected ?? {},
    departments: statement.departments,
  };
}

const conclusionOf = ({ conclusion = {} }: Statement, { id, code, number, state }: Omit<CrossColumn, 'kind'>): Spoken[] =>
  Object.keys(conclusion).length === 0
    ? []
    : [{ column: { kind: 'conclusion', id, code, number, state }, figures: conclusion, corrected: {} }];

/** Figures that a paper names, by their keys in the table. */
export function statedFigures({ counts, total, major, considerable, riskPoints, points, comparison }: Statement): Figures {
  return {
    ...(total === undefined ? {} : { total }),
    ...(counts && withoutNone(counts)),
    ...(major && { lines: major.length }),
    ...(considerable && { considerableLines: considerable.length }),
    ...(riskPoints === undefined ? {} : { riskPoints }),
    ...(points === undefined ? {} : { points }),
    ...(comparison && changesOf(comparison)),
  };
}
const withoutNone = ({ ungraded, ...levels }: LevelCounts): Figures => (ungraded === 0 ? levels : { ...levels, ungraded });
const changesOf = ({ now: _now, ...changes }: NonNullable<Statement['comparison']>): Figures => changes;

function row(
  kind: CrossRow['kind'],
  key: string,
  found: readonly (number | undefined)[],
  corrected: readonly (Correction | undefined)[] = [],
): CrossRow[] {
  const expected = found.find((value) => value !== undefined);
  if (expected === undefined) return [];
  return [{ kind, key, expected, values: found.map((value) => value ?? null), entered: found.map((_, at) => corrected[at] ?? null) }];
}

const namesOf = (all: readonly (Record<string, number> | undefined)[]): string[] => [
  ...new Set(all.flatMap((departments) => Object.keys(departments ?? {}))),
];
