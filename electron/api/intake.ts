import path from 'node:path';
import { z } from 'zod';
import { text } from '../../db/domain/field';
import { listDepartments } from '../../db/query/department';
import type { IntakeSubject } from '../intake/fields';
import { forgetRead } from '../intake/intake';
import { risksOf } from '../intake/origin';
import { questionKeys } from '../intake/questions';
import type { PlannedRisk } from '../intake/riskPlan';
import { dropSession, findSession, previewRows, sourceHash, type PreviewRow, type RowState } from '../intake/session';
import { importTemplate } from '../intake/template';
import { readPasted, readWorkbook } from '../intake/workbook';
import { writeBack, type SheetMarks } from '../intake/writeBack';
import { freeName, safeFileName, writeFileSafely } from '../workspace/file';
import { chooseTarget } from './intakeBack';
import { words } from '../workspace/words';
import { intakeText } from '../workspace/wording';
import { conflict, notFound } from './failure';
import { failureOf } from './intakeFailure';
import { layoutsOf } from './intakeLayout';
import { quietNotes, registerMark, subject, summaryOf } from './intakePlan';
import { anImport, hostProcedure, query, task } from './procedure';

const rowStates = ['new', 'changed', 'same', 'open', 'refused'] as const satisfies readonly RowState[];

/** Files that the user picks; the paths go to `intake.plan`. */
export const chooseFiles = hostProcedure(z.object({}), async (host) => ({
  files: await host.shell.chooseFiles('intake', ['xlsx', 'xls', 'csv']),
}));

const noSession = () => notFound('intakeSession');
const sessionId = z.uuid();

/** A window of the preview, of rows with any note worth a look or with certain notes; a session that is gone is planned again by the page. */
export const rows = task(
  z.object({
    sessionId,
    state: z.array(z.enum(rowStates)).optional(),
    withNotes: z.boolean().default(false),
    notes: z.array(z.string().max(40)).max(40).optional(),
    question: z.enum(questionKeys).optional(),
    /** Certain rows. */
    keys: z.array(z.string().max(3000)).max(200).optional(),
    lowered: z.boolean().default(false),
    offset: z.number().int().nonnegative(),
    limit: z.number().int().min(1).max(200),
  }),
  async (scene, { sessionId, state, withNotes, notes, question, keys, lowered, offset, limit }) => {
    const session = findSession(sessionId);
    if (!session) throw noSession();
    const quiet = new Set(quietNotes(scene));
    const all = previewRows(session, lowered).filter(
      (row) =>
        (state === undefined || state.includes(row.state)) &&
        (!withNotes || row.problems.length > 0 || row.notes.some(({ key }) => !quiet.has(key))) &&
        (question === undefined || row.questions.some(({ key }) => key === question)) &&
        (keys === undefined || keys.includes(row.key)) &&
        (notes === undefined || [...row.problems, ...row.notes].some(({ key }) => notes.includes(key))),
    );
    return { rows: all.slice(offset, offset + limit), total: all.length };
  },
);

