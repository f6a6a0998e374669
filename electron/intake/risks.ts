import { matchKey } from '../../db/domain/risk/matchKey';
import { splitOwners } from '../../db/domain/risk/owner';
import { riskDraft, type ControlLevel, type RiskPointKind } from '../../db/domain/risk/risk';
import type { RiskLevel, RiskMethod } from '../../db/domain/risk/scale';
import type { Graded } from '../../db/domain/risk/assessment';
import { isAccidentName } from './accidents';
import { assess, type Assessed, type Scales } from './assess';
import type { SheetFacts } from './facts';
import type { RiskField } from './fields';
import { inherentOf, inherentStatement, readInherent, type Inherent } from './inherent';
import type { LevelScheme } from './levels';
import { columnNames, placeOfField } from './columnNames';
import type { ColumnName, Note, Problem } from './notes';
import type { IntakeRow } from './rows';
import { placeOf, placeParams, sheetKey, type RowPlace } from './rowPlace';
import { schemeOf, statementOf, type ScaleFit, fitScales } from './schemes';
import type { SheetSurvey } from './survey';
import type { Scale } from '../../db/domain/risk/scale';

/** A risk as a sheet states it: names instead of ids, everything else as in a risk draft. */
export interface SheetRisk {
  riskNo: string;
  riskPoint: string;
  kind: RiskPointKind | null;
  location: string;
  department: string;
  step: string;
  hazardSource: string;
  factorCode: string;
  accidentTypes: string[];
  consequence: string;
  method: RiskMethod;
  l: number | null;
  e: number | null;
  c: number | null;
  s: number | null;
  level: RiskLevel | null;
  directMajor: boolean;
  directReason: string;
  engineering: string;
  administrative: string;
  training: string;
  ppe: string;
  emergency: string;
  measures: string;
  proposed: string;
  monitoring: string;
  impactScope: string;
  leaderText: string;
  controlLevel: ControlLevel | null;
  owner: string;
  phone: string;
  checkCycle: string;
  assessedOn: string | null;
  remark: string;
  /** Without its measures; null where the sheet does not say. */
  inherent: Inherent | null;
}

export interface RiskCandidate extends RowPlace {
  /** 序号 written in the file. */
  no: string;
  matchKey: string;
  risk: SheetRisk;
  /** Score and level of `risk`. */
  graded: Graded;
  sheetLevel?: RiskLevel;
  /** Level of `risk.inherent`. */
  inherentLevel?: RiskLevel;
  /** Store `from` until a person confirms that the level falls to `to`. */
  levelKept?: { from: RiskLevel; to: RiskLevel };
  /** Fields that the sheet says for all its rows. */
  fromSheet: ('department' | 'assessedOn')[];
  /** First row of the files that says the same risk; `same` when nothing at all differs. */
  duplicateOf?: RowPlace & { same: boolean };
  /** Row that a person chose instead of this one. */
  leftOutFor?: RowPlace;
  /** Texts of its cells as written. */
  raw: IntakeRow['raw'];
  notes: Note[];
}

export interface RefusedRow extends RowPlace {
  no: string;
  raw: IntakeRow['raw'];
  problems: Problem[];
  notes: Note[];
}

export interface SurveyedRows {
  survey: Pick<SheetSurvey, 'file' | 'sheet' | 'columns' | 'facts' | 'signature'>;
  rows: readonly IntakeRow[];
}

export interface RiskOptions {
  /** Mappings of the workspace, by which everything is graded. */
  scales: Scales;
  /** Other mappings to try against the levels of the sheets. */
  known?: readonly Scale[];
  /** Direction of 1级–5级 by `sheetKey`, once a person has said it. */
  schemes?: Readonly<Record<string, Pick<LevelScheme, 'direction' | 'grades'>>>;
  /** Gives the name that is meant for one that a sheet writes. */
  meant?: (kind: 'department' | 'riskPoint' | 'owner', name: string) => string;
}

export interface RiskIntake {
  candidates: RiskCandidate[];
  refused: RefusedRow[];
  /** Direction of grade numbers by `sheetKey`, for the sheets that use them. */
  schemes: Record<string, LevelScheme>;
  /** How well each known mapping agrees with the levels of the sheets, best first. */
  fits: ScaleFit[];
}

/** Turns rows into risks: what cannot be one is refused with its reason, everything else is taken and told. */
export function riskCandidates(sheets: readonly SurveyedRows[], options: RiskOptions): RiskIntake {
  const intake: RiskIntake = { candidates: [], refused: [], schemes: {}, fits: [] };
  for (const { survey, rows } of sheets) {
    const { scheme, used } = schemeOf(survey, rows, options);
    if (used) intake.schemes[sheetKey(survey.file, survey.sheet)] = scheme;
    const columns = columnNames(survey);
    for (const row of rows) {
      const result = candidateOf(row, survey.facts, columns, scheme, options);
      if ('risk' in result) intake.candidates.push(result);
      else intake.refused.push(result);
    }
  }
  markDuplicates(intake.candidates);
  intake.fits = fitScales(sheets, intake.schemes, options);
  return intake;
}

