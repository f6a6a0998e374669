import type { Command } from 'commander';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { term, terms } from '../../db/domain/term';
import { plainText } from '../intake/headText';
import { fieldKinds, intakeSubjects, type IntakeSubject } from '../intake/fields';
import type { Api } from '../api/index';
import type { InputOf } from '../api/procedure';
import type { Remark } from '../intake/remarks';
import type { Question, QuestionKey } from '../intake/questions';
import type { PreviewRow } from '../intake/session';
import { intakeText } from '../workspace/wording';
import { fillsIn, gradesIn, scalesIn, settledIn } from './decisions';
import { exitCodes, type TerminalSession, type Within } from './session';
import { dateOption, together, UsageFault } from './usage';

export interface ImportOptions {
  dryRun?: boolean;
  mapping?: string;
  reason?: string;
  reviewer?: string;
  assessor?: string;
  writeBack?: string;
  decide?: string;
  fill?: string;
  grades?: string;
  scale?: string;
  department?: string;
  date?: string;
}

type Mapping = Readonly<Record<string, string | null>>;

/** Imports files, or with `--dry-run` says what an import would do. @returns the exit code */
async function importFiles(session: TerminalSession, word: string, files: readonly string[], options: ImportOptions): Promise<number> {
  const subject = subjectOf(word);
  if (options.department !== undefined && subject === 'department')
    throw new UsageFault('--department 是表里没有写部门的行归哪个部门，导入部门时不用');
  const paths = files.map((file) => path.resolve(file));
  const columns = options.mapping === undefined ? undefined : mappingOf(subject, options.mapping);
  const target = options.writeBack === undefined ? undefined : targetOf(options.writeBack, paths);
  const lowers = together({ '--reason 理由': options.reason, '--reviewer 复核人': options.reviewer }, '等级降低要写明理由，并由第二人复核');
  const lowering = lowers ? { reason: options.reason!, reviewer: options.reviewer!, assessor: options.assessor ?? '' } : null;

  const grades = options.grades === undefined ? undefined : gradesIn(options.grades);
  let settled: Partial<InputOf<Api['intake.plan']>> = {
    ...(options.decide !== undefined && settledIn(options.decide)),
    ...(options.fill !== undefined && { fills: fillsIn(options.fill) }),
    ...(options.scale !== undefined && { scales: scalesIn(options.scale) }),
  };
  let planned = await session.call('intake.plan', { subject, files: paths, ...settled });
  if (grades !== undefined) {
    settled = { ...settled, schemes: Object.fromEntries(planned.sheets.map(({ file, sheet }) => [`${file}#${sheet}`, grades])) };
    planned = await session.call('intake.plan', { subject, files: paths, ...settled });
  }
  const { department, date } = options;
  if (date !== undefined && subject !== 'risk') throw new UsageFault('--date 是评价日期，只用于导入风险');
  if (columns !== undefined || department !== undefined || date !== undefined)
    planned = await session.call('intake.plan', {
      subject,
      files: paths,
      ...settled,
      choices: choicesOf(planned.sheets, columns, { ...(department !== undefined && { department }), ...(date !== undefined && { date }) }),
    });
  const { sessionId, failures } = planned;
  const written = target === undefined ? [] : (await session.call('intake.giveBack', { sessionId, file: target })).files;
  const { counts } = planned;
  const open = await openRows(session, sessionId);
  const kept = lowering === null ? counts.onlyFalls : 0;
  const told = await previewOf(session, sessionId, lowers);
  const done = options.dryRun
    ? { counts: { ...counts, changed: counts.changed - kept, same: counts.same + kept }, step: null }
    : await session.call('intake.commit', { sessionId, lowering });
  const value = {
    rows: done.counts.rows,
    inserted: done.counts.new,
    updated: done.counts.changed,
    unchanged: done.counts.same,
    refused: told.refusedRows.flatMap((row) =>
      row.problems.map((problem) => ({
        ...placeJson(row),
        column: problem.column ? `${problem.column.letter} ${problem.column.title}` : fieldWord(session, subject, problem.field ?? ''),
        value: problem.value ?? '',
        reason: intakeText(session.t, 'problem', problem),
      })),
    ),
    notes: told.notedRows.flatMap((row) =>
      row.notes.map((note) => ({
        ...placeJson(row),
        field: fieldWord(session, subject, note.field ?? ''),
        key: note.key,
        text: intakeText(session.t, 'note', note),
      })),
    ),
    open: open.flatMap((row) =>
      row.questions.filter(({ answer }) => answer === null).map((question) => questionJson(session, row, question)),
    ),
    lacking: planned.lacking.map(({ field, count }) => ({ field: term('field', field), count })),
    names: planned.names.map(({ kind, name, count, near, answer }) => ({ kind, name, count, near, answer })),
    remarks: planned.remarks.map((remark) => remarkText(session, remark)),
    failures: failures.map(({ key, params }) => ({
      file: params['file'] ?? '',
      message: session.t(`intake:failure.${key}`, { ...params }),
    })),
    sheets: planned.sheets.map(({ file, sheet, used, kind, head, columns, facts, notes }) => ({
      file,
      sheet,
      used,
      kind: session.t(`intake:sheet.${kind}`, { defaultValue: kind }),
      headRows: head === null ? null : [head.top, head.bottom],
      title: facts.title ?? null,
      unit: facts.unit ?? null,
      department: facts.department ?? null,
      period: facts.period ?? null,
      date: facts.date ?? null,
      compiledBy: facts.compiledBy ?? null,
      notes: notes.map((note) => ({ key: note.key, text: session.t(`intake:sheet.${note.key}`, { ...note.params }) })),
      columns: columns.map(({ letter, title, field }) => ({
        letter,
        title,
        field: field === null ? null : fieldWord(session, subject, field),
      })),
    })),
    ...(target === undefined ? {} : { written }),
    ...(options.dryRun ? { dryRun: true } : { step: done.step }),
  };
  session.print(value, [
    ...(value.rows === 0
      ? []
      : [
          value.remarks.length === 0
            ? session.t('import:remark.none')
            : session.t('import:remark.some', { remarks: value.remarks.join('、') }),
        ]),
    `${options.dryRun ? '试导入（没有写入）：' : '导入完成：'}共 ${value.rows} 行，新增 ${value.inserted}，更新 ${value.updated}，未变 ${value.unchanged}，退回 ${told.refusedRows.length}`,
    ...openLines(session, open, planned.questions),
    ...value.failures.map((entry) => entry.message),
    ...value.sheets.map((entry) =>
      sheetLine(
        entry,
        value.sheets.some(({ file }) => file !== entry.file),
      ),
    ),
    ...value.sheets.flatMap(({ file, sheet, notes }) => notes.map(({ text }) => `提示 ${file} ${sheet}：${text}`)),
    ...value.refused.map((entry) => `退回 ${placeText(entry)}：${entry.reason}`),
    ...noteLines(value.notes),
    ...written.map((file) => `退回的行已写入 ${file}`),
  ]);
  return failures.length > 0 ? exitCodes.refused : exitCodes.done;
}

