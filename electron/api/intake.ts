import path from 'node:path';
import { z } from 'zod';
import { text } from '../../db/domain/field';
import type { RiskMethod } from '../../db/domain/risk/scale';
import type { Finding } from '../../db/domain/rule';
import { listDepartments } from '../../db/query/department';
import { readEnterprise } from '../../db/query/enterprise';
import { readScales, scaleFor } from '../../db/query/scale';
import type { Row } from '../../db/tables';
import { rememberColumns, type RememberedColumns } from '../intake/columns';
import { IntakeFailure } from '../intake/failure';
import { intakeSubjects } from '../intake/fields';
import { readFiles, takeRows } from '../intake/intake';
import { personCandidates } from '../intake/people';
import { planPeople } from '../intake/personPlan';
import { remarksOf } from '../intake/remarks';
import { planRisks } from '../intake/riskPlan';
import { riskCandidates } from '../intake/risks';
import { placeOf } from '../intake/rowPlace';
import { dropSession, findSession, keepSession, previewRows, sourceHash, type IntakeSession, type RowState } from '../intake/session';
import { readSources } from '../intake/sources';
import { importTemplate } from '../intake/template';
import { readPasted, readWorkbook } from '../intake/workbook';
import { writeBack, type SheetMarks } from '../intake/writeBack';
import { safeFileName, writeFileSafely } from '../workspace/file';
import { words } from '../workspace/words';
import { intakeText } from '../workspace/wording';
import { AppError, notFound } from './failure';
import { hostProcedure, query, task, type TaskScene } from './procedure';

const sheetChoice = z
  .object({
    use: z.boolean(),
    head: z.object({ top: z.number().int(), bottom: z.number().int() }).nullable(),
    columns: z.record(z.string(), z.string().nullable()),
    department: text(200),
    date: text(10),
  })
  .partial();
const subject = z.enum(intakeSubjects);
const rowStates = ['new', 'changed', 'same', 'refused'] as const satisfies readonly RowState[];

/** Files that the user picks; the paths go to `intake.plan`. */
export const chooseFiles = hostProcedure(z.object({}), async (host) => ({
  files: await host.shell.chooseFiles('intake', ['xlsx', 'xls', 'csv']),
}));

/** Reads files or a pasted block and holds every row against the register. Nothing is written. */
export const plan = task(
  z.object({
    subject,
    files: z.array(z.string().max(2000)).max(200),
    pasted: z.string().max(50_000_000).default(''),
    /** What a person settled, by file name, then by sheet name. */
    choices: z.record(z.string(), z.record(z.string(), sheetChoice)).default({}),
    /** Direction of 1级–5级 by file#sheet. */
    schemes: z
      .record(z.string(), z.object({ direction: z.enum(['down', 'up']), grades: z.union([z.literal(4), z.literal(5)]) }))
      .default({}),
  }),
  async (scene, { subject, files, pasted, choices, schemes }) => {
    const { sources, failures } = readSources(files);
    const work = { signal: scene.signal, onProgress: (share: number) => scene.progress(share * 0.8, 'read') };
    const read = await asFailure(async () => {
      const fromFiles = await readFiles(sources, work);
      const workbooks = pasted === '' ? fromFiles.workbooks : [...fromFiles.workbooks, readPasted(pasted, 'pasted')];
      if (pasted !== '') sources.push({ name: 'pasted', bytes: new TextEncoder().encode(pasted) });
      return takeRows(
        { workbooks, failures: [...failures, ...fromFiles.failures] },
        subject,
        { remembered: rememberedLayouts(scene), choices: choices as never },
        work,
      );
    });
    const { taken, sheets } = read;
    const planScene = { db: scene.db, today: scene.today, ...grading(scene) };
    const step = (share: number) => scene.progress(0.8 + share * 0.2, 'match');
    let session: IntakeSession;
    let inferred: unknown = {};
    if (subject === 'risk') {
      const intake = riskCandidates(sheets, { scales: planScene.scales, known: scene.content.scales(), schemes: schemes as never });
      const risks = planRisks(planScene, intake.candidates, step);
      inferred = { schemes: intake.schemes, fits: intake.fits };
      const repeated = intake.candidates
        .filter(({ duplicateOf }) => duplicateOf?.same)
        .map((row) => ({ ...placeOf(row), no: row.no, title: row.risk.hazardSource, place: row.risk.riskPoint, notes: row.notes }));
      session = keepSession({ subject, sources, ...taken, risks, people: [], refused: intake.refused, repeated });
    } else {
      const intake = personCandidates(sheets);
      const people = planPeople(planScene, intake.candidates);
      const repeated = intake.candidates
        .filter(({ duplicateOf }) => duplicateOf !== undefined)
        .map((row) => ({ ...placeOf(row), no: row.no, title: row.person.name, place: row.person.department, notes: row.notes }));
      session = keepSession({ subject, sources, ...taken, risks: [], people, refused: intake.refused, repeated });
    }
    const quiet = quietNotes(scene);
    return { sessionId: session.id, ...summaryOf(session), quiet, remarks: remarksOf(previewRows(session), quiet), inferred };
  },
);

