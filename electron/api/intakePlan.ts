import { z } from 'zod';
import { text } from '../../db/domain/field';
import { countLacking, fills } from '../../db/domain/risk/fill';
import type { RiskMethod } from '../../db/domain/risk/scale';
import { readEnterprise } from '../../db/query/enterprise';
import { scaleFor } from '../../db/query/scale';
import type { Reader } from '../../db/handle';
import type { Row } from '../../db/tables';
import { duplicateQuestion, isTaken, settleDuplicates } from '../intake/duplicates';
import { intakeSubjects, type IntakeSubject } from '../intake/fields';
import { isOtherEnterprise } from '../intake/facts';
import { readFiles, takeRows } from '../intake/intake';
import { mergedNames, nameKinds, Names } from '../intake/names';
import { departmentCandidates } from '../intake/departments';
import { planDepartments, standing } from '../intake/departmentPlan';
import { personCandidates } from '../intake/people';
import { planPeople } from '../intake/personPlan';
import { postCandidates } from '../intake/posts';
import { planPosts } from '../intake/postPlan';
import { answersForAll, countQuestions, questionKeys } from '../intake/questions';
import { remarksOf } from '../intake/remarks';
import { planRisks, type PlanState } from '../intake/riskPlan';
import { riskCandidates, type RiskOptions } from '../intake/risks';
import { keepSession, previewRows, type IntakeSession, type RowState } from '../intake/session';
import { readSources } from '../intake/sources';
import { readPasted } from '../intake/workbook';
import { asFailure } from './intakeFailure';
import {
  chosenGrades,
  gradeSchemes,
  rememberedLayouts,
  rememberedSchemes,
  scalesToRead,
  sheetChoices,
  sheetsRead,
  statedScales,
} from './intakeLayout';
import { task, type TaskScene } from './procedure';

const decision = z.partialRecord(z.enum([...questionKeys, 'of']), text(2000));
const answers = z
  .object({
    similar: z.enum(answersForAll.similar),
    numberTaken: z.enum(answersForAll.numberTaken),
    sameElsewhere: z.enum(answersForAll.sameElsewhere),
    alreadyTwice: z.enum(answersForAll.alreadyTwice),
    duplicate: z.enum(answersForAll.duplicate),
    namesake: z.enum(answersForAll.namesake),
    sameName: z.enum(answersForAll.sameName),
  })
  .partial();
const nameAnswers = z.partialRecord(z.enum(nameKinds), z.record(text(300), text(200)));
export const subject = z.enum(intakeSubjects);

/** Reads files or a pasted block and holds every row against the register. Nothing is written. */
export const plan = task(
  z.object({
    subject,
    files: z.array(z.string().max(2000)).max(200),
    pasted: z.string().max(50_000_000).default(''),
    /** What a person settled, by file name, then by sheet name. */
    choices: sheetChoices,
    /** Direction of 1级–5级 by file#sheet. */
    schemes: gradeSchemes,
    /** What a person said of single rows, by `file#sheet#row`. */
    decisions: z.record(z.string().max(3000), decision).default({}),
    /** What a person said of all rows that ask the same. */
    answers: answers.default({}),
    /** What a person said of names that the workspace does not have, see `NameAnswers`. */
    names: nameAnswers.default({}),
    /** What rows get that lack something. */
    fills: fills.default({}),
    /** Level mappings for this import and those to come, instead of those of the enterprise. */
    scales: statedScales,
  }),
  async (scene, { subject, files, pasted, choices, schemes, decisions, answers, names: said, fills: filling, scales: stated }) => {
    const register = registerMark(scene.db, subject);
    const merged = mergedNames(scene.db, scene.today);
    const names = new Names(said, merged);
    const remembered = rememberedLayouts(scene);
    const { sources, failures } = readSources(files);
    const work = { signal: scene.signal, onProgress: (share: number) => scene.progress(share * 0.8, 'read') };
    const read = await asFailure(async () => {
      const fromFiles = await readFiles(sources, work);
      const workbooks = pasted === '' ? fromFiles.workbooks : [...fromFiles.workbooks, readPasted(pasted, 'pasted')];
      if (pasted !== '') sources.push({ name: 'pasted', bytes: new TextEncoder().encode(pasted) });
      return takeRows(
        { workbooks, failures: [...failures, ...fromFiles.failures] },
        subject,
        { remembered, choices: choices as never },
        work,
      );
    });
    const { taken, sheets } = read;
    const { name: enterprise } = readEnterprise(scene.db);
    for (const { facts, used, notes } of taken.files.flatMap(({ surveys }) => surveys))
      if (used && isOtherEnterprise(facts.unit, enterprise)) notes.push({ key: 'otherEnterprise', params: { unit: facts.unit! } });
    const planScene = {
      db: scene.db,
      today: scene.today,
      settled: { decisions, answers },
      made: names.made,
      meant: names.meant,
      merged,
      fills: filling,
      ...grading(scene, stated),
    };
    const step = (share: number) => scene.progress(0.8 + share * 0.2, 'match');
    const base = { subject, register, sources, ...taken, risks: [], people: [], departments: [], implied: [], posts: [], repeated: [] };
    let session: IntakeSession;
    let inferred: unknown = {};
    if (subject === 'risk') {
      const intake = riskCandidates(sheets, {
        scales: planScene.scales,
        known: scene.content.scales(),
        schemes: { ...rememberedSchemes(sheets, remembered), ...(schemes as RiskOptions['schemes']) },
        meant: names.meant,
      });
      settleDuplicates(intake.candidates, planScene.settled);
      const risks = planRisks(planScene, intake.candidates, step);
      inferred = { schemes: intake.schemes, fits: intake.fits };
      const repeated = intake.candidates
        .filter((row) => !isTaken(row))
        .map((row) => ({
          ...row,
          title: row.risk.hazardSource,
          place: row.risk.riskPoint,
          questions: [duplicateQuestion(planScene.settled, row)].filter((asked) => asked !== undefined),
        }));
      session = keepSession({
        ...base,
        risks,
        refused: intake.refused,
        repeated,
        grades: chosenGrades(sheets, intake.schemes),
        ...(Object.keys(stated).length > 0 && { scales: { lec: planScene.scales.lec.id, ls: planScene.scales.ls.id } }),
      });
    } else if (subject === 'department') {
      const known = standing(scene.db, scene.today);
      const intake = departmentCandidates(sheets, (name) => known.has(name));
      const planned = planDepartments(planScene, intake.candidates);
      session = keepSession({ ...base, ...planned, refused: [...intake.refused, ...planned.refused] });
    } else if (subject === 'post') {
      const intake = postCandidates(sheets, names.meant);
      const planned = planPosts(planScene, intake.candidates);
      session = keepSession({ ...base, ...planned, refused: [...intake.refused, ...planned.refused] });
    } else {
      const intake = personCandidates(sheets, names.meant);
      const people = planPeople(planScene, intake.candidates);
      const repeated = intake.candidates
        .filter(({ duplicateOf }) => duplicateOf !== undefined)
        .map((row) => ({ ...row, title: row.person.name, place: row.person.department }));
      session = keepSession({ ...base, people, refused: intake.refused, repeated });
    }
    const quiet = quietNotes(scene);
    return {
      sessionId: session.id,
      ...summaryOf(session),
      quiet,
      remarks: remarksOf(previewRows(session), quiet),
      names: names.unknown(scene.db, scene.today),
      inferred,
      /** What the risks lack apart from what was filled, see `fills`. */
      lacking: countLacking(
        session.risks.map(({ lacks, department, level }) => ({
          lacks,
          department: lacks.includes('department') ? '' : department.name,
          level,
        })),
      ),
    };
  },
);