function candidateOf(
  row: IntakeRow,
  facts: SheetFacts,
  columns: ReadonlyMap<string, ColumnName>,
  scheme: LevelScheme,
  { scales, meant = (_kind, name) => name }: RiskOptions,
): RiskCandidate | RefusedRow {
  const text = (field: RiskField): string => (row.values[field] as string | undefined) ?? '';
  const at = placeOfField(row, columns);
  const problems: Problem[] = [];
  const notes: Note[] = [...row.notes];
  if (text('hazardSource') === '')
    problems.push({ key: columns.has('hazardSource') ? 'hazardMissing' : 'hazardColumnMissing', ...at('hazardSource') });
  const ownInherent = inherentStatement(row);
  const inherent = ownInherent && readInherent(ownInherent, scales, scheme);
  if (inherent?.problem) problems.push({ ...inherent.problem, ...at(inherent.problem.field) });
  notes.push(...(inherent?.notes ?? []).map((note): Note => ({ ...note, ...at(note.field ?? '') })));
  const assessed = assessedOrInherent(assess(statementOf(row), scales, scheme), inherent?.assessed);
  if ('key' in assessed) {
    if (assessed.key === 'factorImpossible') problems.push({ key: assessed.key, ...at(assessed.field), params: assessed.params });
    else
      problems.push({
        key: assessed.key,
        ...at(assessed.missing[0] ?? 'level'),
        params: { missing: assessed.missing.join('、').toUpperCase() },
      });
  }
  const refused = (): RefusedRow => ({ ...placeOf(row), no: text('no'), raw: row.raw, problems, notes });
  if ('key' in assessed || problems.length > 0) return refused();

  const fromSheet: RiskCandidate['fromSheet'] = [];
  const department = text('department') || row.section?.department || facts.department || '';
  if (text('department') === '' && department !== '') fromSheet.push('department');
  const assessedOn = (row.values.assessedOn as string | undefined) ?? facts.date ?? null;
  if (row.values.assessedOn === undefined && assessedOn !== null) fromSheet.push('assessedOn');
  const risk: SheetRisk = {
    ...riskOf(row, assessed, { department, assessedOn }),
    inherent: inherent?.assessed === undefined ? null : inherentOf(inherent.assessed),
  };
  risk.riskPoint ||= row.section?.riskPoint ?? facts.riskPoint ?? '';
  if (risk.riskPoint === '') {
    const [source, name] = riskPointFallback(risk, row);
    risk.riskPoint = name;
    notes.push({ key: 'riskPointFrom', field: 'riskPoint', params: { source, name } });
  }
  notes.push(...assessed.notes.map((note): Note => ({ ...note, ...at(note.field) })));
  if (!fitLengths(risk, at, notes, problems)) return refused();
  for (const kind of ['department', 'riskPoint'] as const) risk[kind] = meant(kind, risk[kind]);
  const owners = splitOwners(risk.owner);
  const named = owners.map((owner) => meant('owner', owner));
  if (named.some((owner, index) => owner !== owners[index])) risk.owner = named.join('、');
  return {
    ...placeOf(row),
    no: text('no'),
    // Most are never looked at.
    get raw() {
      return row.raw;
    },
    matchKey: matchKey(risk.riskPoint, risk.step, risk.hazardSource),
    risk,
    graded: assessed.graded,
    fromSheet,
    notes,
    ...(inherent?.assessed !== undefined && { inherentLevel: inherent.assessed.graded.level }),
    ...(assessed.sheetLevel !== undefined && { sheetLevel: assessed.sheetLevel }),
    ...(assessed.levelKept !== undefined && { levelKept: assessed.levelKept }),
  };
}

/** A sheet that assesses a risk only without its measures: nothing else tells how bad it is, so that counts until somebody knows better. */
function assessedOrInherent(main: ReturnType<typeof assess>, inherent: Assessed | undefined): ReturnType<typeof assess> {
  if (!('key' in main) || main.key !== 'basisMissing' || main.missing.length > 0 || inherent === undefined) return main;
  return { ...inherent, notes: [{ key: 'inherentAsMain', field: 'inherentLevel' }] };
}

function riskOf(
  row: IntakeRow,
  { assessment, directMajor }: Assessed,
  sheet: { department: string; assessedOn: string | null },
): Omit<SheetRisk, 'inherent'> {
  const text = (field: RiskField): string => (row.values[field] as string | undefined) ?? '';
  const { types, consequences } = sortAccidents((row.values.accidentTypes as string[] | undefined) ?? []);
  return {
    riskNo: text('riskNo').normalize('NFKC').replace(/\s+/g, ' ').trim(),
    riskPoint: text('riskPoint'),
    kind: (row.values.kind as RiskPointKind | undefined) ?? null,
    location: text('location'),
    step: text('step'),
    hazardSource: text('hazardSource'),
    factorCode: text('factorCode'),
    accidentTypes: types,
    consequence: [text('consequence'), ...consequences].filter((part) => part !== '').join('\n'),
    l: null,
    e: null,
    c: null,
    s: null,
    level: null,
    // The factors that were graded, wherever in the row they stand, and no others: what is not kept would be told as changed with every import.
    ...assessment,
    directMajor,
    directReason: text('directReason'),
    engineering: text('engineering'),
    administrative: text('administrative'),
    training: text('training'),
    ppe: text('ppe'),
    emergency: text('emergency'),
    measures: text('measures'),
    proposed: text('proposed'),
    monitoring: text('monitoring'),
    impactScope: text('impactScope'),
    leaderText: text('leaderText'),
    controlLevel: (row.values.controlLevel as ControlLevel | undefined) ?? null,
    owner: text('owner'),
    phone: text('phone'),
    checkCycle: text('checkCycle'),
    remark: text('remark'),
    ...sheet,
  };
}

