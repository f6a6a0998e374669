import path from 'node:path';
import { z } from 'zod';
import { id, isoDate, text } from '../../db/domain/field';
import { impossibleFactors } from '../../db/domain/risk/assessment';
import { assessmentOf, gradeRisk, type RiskDraft } from '../../db/domain/risk/risk';
import { lecValues, levelRank, lsValues, type RiskLevel } from '../../db/domain/risk/scale';
import { readEnterprise } from '../../db/query/enterprise';
import { assessedAgain, draftOf, snapshotOf } from '../../db/query/risk';
import { eachRisk } from '../../db/query/riskList';
import { getRound } from '../../db/query/round';
import { readScales, scaleFor } from '../../db/query/scale';
import type { Row } from '../../db/tables';
import { composeRoundSheet } from '../filing/roundSheet/compose';
import { renderXlsx } from '../filing/render/xlsx';
import { readAnswers, type Answer, type AnswerFault } from '../intake/roundSheet';
import { readSources } from '../intake/sources';
import { readWorkbook } from '../intake/workbook';
import { safeFileName, writeFileSafely } from '../workspace/file';
import { conflict, notFound } from './failure';
import { asFailure } from './intake';
import { command, task, type TaskScene } from './procedure';
import { updateOne } from './risk';

/** One workbook per department, to be filled in without a computer or an account. `folder` empty asks the user. */
export const exportSheets = task(
  z.object({ id, folder: z.string().max(2000), departmentIds: z.array(z.string()).max(1000).optional() }),
  async (scene, { id, folder, departmentIds }) => {
    const round = required(scene, id);
    const target = folder === '' ? await scene.shell.chooseFolder('round') : folder;
    if (target === null) return { files: [] };
    const { name, uscc } = readEnterprise(scene.db);
    const byDepartment = Map.groupBy(
      [...eachRisk(scene.db, scene.today)].filter((risk) => risk.status !== 'retired'),
      (risk) => risk.departmentId ?? '',
    );
    const files: { file: string; department: string; risks: number }[] = [];
    const wanted = [...byDepartment].filter(([departmentId]) => departmentIds === undefined || departmentIds.includes(departmentId));
    for (const [at, [, risks]] of wanted.entries()) {
      scene.signal.throwIfAborted();
      scene.progress(at / wanted.length, 'render');
      const department = risks[0]!.department;
      const sorted = risks.toSorted((a, b) => a.riskNo.localeCompare(b.riskNo, 'en', { numeric: true }));
      const bytes = await renderXlsx(composeRoundSheet({ enterprise: name, uscc, round, department, risks: sorted.map(snapshotOf) }));
      const file = path.join(target, safeFileName(`${round.no} ${department || '未分部门'}.xlsx`));
      writeFileSafely(file, bytes);
      files.push({ file, department, risks: risks.length });
    }
    return { files };
  },
);

type RefusalKey = 'unknownNumber' | 'notInRound' | 'impossible' | 'lowering' | 'twoAnswers' | 'contradiction';
export type AnswerRefusal =
  | AnswerFault
  | { file: string; sheet: string; sheetRow: number; column: string; value: string; key: RefusalKey; params?: Record<string, string> };
interface Settled {
  riskId: string;
  riskNo: string;
  hazardSource: string;
  revision: number;
  by: string;
  on: string;
  isSigned: boolean;
  reason: string;
  reviewer: string;
  patch: Partial<Pick<RiskDraft, 'method' | 'l' | 'e' | 'c' | 's'>> | null;
  from: RiskLevel;
  to: RiskLevel;
}

/**
 * Reads sheets that came back and, with `apply`, takes them into the round as one step. The same risk answered
 * differently in two sheets is a conflict and applied from neither.
 */
