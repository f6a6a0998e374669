import { emptyRisk, gradeRisk, riskDraft, type MissingField, type RiskDraft } from '../../db/domain/risk/risk';
import { levelRank, type RiskLevel, type RiskMethod, type Scale } from '../../db/domain/risk/scale';
import { fillText, fillWords, lackedOf, type Fills } from '../../db/domain/risk/fill';
import type { OtherAssessment } from '../../db/domain/risk/assessmentOther';
import type { Cadence } from '../../db/domain/period';
import { findDepartment } from '../../db/query/department';
import { phoneMeant } from '../../db/query/phone';
import { draftWithOwners } from '../../db/query/riskOwner';
import { splitOwners } from '../../db/domain/risk/owner';
import type { Reader } from '../../db/handle';
import type { Row } from '../../db/tables';
import type { Note } from './notes';
import { duplicateQuestion, isTaken } from './duplicates';
import { planInherent } from './inherent';
import type { Match } from './match';
import { namesakeQuestion, namesakesOf, type Namesake } from './owners';
import { decisionOf, partnerKeys, type Question, type Settled } from './questions';
import { matchRisks } from './riskMatch';
import { partnerQuestion } from './riskQuestions';
import type { RowPlace } from './rowPlace';
import type { RiskCandidate } from './risks';

export type PlanState = 'new' | 'changed' | 'same';
/** A note of the plan, beside those of the sheet. Words: `note.<key>` of the locale `intake`. */
export type PlanNote =
  | Note
  | {
      key:
        | 'newDepartment'
        | 'newRiskPoint'
        | 'ownerUnmatched'
        | 'ownerLeft'
        | 'ownerNamesake'
        | 'levelWouldFall'
        | 'levelFell'
        | 'alreadyTwice'
        | 'numberTaken'
        | 'accidentAmbiguous'
        | 'sameElsewhere'
        | 'leftBefore'
        | 'certificateKept'
        | 'certificateLeft'
        | 'maskedNumber'
        | 'newPerson'
        | 'newPost';
      field?: string;
      value?: string;
      params?: Record<string, string | number>;
    };

export type PlannedDraft = Omit<RiskDraft, 'riskPointId' | 'departmentId'>;
export interface PlannedRisk extends RowPlace {
  no: string;
  state: PlanState;
  draft: PlannedDraft;
  point: { id: string | null; name: string; kind: string; location: string };
  department: { id: string | null; name: string };
  existing: { id: string; revision: number; riskNo: string; level: RiskLevel } | null;
  level: RiskLevel;
  score100: number | null;
  /** Fields that differ from what is stored, with both values. */
  changes: { field: string; before: string; after: string }[];
  /** The level of a stored risk would fall: the old assessment stays unless two people stand for it (V16). */
  falls: { from: RiskLevel; to: RiskLevel } | null;
  /** The assessment without measures that the sheet states; null where it says nothing new. */
  inherent: OtherAssessment | null;
  /** What is 待补 in it apart from what was filled before the import. */
  lacks: MissingField[];
  /** Owners who are made with the import. */
  newOwners: { name: string; as: 'person' | 'post' }[];
  /** State when the old assessment stays. */
  keptState: PlanState;
  notes: PlanNote[];
  /** What only a person can decide; an open one is answered by its fallback. */
  questions: Question[];
  /** Names the risk that the row speaks of, see `Decision.of`. */
  matchKey: string;
  raw: RiskCandidate['raw'];
}

export interface PlanScene {
  /** An accident type of GB 6441 as risks store it, undefined for words that the standard does not know. */
  accidentCode(name: string): string | undefined;
  /** Former types that may mean several present ones. */
  ambiguousAccidents: readonly string[];
  db: Reader;
  today: string;
  /** Mapping for a row: an existing risk keeps its own. */
  scaleOf(method: RiskMethod, stored: Pick<Row<'risk'>, 'scale'> | undefined): Scale | null;
  cadence: Cadence;
  settled: Settled;
  /** What rows get that lack something. */
  fills: Fills;
  /** Gives the name that is meant for one that is stated. */
  meant: (kind: 'department' | 'owner', name: string) => string;
  /** How an owner who is not on file is made. */
  made: (name: string) => 'person' | 'post' | undefined;
}

/** Fields that stay as they are when a fall is not confirmed; the date belongs to the assessment. */
export const assessmentFields = ['method', 'l', 'e', 'c', 's', 'level', 'keptLevel', 'directMajor', 'directReason', 'assessedOn'] as const;

