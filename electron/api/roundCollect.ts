import { z } from 'zod';
import { id, isoDate, text } from '../../db/domain/field';
import type { Implementation } from '../../db/domain/round/item';
import { matchKey } from '../../db/domain/risk/matchKey';
import { emptyRisk, gradeRisk, riskDraft } from '../../db/domain/risk/risk';
import { findDepartment } from '../../db/query/department';
import { readEnterprise } from '../../db/query/enterprise';
import { assessedAgain } from '../../db/query/risk';
import { readScales, scaleFor } from '../../db/query/scale';
import type { Reader } from '../../db/handle';
import { placeKey } from '../intake/returned';
import { readAnswers, type AddedLine, type Answer } from '../intake/roundSheet';
import {
  answerFields,
  factorFault,
  judgeAnswers,
  type AnswerConflict,
  type AnswerRefusal,
  type Named,
  type Proposal,
  type VerdictScene,
} from '../intake/roundVerdict';
import { anImport, command, task, type CommandScene, type TaskScene } from './procedure';
import { readReturned, sheetExtensions } from './returnedFiles';
import { create, updateOne } from './risk';
import { openRound, sheetOf } from './roundSheet';

const decisions = z.record(
  z.string().max(100),
  z.object({ from: z.string().max(3000).nullable(), fields: z.array(z.enum(answerFields)).optional() }),
);

/**
 * Reads sheets that came back and, with `apply`, takes them into the round as one step. Without it nothing is written. What is
 * answered in two ways, or has changed here since it was handed out, is taken only as `decisions` say, by number; of the risks
 * that departments have found, those whose line is in `accepted`. No file named asks the user; null when none is chosen.
 */
export const collectSheets = task(
  z.object({
    id,
    files: z.array(z.string().max(2000)).max(200),
    by: text(60).default(''),
    on: isoDate.optional(),
    decisions: decisions.default({}),
    accepted: z.union([z.literal('all'), z.array(z.string().max(3000)).max(10_000)]).default([]),
    apply: z.boolean(),
  }),
  async (scene, { id, files: given, by, on, decisions: decided, accepted, apply }) => {
    const round = openRound(scene.db, id);
    const files = given.length > 0 ? given : await scene.shell.chooseFiles('roundCollect', sheetExtensions);
    if (files.length === 0) return null;
    const came = await readFiles(scene, files, round.no);
    const verdictScene: VerdictScene = {
      db: scene.db,
      content: scene.content,
      today: scene.today,
      scales: readScales(scene.db, scene.content),
      fallback: { by: by || scene.session.name, on: on ?? scene.today, isNamed: by !== '' },
    };
    const refused: AnswerRefusal[] = [...came.refused];
    const settled: (Named & Proposal)[] = [];
    const conflicts: AnswerConflict[] = [];
    for (const group of Map.groupBy(came.answers, (answer) => answer.riskNo).values()) {
      scene.signal.throwIfAborted();
      const verdict = judgeAnswers(verdictScene, id, group, decided[group[0]!.riskNo]);
      if (verdict.settled) settled.push(verdict.settled);
      if (verdict.conflict) conflicts.push(verdict.conflict);
      refused.push(...verdict.refusals);
    }
    const added: NewRisk[] = [];
    for (const line of came.added) {
      const verdict = judgeAdded(verdictScene, line);
      if ('key' in verdict) refused.push(verdict);
      else added.push(verdict);
    }
    const place = new Map(came.sheets.map(({ file }, at) => [file, at]));
    const result = {
      files: [...files],
      sheets: came.sheets,
      confirmed: settled.filter((entry) => entry.patch === null).length,
      changed: settled.filter((entry) => entry.patch !== null).length,
      /** Lines that say how the measures of a risk are carried out. */
      implemented: settled.filter((entry) => entry.implementation !== '').length,
      departments: perDepartment(settled, conflicts, added, refused),
      changes: settled.filter((entry) => entry.patch !== null),
      conflicts,
      added,
      refused: refused.toSorted(
        (a, b) => place.get(a.file)! - place.get(b.file)! || a.sheet.localeCompare(b.sheet) || a.sheetRow - b.sheetRow,
      ),
    };
    if (!apply) return { ...result, step: null };
    const taken = added.filter((line) => accepted === 'all' || accepted.includes(placeKey(line)));
    const idOf = (name: string) => (name === '' ? '' : findDepartment(scene.db, name, scene.today));
    const back = new Set([...came.departments.map(idOf), ...settled.map((entry) => entry.departmentId ?? '')]);
    const reply = (await scene.run('round.applyAnswers', {
      id,
      answers: settled.map(({ riskId, revision, by: who, on: day, isSigned, implementation, reason, reviewer, patch }) => ({
        riskId,
        revision,
        by: who,
        on: day,
        isSigned,
        implementation,
        reason,
        reviewer,
        patch,
      })),
      added: taken.map((line) => ({
        riskPoint: line.riskPoint,
        departmentId: idOf(line.department) || null,
        by: line.by || verdictScene.fallback.by,
        on: line.on ?? verdictScene.fallback.on,
        reason: line.reason,
        implementation: line.implementation,
        draft: {
          step: line.step,
          hazardSource: line.hazardSource,
          measures: line.measures,
          method: line.method,
          l: line.l,
          e: line.e,
          c: line.c,
          s: line.s,
        },
      })),
      returned: [...back]
        .filter((departmentId) => departmentId !== undefined)
        .map((departmentId) => ({
          departmentId,
          refused: refused.filter(({ department }) => idOf(department) === departmentId).length,
        })),
    })) as { step: number | null };
    return { ...result, step: reply.step };
  },
  { precaution: (_scene, { apply }) => (apply ? anImport : 0) },
);