/** So many of the rows told of as a person looks at; all of them would hold up the window. */
const firstOf = (rows: readonly PreviewRow[]) => ({ rows: rows.slice(0, 200).map((row) => ({ ...row, raw: {} })), total: rows.length });

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
    if (session.register !== registerMark(scene.db, session.subject)) throw conflict('previewOld');
    const { risks, people, departments, implied, posts, refused } = session;
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
      layouts: layoutsOf(session.files, session.grades),
    };
    const preview = previewRows(session, lowering !== null);
    const quiet = new Set(quietNotes(scene));
    const told = {
      refused: firstOf(preview.filter(({ state }) => state === 'refused')),
      noted: firstOf(preview.filter(({ state, notes }) => state !== 'refused' && notes.some(({ key }) => !quiet.has(key)))),
    };
    scene.progress(undefined, 'commit');
    const moves = (risk: PlannedRisk) => (lowering === null ? risk.keptState : risk.state) !== 'same';
    const movingRisks = risks.filter(moves);
    const movingPeople = people.filter((person) => person.state !== 'same');
    const movingDepartments = departments.filter((department) => department.state !== 'same');
    const movingPosts = posts.filter((post) => post.state !== 'same');
    // Nothing to change leaves nothing to undo.
    const reply =
      movingRisks.length + movingPeople.length + movingDepartments.length + movingPosts.length === 0
        ? { step: null }
        : session.subject === 'risk'
          ? await scene.run('intake.applyRisks', {
              run,
              lowering,
              scales: session.scales ?? null,
              ...risksOf(session, scene.paths, moves, lowering !== null),
            })
          : session.subject === 'department'
            ? await scene.run('intake.applyDepartments', {
                run,
                implied,
                departments: movingDepartments.map(({ existing, name, kind, validFrom, parent, alias }) => ({
                  existing,
                  name,
                  kind,
                  validFrom,
                  parent,
                  alias,
                })),
              })
            : session.subject === 'post'
              ? await scene.run('intake.applyPosts', {
                  run,
                  posts: movingPosts.map(({ existing, draft, department }) => ({ existing, draft, department })),
                })
              : await scene.run('intake.applyPeople', {
                  run,
                  people: movingPeople.map(({ existing, draft, leftOn, department, post }) => ({
                    existing,
                    draft,
                    leftOn,
                    department,
                    post,
                  })),
                });
    const { step, value } = reply as { step: number | null; value?: { importId: string } };
    dropSession(sessionId);
    forgetRead();
    return { step, importId: value?.importId ?? null, counts, notes: summary.notes, fileName: run.fileName, ...told };
  },
  { precaution: () => anImport },
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
    /** What it came from is kept: it can be given back as it was. */
    hasOrigin: 0 | 1;
  }>(
    'SELECT id, subject, fileName, rows, inserted, updated, unchanged, refused, createdAt, createdBy, places IS NOT NULL AS hasOrigin FROM intakeRun ORDER BY createdAt DESC LIMIT ?',
    [limit],
  ),
);

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
    const told = session.sources.filter(({ name }) => rows.some((row) => row.file === name));
    const stemOf = ({ name }: { name: string }) => `${path.parse(name === 'pasted' ? '粘贴的内容' : name).name}（问题）`;
    const asked =
      file === '' && told.length > 0
        ? await chooseTarget(scene, 'giveBack', told.length === 1 ? safeFileName(`${stemOf(told[0]!)}.xlsx`) : undefined)
        : undefined;
    if (asked === null) return { files: [] };
    const written: string[] = [];
    for (const source of told) {
      scene.signal.throwIfAborted();
      const own = rows.filter((row) => row.file === source.name);
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
      const isFolder = file.endsWith(path.sep) || session.sources.length > 1;
      const target =
        asked === undefined
          ? isFolder
            ? path.join(file, safeFileName(`${stemOf(source)}.xlsx`))
            : file
          : 'file' in asked
            ? asked.file
            : freeName(asked.folder, stemOf(source), 'xlsx');
      writeFileSafely(target, bytes);
      written.push(target);
    }
    return { files: written };
  },
);

const templateNames: Record<IntakeSubject, string> = { risk: '风险清单', person: '人员', department: '部门', post: '岗位' };

/** Import template with drop-downs of what the workspace knows. `file` empty asks the user where. */
export const template = task(z.object({ subject, file: z.string().max(2000) }), async (scene, { subject, file }) => {
  const names = (sql: string) => scene.db.all<{ name: string }>(sql).map((row) => row.name);
  const bytes = await importTemplate(subject, {
    departments: listDepartments(scene.db, scene.today).map((row) => row.name),
    owners: names('SELECT name FROM person WHERE leftOn IS NULL ORDER BY isLeader DESC, name LIMIT 500'),
    posts: names('SELECT DISTINCT name FROM post WHERE validTo IS NULL ORDER BY name LIMIT 500'),
    riskPoints: names('SELECT DISTINCT name FROM riskPoint ORDER BY name LIMIT 500'),
    checkCycles: scene.content.json<{ cycles: { name: string }[] }>('catalogues/check-cycles@1.json').cycles.map(({ name }) => name),
  });
  const target = file === '' ? await scene.shell.chooseSave('save', `${templateNames[subject]}导入模板.xlsx`) : file;
  if (target === null) return { file: null };
  writeFileSafely(target, bytes);
  return { file: target };
});