/** Holds candidates against the register: new, changed or the same, with names matched to departments, points and people. */
export function planRisks(scene: PlanScene, candidates: readonly RiskCandidate[], step: (done: number) => void = () => {}): PlannedRisk[] {
  const known = new Matches(scene);
  const own = candidates.filter(isTaken);
  const matches = matchRisks(
    {
      db: scene.db,
      departmentOf: ({ risk }) => known.department(risk.department),
      isSame: (candidate, row) => plan(scene, known, candidate, { partner: { row, others: [] } }).state === 'same',
      decided: (candidate) => {
        const decision = decisionOf(scene.settled, candidate);
        const key = partnerKeys.find((name) => decision[name] !== undefined);
        return key && { key, answer: decision[key]! };
      },
      answerFor: (key) => scene.settled.answers[key],
    },
    own,
  );
  return own.map((candidate, at) => {
    if (at % 500 === 0) step(at / own.length);
    return plan(scene, known, candidate, matches[at]!);
  });
}

/** Look-ups that every row repeats, asked once each. */
class Matches {
  constructor(readonly scene: PlanScene) {}

  readonly department = once((name): string | null => findDepartment(this.scene.db, name, this.scene.today) ?? null);
  readonly point = once(
    (name) =>
      this.scene.db.get<{ id: string; kind: string; location: string }>('SELECT id, kind, location FROM riskPoint WHERE name = ? LIMIT 1', [
        name,
      ]) ?? null,
  );
  /** Exactly one person of that name who is here; a namesake is never guessed. */
  readonly person = once((name): { id: string | null; note?: PlanNote; namesakes?: Namesake[] } => {
    const all = namesakesOf(this.scene.db, name);
    const here = all.filter(({ leftOn }) => leftOn === null || leftOn > this.scene.today);
    if (here.length === 1) return { id: here[0]!.id };
    const told = { field: 'owner', value: name };
    if (here.length > 1) return { id: null, note: { key: 'ownerNamesake', ...told, params: { count: here.length } }, namesakes: here };
    const [left] = all;
    return left ? { id: null, note: { key: 'ownerLeft', ...told, params: { date: left.leftOn ?? '' } } } : { id: null };
  });
  readonly post = once((name): string | null => {
    const found = this.scene.db.all<{ id: string }>('SELECT id FROM post WHERE name = ? AND (validTo IS NULL OR validTo > ?) LIMIT 2', [
      name,
      this.scene.today,
    ]);
    return found.length === 1 ? found[0]!.id : null;
  });
}

function once<T>(ask: (name: string) => T): (name: string) => T {
  const answers = new Map<string, T>();
  return (name) => {
    let answer = answers.get(name);
    if (answer === undefined) answers.set(name, (answer = ask(name)));
    return answer;
  };
}