/** All that the files say; sheets of another round are told and left aside. @throws IntakeFailure as AppError */
async function readFiles(scene: TaskScene, files: readonly string[], roundNo: string) {
  const answers: Answer[] = [];
  const added: AddedLine[] = [];
  const refused: AnswerRefusal[] = [];
  const departments: string[] = [];
  const sheets: { file: string; answers: number; added: number; blank: number; otherRound: string | null }[] = [];
  for await (const { name, read } of readReturned(scene, files, readAnswers)) {
    const otherRound = read.roundNo !== null && read.roundNo !== roundNo ? read.roundNo : null;
    const isOurs = otherRound === null;
    sheets.push({
      file: name,
      answers: isOurs ? read.answers.length : 0,
      added: isOurs ? read.added.length : 0,
      blank: read.blank,
      otherRound,
    });
    if (!isOurs) continue;
    answers.push(...read.answers);
    added.push(...read.added);
    refused.push(...read.faults);
    departments.push(...read.departments);
  }
  return { answers, added, refused, departments, sheets };
}

export interface NewRisk extends AddedLine {
  method: 'lec' | 'ls';
  level: string;
}

/** A risk that a department has found, as it would enter the register; refused when it cannot, or is there already. */
function judgeAdded({ db, content, scales, today }: VerdictScene, line: AddedLine): NewRisk | AnswerRefusal {
  const method = line.s === null ? 'lec' : 'ls';
  const { file, sheet, sheetRow, department } = line;
  const place = { file, sheet, sheetRow, department };
  const draft = { ...emptyRisk, method, l: line.l, e: line.e, c: line.c, s: line.s } as const;
  const factors = [line.l, line.e, line.c, line.s].filter((value) => value !== null).join('、');
  const allowed = factorFault(draft);
  const graded = gradeRisk(draft, scaleFor(content, method, undefined, scales));
  if (allowed !== undefined || graded === null)
    return { ...place, column: '现L/现E/现C/现S', value: factors, key: 'impossible', params: { allowed: allowed ?? '' } };
  if (line.on !== null && line.on > today) return { ...place, column: '确认日期', value: line.on, key: 'futureDate' };
  const known = db.value<string>('SELECT riskNo FROM risk WHERE matchKey = ? LIMIT 1', [
    matchKey(line.riskPoint, line.step, line.hazardSource),
  ]);
  if (known !== undefined) return { ...place, column: '编号', value: line.hazardSource, key: 'addedAlready', params: { riskNo: known } };
  return { ...line, method, level: graded.level };
}

export interface DepartmentCounts {
  department: string;
  confirmed: number;
  changed: number;
  conflicts: number;
  added: number;
  refused: number;
}

function perDepartment(
  settled: readonly (Named & Proposal)[],
  conflicts: readonly AnswerConflict[],
  added: readonly NewRisk[],
  refused: readonly AnswerRefusal[],
): DepartmentCounts[] {
  const counts = new Map<string, DepartmentCounts>();
  const count = (department: string, what: Exclude<keyof DepartmentCounts, 'department'>) => {
    const own = counts.get(department) ?? { department, confirmed: 0, changed: 0, conflicts: 0, added: 0, refused: 0 };
    own[what] += 1;
    counts.set(department, own);
  };
  for (const { department, patch } of settled) count(department, patch === null ? 'confirmed' : 'changed');
  for (const { department, decision } of conflicts) if (decision === null) count(department, 'conflicts');
  for (const { department } of added) count(department, 'added');
  for (const { department } of refused) count(department, 'refused');
  return [...counts.values()].toSorted((a, b) => a.department.localeCompare(b.department, 'zh-CN'));
}

const signed = { by: text(60), on: isoDate, reason: text(1000), implementation: text(2000).default('') };
const patch = riskDraft
  .pick(Object.fromEntries(answerFields.map((field) => [field, true])) as Record<(typeof answerFields)[number], true>)
  .partial();