/** Name of a column; people belong to a department, risks are answered for by one. */
const fieldWord = (session: TerminalSession, subject: IntakeSubject, field: string): string =>
  field in terms.field && !(subject === 'person' && field === 'department')
    ? term('field', field)
    : session.t(`import:field.${field}`, { defaultValue: field });

function subjectOf(word: string): IntakeSubject {
  const subject = intakeSubjects.find((known) => known === word || subjectNames[known] === word);
  if (subject === undefined)
    throw new UsageFault(
      `没有“${word}”这个类别，类别只能是：${intakeSubjects.map((known) => `${known} ${subjectNames[known]}`).join('、')}`,
    );
  return subject;
}

const subjectNames: Record<IntakeSubject, string> = { risk: '风险', person: '人员', department: '部门', post: '岗位' };

/** `12 名责任人已不在册` */
const remarkText = ({ t }: TerminalSession, { key, count }: Remark): string => t(`import:remark.${key}`, { count });

type Place = Pick<PreviewRow, 'file' | 'sheet' | 'sheetRow'>;
const placeJson = ({ no, file, sheet, sheetRow }: PreviewRow) => ({ row: rowNumber(no), file, sheet, sheetRow });
const placeText = ({ file, sheet, sheetRow }: Place): string => `${file} ${sheet} 第 ${sheetRow} 行`;

/** 序号 as written; a number where it is one, null where the file has none. */
const rowNumber = (no: string): number | string | null => (no === '' ? null : /^\d{1,9}$/.test(no) ? Number(no) : no);

interface SheetJson {
  file: string;
  sheet: string;
  used: boolean;
  kind: string;
  headRows: number[] | null;
  unit: string | null;
  department: string | null;
  period: string | null;
  date: string | null;
  compiledBy: string | null;
  columns: { title: string; field: string | null }[];
}

function sheetLine({ file, sheet, used, kind, headRows, columns, ...facts }: SheetJson, manyFiles: boolean): string {
  const name = manyFiles ? `${file} ${sheet}` : sheet;
  if (!used) return `没有导入 ${name}：${kind}`;
  const rows = headRows === null ? '没有表头' : `表头第 ${[...new Set(headRows)].join('—')} 行`;
  const told = (Object.keys(factWords) as (keyof typeof factWords)[]).flatMap((fact) =>
    facts[fact] === null ? [] : [`${factWords[fact]}${facts[fact]}`],
  );
  const mapped = columns.flatMap(({ title, field }) => (field === null ? [] : [`${title}→${field}`]));
  return `识别 ${name}：${[rows, ...told, ...mapped].join('，')}`;
}