function plan(
  scene: PlanScene,
  known: Matches,
  candidate: RiskCandidate,
  { partner, numberTaken, elsewhere, question }: Match,
): PlannedRisk {
  const { no, notes: told, levelKept, file, sheet, sheetRow, matchKey } = candidate;
  const row = partner?.row;
  const lacks = lacksOf(candidate, row);
  const risk = filled(scene, candidate, lacks);
  const keptLevel = levelKept && !reaches(scene, row, risk, levelKept.from) ? levelKept.from : null;
  const notes: PlanNote[] = told.filter(({ key }) => key !== 'levelKept' || keptLevel !== null);
  const stored = row && draftWithOwners(scene.db, row);
  const ownerNames = splitOwners(risk.owner);
  const owner = ownerNames.length > 1 ? ownerNames.join('、') : risk.owner;
  if (partner !== undefined && partner.others.length > 0)
    notes.push({
      key: 'alreadyTwice',
      field: 'hazardSource',
      value: partner.others.map(({ riskNo }) => riskNo).join('、'),
      params: { riskNo: partner.row.riskNo },
    });
  if (row === undefined && numberTaken !== undefined)
    notes.push({ key: 'numberTaken', field: 'riskNo', value: risk.riskNo, params: { other: numberTaken.by } });
  if (row === undefined && elsewhere !== undefined) notes.push({ key: 'sameElsewhere', field: 'department', value: elsewhere.riskNo });
  const department = { id: risk.department === '' ? null : known.department(risk.department), name: risk.department };
  if (department.name !== '' && department.id === null) notes.push({ key: 'newDepartment', field: 'department', value: department.name });
  const knownPoint = known.point(risk.riskPoint);
  const person: ReturnType<Matches['person']> = owner === '' ? { id: null } : known.person(owner);
  const namesake = person.namesakes && namesakeQuestion(scene, candidate, person.namesakes, department.id);
  const ownerId = person.id ?? person.namesakes?.find(({ id }) => id === namesake?.answer)?.id ?? null;
  const ownerPostId = owner === '' || ownerId !== null ? null : known.post(owner);
  // A person chose the owner by hand: the same words of a sheet say nothing against that.
  const chosen = stored !== undefined && stored.ownerText === owner && (stored.ownerId !== null || stored.ownerPostId !== null);
  const newOwners: PlannedRisk['newOwners'] = [];
  for (const name of chosen || ownerId !== null || ownerPostId !== null ? [] : ownerNames) {
    const named = known.person(name);
    if (named.id !== null || known.post(name) !== null) continue;
    const made = scene.made(name);
    if (made !== undefined) newOwners.push({ name, as: made });
    notes.push(
      made === undefined
        ? (named.note ?? { key: 'ownerUnmatched', field: 'owner', value: name })
        : { key: made === 'person' ? 'newPerson' : 'newPost', field: 'owner', value: name },
    );
  }

  const {
    riskPoint: _point,
    kind: _kind,
    location: _location,
    department: _department,
    owner: _owner,
    inherent: _inherent,
    ...stated
  } = risk;
  const coded = (names: readonly string[]) => names.map((name) => scene.accidentCode(name) ?? name);
  const named = coded(stated.accidentTypes);
  // Earlier imports kept former types as bare names: that is no change.
  const accidentTypes = stored && coded(stored.accidentTypes).join() === named.join() ? stored.accidentTypes : named;
  const open = stated.accidentTypes.filter((name) => scene.ambiguousAccidents.includes(name));
  if (open.length > 0) notes.push({ key: 'accidentAmbiguous', field: 'accidentTypes', value: open.join('、') });
  const riskNo = numberTaken === undefined ? stated.riskNo : '';
  const phone = phoneMeant(scene.db, stated.phone, row?.phone ?? '');
  if (phone === null) notes.push({ key: 'maskedNumber', field: 'phone', value: stated.phone });
  const ofSheet: PlannedDraft = {
    ...emptyRisk,
    ...stated,
    phone: phone ?? '',
    riskNo,
    accidentTypes,
    keptLevel,
    ownerId,
    ownerPostId,
    ownerText: owner,
  };
  const merged = stored ? over(stored, ofSheet) : ofSheet;
  const falls = fallOf(scene, row, merged);
  if (falls) notes.push({ key: 'levelWouldFall', field: 'level', params: { from: falls.from, to: falls.to } });
  const changes = stored ? changesOf(stored, merged, { before: row!.departmentId, after: department }) : [];
  const { inherent, changes: ofInherent } = planInherent(scene, row?.id, risk.inherent);
  changes.push(...ofInherent);
  if (newOwners.length > 0 && stored?.ownerText === owner) changes.push({ field: 'owner', before: '', after: owner });
  const graded = gradeRisk(merged, scene.scaleOf(merged.method, row));
  const state = stateOf(row, changes);
  const questions = [
    ...(question === undefined ? [] : [partnerQuestion(question)]),
    ...(chosen || namesake === undefined ? [] : [namesake]),
    duplicateQuestion(scene.settled, candidate),
  ].filter((asked) => asked !== undefined);
  return {
    file,
    sheet,
    sheetRow,
    no,
    matchKey,
    get raw() {
      return candidate.raw;
    },
    // A row that changes nothing asks nothing.
    questions: state === 'same' ? questions.filter(({ answer }) => answer !== null) : questions,
    draft: merged,
    state,
    keptState: stateOf(row, falls ? changes.filter(({ field }) => !(assessmentFields as readonly string[]).includes(field)) : changes),
    point: {
      id: knownPoint?.id ?? null,
      name: risk.riskPoint,
      kind: risk.kind ?? knownPoint?.kind ?? 'activity',
      location: risk.location || (knownPoint?.location ?? ''),
    },
    department,
    existing: row ? { id: row.id, revision: row.revision, riskNo: row.riskNo, level: row.level as RiskLevel } : null,
    level: graded?.level ?? 'low',
    score100: graded?.score100 ?? null,
    changes,
    falls,
    inherent,
    lacks,
    newOwners,
    notes,
  };
}

