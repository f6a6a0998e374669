import type { RiskLevel } from '../../db/domain/risk/scale';
import { riskLevels } from '../../db/domain/risk/scale';
import { isLevelFigure, standingFigure, type FigureCorrection, type PaperFigureKey } from '../../db/domain/round/figure';
import { comparisons, type Comparison } from '../../db/domain/round/round';
import type { Dossier } from './compose';
import { changesCounted } from './figures';
import { countByDepartment, noLevels, sumCounts, totalOf, type DepartmentCounts, type LevelCounts } from './counts';

export interface Listed {
  id: string;
  riskNo: string;
  level: string;
}

/** What a paper says in figures, so that papers can be held against each other without their dossiers. What it does not speak of is left out. */
export interface Statement {
  code: string;
  /** Of an issued paper; what is kept of it has none. */
  number?: string;
  roundId: string | null;
  period: string;
  /** Corrected figures stand for counted ones. */
  counts?: LevelCounts;
  /** Stated total; another than the sum of the levels where a person corrected it. */
  total?: number;
  /** Risks by department. */
  departments?: Record<string, number>;
  major?: Listed[];
  considerable?: Listed[];
  /** Lines of a list of 重大 risks alone. */
  lines?: number;
  /** 与上轮比较: the total before, what changed since, and the total that comes of it. */
  comparison?: Record<Comparison, number> & { previous: number; now: number };
  /** It compares with the state before the year, and not with the one that its round compares with. */
  yearly?: true;
  /** Figures that a person wrote into the text of the conclusion. */
  conclusion?: Partial<Record<StatedFigure, number>>;
  /** Risk points with 重大 or 较大 risks; notice cards for them. */
  points?: number;
  /** Risk points that were looked at. */
  riskPoints?: number;
  /** Numbers of the papers that a letter names. */
  items?: string[];
  /** Of the figures above those that a person entered: what was counted instead, and why it is another one. */
  corrected?: Partial<Record<PaperFigureKey, Correction>>;
}
export type Correction = Pick<FigureCorrection, 'computed' | 'reason' | 'by'>;
export type StatedFigure = 'total' | RiskLevel | Exclude<Comparison, 'same'>;

const of = (risks: readonly { id: string; riskNo: string; level: string | null }[], level: RiskLevel): Listed[] =>
  risks.filter((risk) => risk.level === level).map(({ id, riskNo }) => ({ id, riskNo, level }));
const pointsOf = (risks: readonly { riskPoint: string; location: string; level: string | null }[]): number =>
  new Set(
    risks
      .filter(({ level }) => level === 'major' || level === 'considerable')
      .map(({ riskPoint, location }) => `${riskPoint}\n${location}`),
  ).size;

/** What a paper says in figures; null for one that says none. */
export function statementOf(dossier: Dossier): Statement | null {
  const stated = figuresIn(dossier);
  return stated && { ...stated, ...correctedOf('corrections' in dossier ? dossier.corrections : []) };
}

/** Figures that a person entered, by key; nothing where there are none. */
export const correctedOf = (corrections: readonly FigureCorrection[]): Pick<Statement, 'corrected'> =>
  corrections.length === 0
    ? {}
    : { corrected: Object.fromEntries(corrections.map(({ key, computed, reason, by }) => [key, { computed, reason, by }])) };