/** 高处坠落，造成人员伤亡 in one cell: the second half is a consequence, not a type. */
function sortAccidents(stated: readonly string[]): { types: string[]; consequences: string[] } {
  const isConsequence = (part: string): boolean =>
    !isAccidentName(part) && (part.length > 60 || /造成|导致|引起|伤亡|死亡|受伤|损失|损坏|骨折|致残|停产/.test(part));
  return { types: stated.filter((part) => !isConsequence(part)).slice(0, 27), consequences: stated.filter(isConsequence) };
}

function riskPointFallback(risk: SheetRisk, row: IntakeRow): [source: string, name: string] {
  const sources: [string, string][] = [
    ['location', risk.location],
    ['department', risk.department],
    ['sheet', row.sheet],
  ];
  return sources.find(([, name]) => name !== '') ?? ['sheet', ''];
}

/** Longest text of each field that the register keeps. */
const longest: Partial<Record<keyof SheetRisk, number>> = {
  ...Object.fromEntries(
    Object.entries(riskDraft.shape).flatMap(([field, schema]) => {
      const max = 'maxLength' in schema ? schema.maxLength : undefined;
      return typeof max === 'number' ? [[field, max]] : [];
    }),
  ),
  riskPoint: 200,
  location: 200,
  department: 100,
  owner: riskDraft.shape.ownerText.maxLength ?? 200,
};
const bounded = Object.entries(longest) as [keyof SheetRisk, number][];

/**
 * Puts the whole of a text that is too long for its field into the remark; only what does not fit even there refuses
 * the row. @returns false when the row is refused
 */
function fitLengths(
  risk: SheetRisk,
  at: (field: string) => Pick<Problem, 'field' | 'column' | 'value'>,
  notes: Note[],
  problems: Problem[],
): boolean {
  for (const [field, max] of bounded) {
    const text = risk[field];
    if (typeof text !== 'string' || text.length <= max) continue;
    const remark = [risk.remark, text].filter((part) => part !== '').join('\n');
    if (field === 'remark' || remark.length > (longest.remark ?? 0)) {
      problems.push({ key: 'tooLong', ...at(field), value: `${text.slice(0, 40)}…`, params: { length: text.length, max } });
      return false;
    }
    risk.remark = remark;
    (risk as unknown as Record<string, string>)[field] = text.slice(0, max);
    notes.push({ key: 'longTextMoved', ...at(field), value: `${text.slice(0, 40)}…`, params: { length: text.length, max } });
  }
  return true;
}

/** The same words in two departments are two risks; rows without a department belong to any. */
function markDuplicates(candidates: readonly RiskCandidate[]): void {
  const byKey = new Map<string, { first: RiskCandidate; texts: Map<string, RiskCandidate> }>();
  const byNumber = new Map<string, RiskCandidate>();
  for (const candidate of candidates) {
    const { department, riskNo } = candidate.risk;
    const keys = department === '' ? [candidate.matchKey] : [`${candidate.matchKey}|${department}`, `${candidate.matchKey}|`];
    const twins = keys.map((key) => byKey.get(key)).find((found) => found !== undefined);
    if (twins === undefined) {
      const own = { first: candidate, texts: new Map<string, RiskCandidate>() };
      byKey.set(`${candidate.matchKey}|${department}`, own);
      if (!byKey.has(candidate.matchKey)) byKey.set(candidate.matchKey, own);
    } else {
      if (twins.texts.size === 0) twins.texts.set(JSON.stringify(twins.first.risk), twins.first);
      const text = JSON.stringify(candidate.risk);
      const equal = twins.texts.get(text);
      if (equal === undefined) twins.texts.set(text, candidate);
      const twin = equal ?? twins.first;
      candidate.duplicateOf = { ...placeOf(twin), same: equal !== undefined };
      candidate.notes.push({ key: 'duplicateRow', field: 'hazardSource', params: placeParams(twin, candidate) });
    }
    if (riskNo === '') continue;
    const namesake = byNumber.get(riskNo);
    if (namesake === undefined) byNumber.set(riskNo, candidate);
    else if (namesake.matchKey !== candidate.matchKey)
      candidate.notes.push({ key: 'duplicateNumber', field: 'riskNo', value: riskNo, params: placeParams(namesake, candidate) });
  }
}