function grading(scene: TaskScene) {
  const { content } = scene;
  const chosen = readScales(scene.db, content);
  const codes = new Map(content.accidentTypes().map((type) => [type.name, type.code]));
  return {
    accidentCode: (name: string) => codes.get(name),
    scales: { lec: content.scale(chosen.lec), ls: content.scale(chosen.ls) },
    scaleOf: (method: RiskMethod, stored: Row<'risk'> | undefined) => scaleFor(content, method, stored, chosen),
    cadence: content.regionRules(readEnterprise(scene.db).regionCode).reviewCadence,
  };
}

function rememberedLayouts({ db }: TaskScene): Record<string, RememberedColumns> {
  return Object.fromEntries(
    db
      .all<{ signature: string; mapping: string }>('SELECT signature, mapping FROM intakeLayout')
      .map((row) => [row.signature, JSON.parse(row.mapping) as RememberedColumns]),
  );
}

/** Counts by state and by note, and how each sheet was understood. */
function summaryOf(session: IntakeSession) {
  const rows = previewRows(session);
  const count = (state: RowState) => rows.filter((row) => row.state === state).length;
  const notes: Record<string, number> = {};
  for (const row of rows) for (const key of new Set(row.notes.map((note) => note.key))) notes[key] = (notes[key] ?? 0) + 1;
  return {
    counts: {
      rows: rows.length,
      new: count('new'),
      changed: count('changed'),
      same: count('same'),
      refused: count('refused'),
      repeated: session.repeated.length,
      falls: session.risks.filter((risk) => risk.falls !== null).length,
      /** Changed by nothing but a fall: the same as before unless two people stand for it. */
      onlyFalls: session.risks.filter((risk) => risk.state !== risk.keptState).length,
    },
    notes,
    failures: session.failures.map(({ key, params }) => ({ key, params })),
    sheets: session.files.flatMap((file) =>
      file.surveys.map(({ sheet, kind, used, hidden, head, columns, signature, facts, notes: told }) => ({
        file: file.file,
        format: file.format,
        sheet,
        kind,
        used,
        hidden,
        signature,
        facts,
        notes: told,
        head: head ? { top: head.top + 1, bottom: head.bottom + 1 } : null,
        columns: columns.map(({ letter, title, field, why }) => ({ letter, title, field, why })),
      })),
    ),
  };
}

/** Notes about what the workspace does not have yet rather than about the row: a first import would mark every row with them. */
function quietNotes({ db }: TaskScene): string[] {
  const hasPeople = db.get('SELECT 1 FROM person LIMIT 1') !== undefined;
  return ['newDepartment', 'newRiskPoint', ...(hasPeople ? [] : ['ownerUnmatched'])];
}

const noSession = () => notFound('intakeSession');
const sessionId = z.uuid();