/** What collected sheets say, as one step: confirmations, changes, risks that were found, and that the sheets are back. */
export const applyAnswers = command(
  z.object({
    id,
    answers: z
      .array(
        z.object({
          ...signed,
          riskId: id,
          revision: z.number().int(),
          reviewer: text(60),
          /** The sheet itself says who and when: otherwise what was confirmed before keeps its name and day. */
          isSigned: z.boolean().default(true),
          patch: patch.nullable(),
        }),
      )
      .max(100_000),
    added: z
      .array(
        z.object({
          ...signed,
          riskPoint: text(200).min(1),
          departmentId: id.nullable(),
          draft: riskDraft.pick({ step: true, hazardSource: true, measures: true, method: true, l: true, e: true, c: true, s: true }),
        }),
      )
      .max(10_000)
      .default([]),
    returned: z
      .array(z.object({ departmentId: z.union([id, z.literal('')]), refused: z.number().int().nonnegative() }))
      .max(10_000)
      .default([]),
  }),
  (scene, { id, answers, added, returned }) => {
    const { db } = scene;
    openRound(db, id);
    const { reviewCadence } = scene.content.regionRules(readEnterprise(db).regionCode);
    const tally = new Map<string, { confirmed: number; changed: number; by: Set<string> }>();
    const note = (departmentId: string | null, what: 'confirmed' | 'changed', by: string) => {
      const own = tally.get(departmentId ?? '') ?? { confirmed: 0, changed: 0, by: new Set<string>() };
      own[what] += 1;
      own.by.add(by);
      tally.set(departmentId ?? '', own);
    };
    for (const { riskId, revision, by, on, isSigned, implementation, reason, reviewer, patch: change } of answers) {
      const isGone = change?.status === 'retired';
      if (change !== null)
        updateOne(scene, riskId, revision, isGone ? change : { ...change, assessedOn: on }, { reason, assessor: by, reviewer });
      const item = itemOf(db, id, riskId);
      if (!item) continue;
      const isKept = change === null && !isSigned && item.confirmedBy !== '';
      const found = implemented(scene, implementation, by, on);
      const stored = !isKept
        ? sign(scene, item, by, on, { ...(reason === '' ? {} : { reason }), ...found })
        : implementation === ''
          ? item
          : db.update('roundRisk', item.id, found);
      if (!isGone && !isKept) assessedAgain(db, riskId, on, reviewCadence);
      if (stored.revision !== item.revision || change !== null)
        note(db.find('risk', riskId)!.departmentId, change === null ? 'confirmed' : 'changed', by);
    }
    for (const { riskPoint, departmentId, by, on, reason, implementation, draft } of added) {
      const risk = create.run(scene, {
        point: { name: riskPoint, kind: 'place', location: '' },
        draft: { ...emptyRisk, ...draft, departmentId, assessedOn: on },
      });
      const item = itemOf(db, id, risk.id);
      if (item) sign(scene, item, by, on, { ...(reason === '' ? {} : { reason }), ...implemented(scene, implementation, by, on) });
      note(departmentId, 'changed', by);
    }
    for (const { departmentId, refused } of returned) {
      const sheetId = sheetOf(db, id, departmentId);
      if (sheetId === undefined) continue;
      const sheet = db.find('roundSheet', sheetId)!;
      const own = tally.get(departmentId);
      const names = new Set([...sheet.returnedBy.split('、').filter((name) => name !== ''), ...(own?.by ?? [])]);
      db.update('roundSheet', sheetId, {
        returnedOn: sheet.returnedOn ?? scene.today,
        returnedBy: [...names].join('、').slice(0, 60),
        confirmed: sheet.confirmed + (own?.confirmed ?? 0),
        changed: sheet.changed + (own?.changed ?? 0),
        refused,
      });
    }
    return { applied: answers.length + added.length };
  },
);

type Item = { id: string; state: string; confirmedBy: string; revision: number };
const itemOf = (db: Reader, roundId: string, riskId: string): Item | undefined =>
  db.get<Item>('SELECT id, state, confirmedBy, revision FROM roundRisk WHERE roundId = ? AND riskId = ?', [roundId, riskId]);

/** Puts name and day to an item of the round. */
const sign = ({ db, session }: CommandScene, item: Item, by: string, on: string, told: { reason?: string } & Partial<Implementation>) =>
  db.update('roundRisk', item.id, {
    state: item.state === 'pending' ? 'confirmed' : item.state,
    confirmedBy: by || session.name,
    confirmedOn: on,
    ...told,
  });

/** What a sheet says of how measures are carried out, with who and when. */
const implemented = ({ session }: CommandScene, implementation: string, by: string, on: string): Partial<Implementation> =>
  implementation === '' ? {} : { implementation, implementedOn: on, implementedBy: by || session.name };