function figuresIn(dossier: Dossier): Statement | null {
  const { period } = dossier;
  switch (dossier.schema) {
    case 'f07@1': {
      const { risks, roundId } = dossier;
      const results = countByDepartment(risks, dossier.departments);
      const counts = sumCounts(results.map((row) => row.counts));
      return {
        code: 'F07',
        roundId,
        period,
        ...standing(counts, dossier.corrections),
        departments: totals(results),
        major: of(risks, 'major'),
        considerable: of(risks, 'considerable'),
        points: pointsOf(risks),
      };
    }
    case 'f08@1': {
      const { roundId, counts, risks } = dossier;
      const major = risks.map(({ id, riskNo }) => ({ id, riskNo, level: 'major' }));
      return { code: 'F08', roundId, period, ...standing(counts, dossier.corrections), major, lines: risks.length };
    }
    case 'f09@1':
    case 'f10@1': {
      const { roundId, serious, results } = dossier;
      const figures = compared(dossier, sumCounts(results.map((row) => row.counts)));
      return {
        code: dossier.schema === 'f09@1' ? 'F09' : 'F10',
        roundId,
        period,
        ...figures,
        riskPoints: standingFigure(dossier.corrections, 'riskPoints', dossier.riskPoints),
        departments: totals(results),
        major: of(serious, 'major'),
        considerable: of(serious, 'considerable'),
        points: pointsOf(serious),
        ...(dossier.schema === 'f10@1' ? { conclusion: figuresInText(dossier.conclusion) } : dossier.yearCompared ? { yearly: true } : {}),
      };
    }
    case 'signoff@1': {
      const { roundId, counts, changes, corrections, conclusion } = dossier;
      const told = standing(counts, corrections);
      const comparison = changes && {
        ...changesOf(corrections, (kind) => changes[kind]),
        // The sheet names no total of the former round: it follows from the others.
        previous: changes.same + changes.up + changes.down + changes.removed,
        now: told.total,
      };
      return { code: 'signoff', roundId, period, ...told, ...(comparison ? { comparison } : {}), conclusion: figuresInText(conclusion) };
    }
    case 'f33@1':
      return {
        code: 'F33',
        roundId: null,
        period,
        points: dossier.cards.filter(({ level }) => level === 'major' || level === 'considerable').length,
      };
    case 'map@1': {
      const { zones, unplaced } = dossier;
      // A plan beside others says nothing of the whole.
      if (unplaced === undefined) return null;
      const places = [...zones, unplaced];
      const counts = { ...noLevels(), ...Object.fromEntries(riskLevels.map((level) => [level, sum(places.map((place) => place[level]))])) };
      return { code: 'map', roundId: null, period, counts, total: totalOf(counts) };
    }
    case 'f40@1':
      return { code: 'F40', roundId: null, period, items: dossier.items.map(({ number }) => number).filter((number) => number !== '') };
    default:
      return null;
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);
const totals = (rows: readonly DepartmentCounts[]): Record<string, number> =>
  Object.fromEntries(rows.map(({ department, counts }) => [department, totalOf(counts)]));

function standing(counted: LevelCounts, corrections: readonly FigureCorrection[]): { counts: LevelCounts; total: number } {
  const levels = riskLevels.map((level) => [level, standingFigure(corrections, level, counted[level])] as const);
  const counts = { ...counted, ...Object.fromEntries(levels) };
  return { counts, total: standingFigure(corrections, 'total', totalOf(counts)) };
}

const changesOf = (corrections: readonly FigureCorrection[], counted: (kind: Comparison) => number): Record<Comparison, number> =>
  Object.fromEntries(comparisons.map((kind) => [kind, standingFigure(corrections, kind, counted(kind))])) as Record<Comparison, number>;

type Compared = Extract<Dossier, { schema: 'f09@1' | 'f10@1' }>;
function compared(dossier: Compared, counted: LevelCounts): Pick<Statement, 'counts' | 'total' | 'comparison'> {
  const { corrections } = dossier;
  const told = standing(counted, corrections);
  const changes = changesCounted(dossier);
  if (changes === null) return told;
  // A year that is compared with another state than its round counts its changes from what the round counted, unless a person entered them.
  const isOwn = !('yearCompared' in dossier) || !dossier.yearCompared || corrections.some(({ key }) => !isLevelFigure(key));
  const own = isOwn ? corrections : [];
  const { previous, ...kinds } = changes;
  return {
    ...told,
    comparison: {
      ...changesOf(own, (kind) => kinds[kind]),
      previous: standingFigure(own, 'previous', previous),
      now: standing(counted, own).total,
    },
  };
}

const inWords: Record<StatedFigure, RegExp> = {
  total: /(?<!(?:重大|较大|一般|低)(?:安全)?风险)(?:共|总计|合计)[^，。；\d]{0,24}?(\d+)\s*[条项个]/,
  major: /重大(?:安全)?风险\D{0,4}?(\d+)\s*[条项个]/,
  considerable: /较大(?:安全)?风险\D{0,4}?(\d+)\s*[条项个]/,
  general: /一般(?:安全)?风险\D{0,4}?(\d+)\s*[条项个]/,
  low: /(?<!较)低(?:安全)?风险\D{0,4}?(\d+)\s*[条项个]/,
  up: /升级\D{0,4}?(\d+)\s*[条项个]/,
  down: /降级\D{0,4}?(\d+)\s*[条项个]/,
  added: /新增\D{0,4}?(\d+)\s*[条项个]/,
  removed: /消除\D{0,4}?(\d+)\s*[条项个]/,
};

/** Figures named in a sentence, as the usual conclusion writes them: 重大风险 7 条、较大风险 25 条 … 升级 2 条. */
export const figuresInText = (text: string): Partial<Record<StatedFigure, number>> =>
  Object.fromEntries(
    Object.entries(inWords).flatMap(([key, pattern]) => {
      const found = pattern.exec(text)?.[1];
      return found === undefined ? [] : [[key, Number(found)]];
    }),
  );