/** A window of the preview, of rows with any note worth a look or with certain notes; a session that is gone is planned again by the page. */
export const rows = task(
  z.object({
    sessionId,
    state: z.array(z.enum(rowStates)).optional(),
    withNotes: z.boolean().default(false),
    notes: z.array(z.string().max(40)).max(40).optional(),
    lowered: z.boolean().default(false),
    offset: z.number().int().nonnegative(),
    limit: z.number().int().min(1).max(200),
  }),
  async (scene, { sessionId, state, withNotes, notes, lowered, offset, limit }) => {
    const session = findSession(sessionId);
    if (!session) throw noSession();
    const quiet = new Set(quietNotes(scene));
    const all = previewRows(session, lowered).filter(
      (row) =>
        (state === undefined || state.includes(row.state)) &&
        (!withNotes || row.problems.length > 0 || row.notes.some(({ key }) => !quiet.has(key))) &&
        (notes === undefined || row.notes.some(({ key }) => notes.includes(key))),
    );
    return { rows: all.slice(offset, offset + limit), total: all.length };
  },
);

/** Commits what was planned as one command and one undo step. While a file cannot be read, nothing is applied. */
export const commit = task(
  z.object({
    sessionId,
    lowering: z
      .object({ reason: text(1000).min(1), assessor: text(60), reviewer: text(60).min(1) })
      .nullable()
      .default(null),
  }),
  async (scene, { sessionId, lowering }) => {
    const session = findSession(sessionId);
    if (!session) throw noSession();
    if (session.failures.length > 0) throw failureOf(session.failures);
    const { risks, people, refused } = session;
    const summary = summaryOf(session);
    const kept = lowering === null ? summary.counts.onlyFalls : 0;
    const counts = { ...summary.counts, changed: summary.counts.changed - kept, same: summary.counts.same + kept };
    const run = {
      fileName: session.sources
        .map((source) => source.name)
        .join('、')
        .slice(0, 2000),
      sha256: sourceHash(session.sources),
      rows: counts.rows,
      refused: refused.length,
      unchanged: counts.same,
      layouts: session.files.flatMap((file) =>
        file.surveys
          .filter((survey) => survey.used)
          .map((survey) => ({ signature: survey.signature, mapping: { ...rememberColumns(survey.columns) } })),
      ),
    };
    scene.progress(undefined, 'commit');
    const movingRisks = risks.filter((risk) => (lowering === null ? risk.keptState : risk.state) !== 'same');
    const movingPeople = people.filter((person) => person.state !== 'same');
    // Nothing to change leaves nothing to undo.
    const reply =
      movingRisks.length + movingPeople.length === 0
        ? { step: null }
        : session.subject === 'risk'
          ? await scene.run('intake.applyRisks', {
              run,
              lowering,
              risks: movingRisks.map(({ existing, draft, point, department, falls }) => ({
                existing: existing && { id: existing.id, revision: existing.revision },
                draft,
                point,
                department,
                keepAssessment: falls !== null && lowering === null,
              })),
            })
          : await scene.run('intake.applyPeople', {
              run,
              people: movingPeople.map(({ existing, draft, leftOn, department, post }) => ({ existing, draft, leftOn, department, post })),
            });
    const { step, value } = reply as { step: number | null; value?: { importId: string } };
    const preview = previewRows(session, lowering !== null);
    dropSession(sessionId);
    return {
      step,
      importId: value?.importId ?? null,
      counts,
      notes: summary.notes,
      fileName: run.fileName,
      refusedRows: preview.filter((row) => row.state === 'refused').slice(0, 10_000),
      notedRows: preview.filter((row) => row.state !== 'refused' && row.notes.length > 0).slice(0, 10_000),
    };
  },
);

export const runs = query(z.object({ limit: z.number().int().min(1).max(200) }), ({ db }, { limit }) =>
  db.all<{
    id: string;
    subject: string;
    fileName: string;
    rows: number;
    inserted: number;
    updated: number;
    unchanged: number;
    refused: number;
    createdAt: number;
    createdBy: string;
  }>(
    'SELECT id, subject, fileName, rows, inserted, updated, unchanged, refused, createdAt, createdBy FROM intakeRun ORDER BY createdAt DESC LIMIT ?',
    [limit],
  ),
);