const factWords = { unit: '单位 ', department: '部门 ', period: '期间 ', date: '日期 ', compiledBy: '填报人 ' } as const;

/** Rows that a person may decide, all of them. */
async function openRows(session: TerminalSession, sessionId: string): Promise<PreviewRow[]> {
  const rows: PreviewRow[] = [];
  for (;;) {
    const part = await session.call('intake.rows', { sessionId, state: ['open'], offset: rows.length, limit: 200 });
    rows.push(...part.rows);
    if (part.rows.length === 0 || rows.length >= part.total) return rows;
  }
}

const questionText = ({ t }: TerminalSession, { key, params }: Question): string => t(`intake:question.${key}`, { ...params });

/** A question as `--decide` answers it: under `rows`, by its `row`, then by its `question`. */
const questionJson = (session: TerminalSession, row: PreviewRow, question: Question) => ({
  ...placeJson(row),
  key: row.key,
  question: question.key,
  text: questionText(session, question),
  choices: question.choices.map(({ value, text }) => ({
    value,
    text: text ?? session.t(`intake:choice.${value}`, { ...question.params }),
  })),
  otherwise: question.fallback,
});

/** What is still open, and what is done with it. */
function openLines(
  { t }: TerminalSession,
  open: readonly PreviewRow[],
  questions: Partial<Record<QuestionKey, { open: number }>>,
): string[] {
  if (open.length === 0) return [];
  const kinds = (Object.keys(questions) as QuestionKey[]).filter((key) => (questions[key]?.open ?? 0) > 0);
  return [
    `待定 ${open.length} 行：${kinds.map((key) => t(`import:ask.${key}`, { count: questions[key]!.open }) + t(`intake:unanswered.${key}`)).join('；')}。用 --decide 可以逐条选`,
  ];
}

const mostLines = 200;

/** What is said of many rows is said once, with the rows. */
function noteLines(notes: readonly (Place & { text: string })[]): string[] {
  const groups = Map.groupBy(notes, ({ file, sheet, text }) => `${file}\n${sheet}\n${text}`);
  const lines = [...groups.values()].map((rows) => {
    const numbers = rows.map(({ sheetRow }) => sheetRow);
    const shown = numbers.length > 12 ? `${numbers.slice(0, 10).join('、')} 等 ${numbers.length} 行` : `${numbers.join('、')} 行`;
    return `提示 ${rows[0]!.file} ${rows[0]!.sheet} 第 ${shown}：${rows[0]!.text}`;
  });
  return lines.length > mostLines ? [...lines.slice(0, mostLines), `还有 ${lines.length - mostLines} 种提示，用 --json 看全部`] : lines;
}

async function previewOf(
  session: TerminalSession,
  sessionId: string,
  lowered: boolean,
): Promise<{ refusedRows: PreviewRow[]; notedRows: PreviewRow[] }> {
  const rows: PreviewRow[] = [];
  for (;;) {
    const part = await session.call('intake.rows', { sessionId, lowered, offset: rows.length, limit: 200 });
    rows.push(...part.rows);
    if (part.rows.length === 0 || rows.length >= part.total) break;
  }
  return {
    refusedRows: rows.filter(({ state }) => state === 'refused'),
    notedRows: rows.filter(({ state, notes }) => state !== 'refused' && notes.length > 0),
  };
}

/** A folder that exists, or is written with a slash at the end, gets one file per source. Sources are never written over. */
function targetOf(stated: string, sources: readonly string[]): string {
  const target = path.resolve(stated);
  if (/[\\/]$/.test(stated) || (existsSync(target) && statSync(target).isDirectory())) return target + path.sep;
  const real = (file: string) => (existsSync(file) ? realpathSync.native(file) : file);
  if (sources.some((source) => real(source) === real(target))) throw new UsageFault('--write-back 不能写回原来的文件，请另写一个文件名');
  if (path.extname(target).toLowerCase() !== '.xlsx')
    throw new UsageFault('--write-back 写出的是 .xlsx，请写成“退回.xlsx”的样子，或写一个文件夹');
  return target;
}