/** What neither the sheet nor the register says of a risk. */
function lacksOf({ risk }: RiskCandidate, row: Row<'risk'> | undefined): MissingField[] {
  const stored = row === undefined ? undefined : (JSON.parse(row.missing) as MissingField[]);
  return lackedOf(risk).filter((field) => stored === undefined || stored.includes(field));
}

/** A risk with what a person said that all like it get. */
function filled(
  { fills, meant }: PlanScene,
  { risk, graded, levelKept }: RiskCandidate,
  lacks: readonly MissingField[],
): RiskCandidate['risk'] {
  const level = levelKept?.from ?? graded.level;
  const stated = lacks.flatMap((field) => {
    const text = fillText(fills[field], { department: risk.department, level });
    if (text === '') return [];
    const value = field === 'accidentTypes' ? fillWords(text) : field === 'department' || field === 'owner' ? meant(field, text) : text;
    return [[field, value]];
  });
  return stated.length === 0 ? risk : { ...risk, ...(Object.fromEntries(stated) as Partial<RiskCandidate['risk']>) };
}

/** The mapping of a stored risk gives the level of the sheet, though the workspace's would not: nothing has to be kept. */
function reaches(scene: PlanScene, row: Row<'risk'> | undefined, risk: RiskCandidate['risk'], level: RiskLevel): boolean {
  if (row === undefined) return false;
  const { method, l, e, c, s } = risk;
  const graded = gradeRisk({ ...emptyRisk, method, l, e, c, s }, scene.scaleOf(method, row));
  return graded !== null && levelRank(graded.level) <= levelRank(level);
}

/** What becomes of a record: `existing` is the one that was found. */
export const stateOf = (existing: unknown, changes: readonly unknown[]): PlanState =>
  existing === undefined ? 'new' : changes.length === 0 ? 'same' : 'changed';

/** What the sheet says laid over what is stored; what the sheet leaves empty stays. */
function over(stored: RiskDraft, sheet: PlannedDraft): PlannedDraft {
  const { riskPointId: _point, departmentId: _department, ...merged } = stored;
  const isStated = (value: unknown) => value !== '' && value !== null && !(Array.isArray(value) && value.length === 0);
  const {
    method,
    l,
    e,
    c,
    s,
    level,
    keptLevel,
    directMajor,
    directReason,
    ownerId,
    ownerPostId,
    ownerText,
    status: _status,
    riskNo: _no,
    ...rest
  } = sheet;
  const texts = Object.fromEntries(Object.entries(rest).filter(([, value]) => isStated(value)));
  const unmatched = ownerId === null && ownerPostId === null;
  const owner = ownerText === '' || (unmatched && ownerText === stored.ownerText) ? {} : { ownerId, ownerPostId, ownerText };
  // A sheet has no column for the clause of a catalogue and says nothing against it.
  const direct = stored.directCode === '' ? { directMajor, directReason } : {};
  return { ...merged, ...texts, ...owner, method, l, e, c, s, level, keptLevel, ...direct } as PlannedDraft;
}

function fallOf(scene: PlanScene, row: Row<'risk'> | undefined, draft: PlannedDraft): PlannedRisk['falls'] {
  if (row === undefined) return null;
  const graded = gradeRisk(draft, scene.scaleOf(draft.method, row));
  const from = row.level as RiskLevel;
  return graded !== null && levelRank(graded.level) > levelRank(from) ? { from, to: graded.level } : null;
}

function changesOf(
  stored: RiskDraft,
  next: PlannedDraft,
  department: { before: string | null; after: { id: string | null; name: string } },
): PlannedRisk['changes'] {
  const show = (value: unknown) => (Array.isArray(value) ? value.join('、') : value === null || value === undefined ? '' : String(value));
  const fields = Object.keys(riskDraft.shape).filter(
    (field) => field !== 'riskPointId' && field !== 'departmentId' && field !== 'ownerId' && field !== 'ownerPostId',
  ) as (keyof PlannedDraft)[];
  const changes = fields
    .map((field) => ({ field: field as string, before: show(stored[field]), after: show(next[field]) }))
    .filter(({ before, after }) => before !== after);
  // Somebody of that name has come on file since.
  if (stored.ownerText === next.ownerText && (stored.ownerId !== next.ownerId || stored.ownerPostId !== next.ownerPostId))
    changes.push({ field: 'owner', before: '', after: next.ownerText });
  if (department.after.name !== '' && department.after.id !== department.before)
    changes.push({ field: 'department', before: '', after: department.after.name });
  return changes;
}