/** All files that cannot be read, so that they are mended in one go. */
function failureOf(failures: readonly IntakeFailure[]): AppError {
  const [{ key, params }] = failures as [IntakeFailure];
  const findings =
    failures.length === 1
      ? []
      : failures.map((failure): Finding => ({
          rule: 'file',
          kind: 'arithmetic',
          key: `intake:failure.${failure.key}`,
          field: String(failure.params['file']),
          params: { ...failure.params },
        }));
  return new AppError(
    findings.length === 0
      ? { code: 'INVALID', key: `intake:failure.${key}`, params: { ...params }, findings }
      : { code: 'INVALID', key: 'files', params: { count: failures.length }, findings },
  );
}

/** What a file lacks, said as a refusal. */
export async function asFailure<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof IntakeFailure) throw failureOf([cause]);
    throw cause;
  }
}

/** The same workbooks with a 问题 column, refused rows on light red; one file per source. `file` empty asks the user where. */
export const giveBack = task(
  z.object({ sessionId, file: z.string().max(2000), onlyProblemRows: z.boolean().default(false) }),
  async (scene, { sessionId, file, onlyProblemRows }) => {
    const session = findSession(sessionId);
    if (!session) throw noSession();
    const { t } = words(scene.content);
    const quiet = new Set(quietNotes(scene));
    const rows = previewRows(session)
      .map((row) => ({ ...row, notes: row.notes.filter(({ key }) => !quiet.has(key)) }))
      .filter((row) => row.state === 'refused' || row.notes.length > 0);
    const written: string[] = [];
    for (const source of session.sources) {
      scene.signal.throwIfAborted();
      const own = rows.filter((row) => row.file === source.name);
      if (own.length === 0) continue;
      const workbook =
        source.name === 'pasted'
          ? readPasted(new TextDecoder().decode(source.bytes), 'pasted')
          : await readWorkbook(source.bytes, source.name, { signal: scene.signal });
      const surveys = session.files.find((entry) => entry.file === source.name)?.surveys ?? [];
      const marks = surveys.flatMap((survey): SheetMarks[] =>
        survey.used && survey.head
          ? [
              {
                sheet: survey.sheet,
                head: survey.head,
                rows: new Map(
                  own
                    .filter((row) => row.sheet === survey.sheet)
                    .map((row) => [
                      row.sheetRow,
                      {
                        refused: row.state === 'refused',
                        text: [
                          ...row.problems.map((problem) => intakeText(t, 'problem', problem)),
                          ...row.notes.map((note) => intakeText(t, 'note', note)),
                        ].join('；'),
                      },
                    ]),
                ),
              },
            ]
          : [],
      );
      const bytes = await writeBack(source.bytes, workbook, marks, { title: '问题', onlyProblemRows });
      const name = safeFileName(`${path.parse(source.name).name}（问题）.xlsx`);
      const target =
        file === ''
          ? await scene.shell.chooseSave('save', name)
          : file.endsWith(path.sep)
            ? path.join(file, name)
            : session.sources.length > 1
              ? path.join(file, name)
              : file;
      if (target === null) break;
      writeFileSafely(target, bytes);
      written.push(target);
    }
    return { files: written };
  },
);

/** Import template with drop-downs of what the workspace knows. `file` empty asks the user where. */
export const template = task(z.object({ subject, file: z.string().max(2000) }), async (scene, { subject, file }) => {
  const names = (sql: string) => scene.db.all<{ name: string }>(sql).map((row) => row.name);
  const bytes = await importTemplate(subject, {
    departments: listDepartments(scene.db, scene.today).map((row) => row.name),
    owners: names('SELECT name FROM person WHERE leftOn IS NULL ORDER BY isLeader DESC, name LIMIT 500'),
    posts: names('SELECT DISTINCT name FROM post WHERE validTo IS NULL ORDER BY name LIMIT 500'),
  });
  const target =
    file === '' ? await scene.shell.chooseSave('save', subject === 'risk' ? '风险清单导入模板.xlsx' : '人员导入模板.xlsx') : file;
  if (target === null) return { file: null };
  writeFileSafely(target, bytes);
  return { file: target };
});