export const collectSheets = task(
  z.object({
    id,
    files: z.array(z.string().max(2000)).min(1).max(200),
    by: text(60).default(''),
    on: isoDate.optional(),
    apply: z.boolean(),
  }),
  async (scene, { id, files, by, on, apply }) => {
    const round = required(scene, id);
    if (round.status !== 'open') throw conflict('roundClosed', { name: round.name });
    const answers: Answer[] = [];
    const refused: AnswerRefusal[] = [];
    const sheets: { file: string; answers: number; blank: number; otherRound: string | null }[] = [];
    for (const { name, bytes } of await asFailure(() => Promise.resolve(sourcesOf(files)))) {
      const read = await asFailure(async () => readAnswers(await readWorkbook(bytes, name, { signal: scene.signal })));
      const otherRound = read.roundNo !== null && read.roundNo !== round.no ? read.roundNo : null;
      sheets.push({ file: name, answers: otherRound === null ? read.answers.length : 0, blank: read.blank, otherRound });
      if (otherRound !== null) continue;
      answers.push(...read.answers);
      refused.push(...read.faults);
    }
    const settled: Settled[] = [];
    for (const group of Map.groupBy(answers, (answer) => answer.riskNo).values()) {
      const verdict = settle(scene, round.id, group, { by, on: on ?? scene.today });
      if ('refusals' in verdict) refused.push(...verdict.refusals);
      else settled.push(verdict);
    }
    const place = new Map(sheets.map(({ file }, at) => [file, at]));
    const confirmed = settled.filter((entry) => entry.patch === null).length;
    const result = {
      sheets,
      confirmed,
      changed: settled.length - confirmed,
      refused: refused.toSorted(
        (a, b) => place.get(a.file)! - place.get(b.file)! || a.sheet.localeCompare(b.sheet) || a.sheetRow - b.sheetRow,
      ),
      changes: settled
        .filter((entry) => entry.patch !== null)
        .map(({ riskId, riskNo, hazardSource, from, to, reason, by: who }) => ({
          riskId,
          riskNo,
          hazardSource,
          from,
          to,
          reason,
          by: who,
        })),
    };
    if (!apply || settled.length === 0) return { ...result, step: null };
    const reply = (await scene.run('round.applyAnswers', {
      id,
      answers: settled.map(({ riskId, revision, by: who, on: day, isSigned, reason, reviewer, patch }) => ({
        riskId,
        revision,
        by: who,
        on: day,
        isSigned,
        reason,
        reviewer,
        patch,
      })),
    })) as { step: number | null };
    return { ...result, step: reply.step };
  },
);

/** @throws IntakeFailure for a file that is not there */
function sourcesOf(files: readonly string[]) {
  const { sources, failures } = readSources(files);
  if (failures.length > 0) throw failures[0]!;
  return sources;
}

function settle(
  scene: TaskScene,
  roundId: string,
  group: readonly Answer[],
  fallback: { by: string; on: string },
): Settled | { refusals: AnswerRefusal[] } {
  const first = group[0]!;
  const refuse = (key: RefusalKey, column: string, value: string, params: Record<string, string> = {}) => ({
    refusals: group.map(({ file, sheet, sheetRow }) => ({ file, sheet, sheetRow, column, value, key, params })),
  });
  const row = scene.db.get<Row<'risk'>>('SELECT * FROM risk WHERE riskNo = ?', [first.riskNo]);
  if (!row) return refuse('unknownNumber', '编号', first.riskNo);
  if (scene.db.get('SELECT 1 FROM roundRisk WHERE roundId = ? AND riskId = ?', [roundId, row.id]) === undefined)
    return refuse('notInRound', '编号', first.riskNo);
  const said = ({ confirmed, l, e, c, s }: Answer) => JSON.stringify([confirmed, l, e, c, s]);
  if (group.some((answer) => said(answer) !== said(first))) {
    return refuse('twoAnswers', '编号', first.riskNo, {
      where: group.map(({ file, sheet, sheetRow }) => `${file} ${sheet} 第 ${sheetRow} 行`).join('，'),
    });
  }
  const draft = draftOf(row);
  const stated = { l: first.l ?? draft.l, e: first.e ?? draft.e, c: first.c ?? draft.c, s: first.s ?? draft.s };
  const method =
    first.s !== null && first.e === null && first.c === null ? 'ls' : first.e !== null || first.c !== null ? 'lec' : draft.method;
  const next = { ...draft, ...stated, method } as RiskDraft;
  const factors = [first.l, first.e, first.c, first.s].filter((value) => value !== null).join('、');
  const allowed = factorFault(
    next,
    [first.l, first.e, first.c, first.s].some((value) => value !== null),
  );
  if (allowed !== undefined) return refuse('impossible', '现L/现E/现C/现S', factors, { allowed });
  // By the mapping that the risk was graded by, as the command does.
  const scale = scaleFor(scene.content, method, row, readScales(scene.db, scene.content));
  const graded = gradeRisk(next, scale);
  if (graded === null) return refuse('impossible', '现L/现E/现C/现S', factors, { allowed: '' });
  const changed = (['l', 'e', 'c', 's'] as const).some((name) => next[name] !== draft[name]);
  if (changed && first.confirmed) return refuse('contradiction', '确认无变化', factors);
  const from = row.level as RiskLevel;
  const by = first.by || fallback.by || scene.actor.name;
  const falls = changed && levelRank(graded.level) > levelRank(from);
  if (falls && (first.reason === '' || first.reviewer === '' || first.reviewer === by))
    return refuse('lowering', '变化说明、复核人', [first.reason, first.reviewer].filter((part) => part !== '').join('、'), {
      from,
      to: graded.level,
    });
  return {
    riskId: row.id,
    riskNo: row.riskNo,
    hazardSource: row.hazardSource,
    revision: row.revision,
    by,
    on: first.on ?? fallback.on,
    isSigned: first.by !== '' || first.on !== null || fallback.by !== '',
    reason: first.reason,
    reviewer: first.reviewer,
    from,
    to: graded.level,
    patch: changed ? { method: next.method, ...stated } : null,
  };
}