/** `{ "列标题或列号": "字段" }`; fields by their word or Chinese term, null leaves a column out. */
export function mappingOf(subject: IntakeSubject, file: string): Mapping {
  let stated: unknown;
  try {
    stated = JSON.parse(readFileSync(path.resolve(file), 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    throw new UsageFault(`映射文件读不出来：${file}。它应是 JSON，例如 {"危险有害因素":"hazardSource"}`);
  }
  if (typeof stated !== 'object' || stated === null || Array.isArray(stated))
    throw new UsageFault(`映射文件应写成 {"列标题或列号": "字段"}，例如 {"危险有害因素":"hazardSource"}`);
  const fields = Object.keys(fieldKinds[subject]);
  return Object.fromEntries(
    Object.entries(stated).map(([column, field]) => {
      if (field === null) return [column, null];
      const known = fields.find((name) => name === field || term('field', name) === field);
      if (known === undefined)
        throw new UsageFault(
          `映射文件里的字段“${String(field)}”不认识，可用：${fields.map((name) => `${name} ${term('field', name)}`).join('、')}`,
        );
      return [column, known];
    }),
  );
}

interface SurveyedSheet {
  file: string;
  sheet: string;
  used: boolean;
  columns: readonly { letter: string; title: string }[];
}

/** What is said of every sheet, with the mapping; a column that stands in none of them is a slip of the pen. */
export function choicesOf(sheets: readonly SurveyedSheet[], columns: Mapping = {}, ofAll: { department?: string; date?: string } = {}) {
  const choices: Record<string, Record<string, { columns: Mapping; use?: boolean; department?: string; date?: string }>> = {};
  const found = new Set<string>();
  for (const { file, sheet, used, columns: own } of sheets) {
    const ofFile = (choices[file] ??= {});
    if (!used) {
      // Its head may be found by the titles of the mapping.
      ofFile[sheet] = { ...ofAll, columns: Object.fromEntries(Object.entries(columns).map(([name, field]) => [plainText(name), field])) };
      continue;
    }
    const chosen: Record<string, string | null> = {};
    for (const [name, field] of Object.entries(columns)) {
      const titled = own.filter(({ title }) => plainText(title) === plainText(name) || title.split('/').at(-1) === name);
      for (const { letter } of titled.length > 0 ? titled : own.filter((column) => column.letter === name)) {
        chosen[letter] = field;
        found.add(name);
      }
    }
    ofFile[sheet] = { ...ofAll, columns: chosen, use: true };
  }
  const used = sheets.filter((sheet) => sheet.used);
  const unknown = Object.keys(columns).filter((column) => !found.has(column));
  if (used.length > 0 && unknown.length > 0) {
    const titles = new Set(used.flatMap((sheet) => sheet.columns.map(({ letter, title }) => title || letter)));
    throw new UsageFault(`表里没有映射文件写的列“${unknown.join('”“')}”，现有：${[...titles].join('、')}`);
  }
  return choices;
}

/** Writes an empty workbook with drop-downs of what the workspace knows. */
async function writeTemplate(session: TerminalSession, word: string, options: { out: string }): Promise<void> {
  const subject = subjectOf(word);
  if (path.extname(options.out).toLowerCase() !== '.xlsx') throw new UsageFault('--out 写出的是 .xlsx，请写成“模板.xlsx”的样子');
  const { file } = await session.call('intake.template', { subject, file: path.resolve(options.out) });
  session.print({ file }, [`模板已写入 ${file}`]);
}

/** `import`, `template` */
export function addIntake(program: Command, within: Within): void {
  program
    .command('import')
    .argument('<类别>', intakeSubjects.join('、'))
    .argument('<文件...>', '工作簿：xlsx、xls、csv')
    .description(`导入工作簿；类别：${intakeSubjects.join('、')}`)
    .option('--dry-run', '只预览，不写入')
    .option('--mapping <文件>', '列与字段的对应关系（JSON）')
    .option('--decide <文件>', '待定的各行怎样办（JSON），见 --json 的 open')
    .option('--grades <方向>', '1级–5级 从高到低 down5、down4，或从低到高 up5、up4')
    .option('--scale <映射>', '本次和以后用的等级映射，如 lec=lec@1,ls=ls-shandong@1')
    .option('--fill <文件>', '表里缺的内容填什么（JSON，风险），缺什么见 --json 的 lacking')
    .option('--department <名称>', '表里没有写部门的行归哪个部门')
    .option('--date <日期>', '表里没有写评价日期的行用哪一天（风险）', dateOption)
    .option('--reason <理由>', '等级降低的理由')
    .option('--reviewer <复核人>', '等级降低的复核人')
    .option('--assessor <评价人>', '等级降低的评价人')
    .option('--write-back <文件>', '把退回的行写回同样的工作簿，加“问题”列')
    .action(within(importFiles));
  program
    .command('template')
    .argument('<类别>', intakeSubjects.join('、'))
    .description('写出带下拉选项的空白导入模板')
    .requiredOption('--out <文件>', '写到哪个 .xlsx')
    .action(within(writeTemplate));
}