/** Other records than when an import was planned: what it took for new may stand there by now. A change of one is seen by its revision. */
export const registerMark = (db: Reader, subject: IntakeSubject): string =>
  db.value<string>(`SELECT count(*) || ' ' || ifnull(max(id), '') FROM "${subject}"`) ?? '';

function grading(scene: TaskScene, stated: z.infer<typeof statedScales>) {
  const { content } = scene;
  const chosen = scalesToRead(scene, stated);
  const codes = new Map(content.accidentTypes().map((type) => [type.name, type.code]));
  return {
    accidentCode: (name: string) => codes.get(name),
    ambiguousAccidents: content.riskWords().ambiguousAccidents,
    scales: { lec: content.scale(chosen.lec), ls: content.scale(chosen.ls) },
    scaleOf: (method: RiskMethod, stored: Pick<Row<'risk'>, 'scale'> | undefined) => scaleFor(content, method, stored, chosen),
    cadence: content.regionRules(readEnterprise(scene.db).regionCode).reviewCadence,
  };
}

/** Counts by state and by note, and how each sheet was understood. */
export function summaryOf(session: IntakeSession) {
  const rows = previewRows(session);
  const planned = [...session.risks, ...session.people, ...session.departments, ...session.posts];
  const count = (state: PlanState) => planned.filter((row) => row.state === state).length;
  const notes: Record<string, number> = {};
  for (const row of rows) for (const key of new Set(row.notes.map((note) => note.key))) notes[key] = (notes[key] ?? 0) + 1;
  const shown: Partial<Record<RowState, number>> = {};
  for (const { state } of rows) shown[state] = (shown[state] ?? 0) + 1;
  return {
    counts: {
      rows: rows.length,
      new: count('new'),
      changed: count('changed'),
      same: count('same') + session.repeated.length,
      refused: session.refused.length,
      /** Still to be decided; counted above as what the answer that loses nothing makes of them. */
      open: shown.open ?? 0,
      repeated: session.repeated.length,
      falls: session.risks.filter((risk) => risk.falls !== null).length,
      /** Changed by nothing but a fall: the same as before unless two people stand for it. */
      onlyFalls: session.risks.filter((risk) => risk.state !== risk.keptState).length,
    },
    /** Rows by the state that the preview shows. */
    shown,
    questions: countQuestions(rows),
    notes,
    failures: session.failures.map(({ key, params }) => ({ key, params })),
    sheets: sheetsRead(session.files),
  };
}

/** Notes about what the workspace does not have yet rather than about the row: a first import would mark every row with them. */
export function quietNotes({ db }: TaskScene): string[] {
  const hasPeople = db.get('SELECT 1 FROM person LIMIT 1') !== undefined;
  return ['newDepartment', 'newRiskPoint', ...(hasPeople ? [] : ['ownerUnmatched'])];
}