/** What the factors lack, in the letters of the sheet; undefined when they are whole. */
function factorFault(draft: RiskDraft, isStated: boolean): string | undefined {
  if (!isStated) return undefined;
  if (draft.method === 'direct') return 'E、C / S';
  const needed = draft.method === 'ls' ? (['l', 's'] as const) : (['l', 'e', 'c'] as const);
  const missing = needed.filter((name) => draft[name] === null);
  if (missing.length > 0) return `${missing.join('、').toUpperCase()} ?`;
  const assessment = assessmentOf(draft)!;
  const stray = impossibleFactors(assessment)[0];
  if (stray === undefined) return undefined;
  const values: readonly number[] = draft.method === 'ls' ? lsValues : lecValues[stray as 'l' | 'e' | 'c'];
  return `${stray.toUpperCase()} = ${values.join('、')}`;
}

/** What collected sheets say, as one step: confirmations and changed assessments. */
export const applyAnswers = command(
  z.object({
    id,
    answers: z
      .array(
        z.object({
          riskId: id,
          revision: z.number().int(),
          by: text(60),
          on: isoDate,
          reason: text(1000),
          reviewer: text(60),
          /** The sheet itself says who and when: otherwise what was confirmed before keeps its name and day. */
          isSigned: z.boolean().default(true),
          patch: z
            .object({
              method: z.enum(['lec', 'ls', 'direct']),
              l: z.number().nullable(),
              e: z.number().nullable(),
              c: z.number().nullable(),
              s: z.number().nullable(),
            })
            .partial()
            .nullable(),
        }),
      )
      .max(100_000),
  }),
  (scene, { id, answers }) => {
    const { db } = scene;
    if (getRound(db, id)?.status !== 'open') throw conflict('roundClosed', { name: '' });
    const { reviewCadence } = scene.content.regionRules(readEnterprise(db).regionCode);
    for (const { riskId, revision, by, on, isSigned, reason, reviewer, patch } of answers) {
      if (patch !== null) updateOne(scene, riskId, revision, { ...patch, assessedOn: on }, { reason, assessor: by, reviewer });
      const item = db.get<{ id: string; state: string; confirmedBy: string }>(
        'SELECT id, state, confirmedBy FROM roundRisk WHERE roundId = ? AND riskId = ?',
        [id, riskId],
      );
      if (!item || (patch === null && !isSigned && item.confirmedBy !== '')) continue;
      db.update('roundRisk', item.id, {
        state: item.state === 'pending' ? 'confirmed' : item.state,
        confirmedBy: by || scene.actor.name,
        confirmedOn: on,
        ...(reason === '' ? {} : { reason }),
      });
      assessedAgain(db, riskId, on, reviewCadence);
    }
    return { applied: answers.length };
  },
);

function required(scene: TaskScene, roundId: string) {
  const round = getRound(scene.db, roundId);
  if (!round) throw notFound('round');
  return round;
}
