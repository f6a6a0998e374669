import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RiskFilter } from '../../db/domain/risk/list';
import { riskSorts, type RiskSort } from '../../db/domain/risk/list';
import { term, terms, wordOf } from '../../db/domain/term';
import type { RiskListRow } from '../../db/query/riskList';
import { fieldKinds, type IntakeSubject } from '../intake/fields';
import type { PreviewRow } from '../intake/session';
import { UsageFault } from './usage';
import type { TerminalSession } from './session';
import { intakeText } from '../workspace/wording';

/** A risk with the field's Chinese terms, as papers name them. Stable. */
export function riskJson(row: RiskListRow, accidentNames: ReadonlyMap<string, string>): Record<string, unknown> {
  return {
    riskNo: row.riskNo, riskPoint: row.riskPoint, kind: term('riskPointKind', row.kind), location: row.location, step: row.step, hazardSource: row.hazardSource,
    factorCode: row.factorCode, accidentTypes: row.accidentTypes.map((code) => accidentNames.get(code) ?? code), consequence: row.consequence,
    method: term('riskMethod', row.method), l: row.l, e: row.e, c: row.c, s: row.s, score: row.score100 === null ? null : row.score100 / 100,
    riskLevel: term('riskLevel', row.level), scale: row.scale, directMajor: row.directMajor, directReason: row.directReason,
    engineering: row.engineering, administrative: row.administrative, training: row.training, ppe: row.ppe, emergency: row.emergency, measures: row.measures,
    controlLevel: term('controlLevel', row.controlLevel), department: row.department, owner: row.owner, phone: row.phone, checkCycle: row.checkCycle,
    assessedOn: row.assessedOn, nextReviewOn: row.nextReviewOn, status: term('riskStatus', row.status), missing: row.missing.map((field) => term('field', field)), remark: row.remark,
  };
}

export async function listRisks(session: TerminalSession, options: { filter?: string[]; sort: string; limit: string; offset: string }): Promise<void> {
  const filter = await riskFilterOf(session, options.filter ?? []);
  const [by, way] = options.sort.split(':') as [RiskSort, string | undefined];
  if (!riskSorts.includes(by)) throw new UsageFault(`--sort 只能是：${riskSorts.join('、')}（加 :desc 为倒序）`);
  const names = new Map(session.content.accidentTypes().map((type) => [type.code, type.name]));
  const rows: RiskListRow[] = [];
  const wanted = Number(options.limit);
  let total = 0;
  do {
    const part = await session.call('risk.list', { offset: Number(options.offset) + rows.length, limit: Math.min(200, wanted - rows.length), sort: { by, descending: way === 'desc' }, filter });
    total = part.total;
    rows.push(...part.rows);
    if (part.rows.length === 0) break;
  } while (rows.length < wanted && Number(options.offset) + rows.length < total);
  session.print({ total, rows: rows.map((row) => riskJson(row, names)) }, [
    `共 ${total} 条，列出 ${rows.length} 条`,
    ...rows.map((row) => [row.riskNo, term('riskLevel', row.level), row.score100 === null ? '—' : String(row.score100 / 100), row.riskPoint, row.hazardSource, row.department, row.owner].join('\t')),
  ]);
}

const filterHelp = '--filter 写作 名称=值，可用：level 等级、department 责任单位、method 评价方法、controlLevel 管控层级、status 状态、text 文字、missing 待补、dueBefore 到期日';

/** `level=重大,较大`, `department=机加工车间`, `text=钢丝绳`, `missing`, `dueBefore=2026-12-31`. Chinese terms and stored words both do. */
async function riskFilterOf(session: TerminalSession, filters: readonly string[]): Promise<RiskFilter> {
  const filter: Record<string, unknown> = {};
  const wordsOf = (kind: keyof typeof terms, value: string) => value.split(/[,，、]/).map((word) => {
    const stored = wordOf(kind, word) ?? wordOf(kind, `${word}级`) ?? (word in terms[kind] ? word : undefined);
    if (stored === undefined) throw new UsageFault(`不认识的值“${word}”，可用：${Object.values(terms[kind]).join('、')}`);
    return stored;
  });
  for (const entry of filters) {
    const at = entry.indexOf('=');
    const [name, value] = at === -1 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
    switch (name) {
      case 'level': case 'riskLevel': case '等级': case '风险等级': filter['level'] = wordsOf('riskLevel', value); break;
      case 'method': case '评价方法': filter['method'] = wordsOf('riskMethod', value); break;
      case 'controlLevel': case '管控层级': filter['controlLevel'] = wordsOf('controlLevel', value); break;
      case 'status': case '状态': filter['status'] = wordsOf('riskStatus', value); break;
      case 'kind': case '类型': filter['kind'] = wordsOf('riskPointKind', value); break;
      case 'text': case '文字': filter['text'] = value; break;
      case 'missing': case '待补': filter['missing'] = value === '' || value === 'true' || value === '是'; break;
      case 'dueBefore': case '到期日': filter['dueBefore'] = value; break;
      case 'department': case '责任单位': {
        const departments = await session.call('department.list', {});
        filter['departmentId'] = value.split(/[,，、]/).map((wanted) => {
          const found = departments.find((department) => department.name === wanted);
          if (!found) throw new UsageFault(`没有部门“${wanted}”，现有：${departments.map((department) => department.name).join('、')}`);
          return found.id;
        });
        break;
      }
      default: throw new UsageFault(filterHelp);
    }
  }
  return filter as RiskFilter;
}

export interface ImportOptions { dryRun?: boolean; mapping?: string; reason?: string; reviewer?: string; assessor?: string; writeBack?: string }

export async function importFiles(session: TerminalSession, subject: IntakeSubject, files: readonly string[], options: ImportOptions): Promise<void> {
  const paths = files.map((file) => path.resolve(file));
  let planned = await session.call('intake.plan', { subject, files: paths });
  if (options.mapping !== undefined) {
    const columns = mappingOf(subject, options.mapping);
    const choices: Record<string, Record<string, { columns: Record<string, string | null>; use: boolean }>> = {};
    for (const { file, sheet, used } of planned.sheets) if (used) (choices[file] ??= {})[sheet] = { columns, use: true };
    planned = await session.call('intake.plan', { subject, files: paths, choices });
  }
  const lowering = options.reason && options.reviewer ? { reason: options.reason, reviewer: options.reviewer, assessor: options.assessor ?? '' } : null;
  let refusedRows: PreviewRow[] = [];
  let notedRows: PreviewRow[] = [];
  if (options.dryRun || planned.failures.length > 0) {
    refusedRows = await allRows(session, planned.sessionId, ['refused']);
    notedRows = (await allRows(session, planned.sessionId, ['new', 'changed', 'same'])).filter((row) => row.notes.length > 0);
  }
  if (options.writeBack !== undefined) await session.call('intake.giveBack', { sessionId: planned.sessionId, file: path.resolve(options.writeBack) });
  let step: number | null = null;
  if (!options.dryRun) {
    const done = await session.call('intake.commit', { sessionId: planned.sessionId, lowering });
    ({ refusedRows, notedRows } = done);
    step = done.step;
  }
  const { counts } = planned;
  const value = {
    rows: counts.rows, inserted: counts.new, updated: counts.changed, unchanged: counts.same + counts.repeated,
    refused: refusedRows.flatMap((row) => row.problems.map((problem) => ({
      row: rowNumber(row.no), file: row.file, sheet: row.sheet, sheetRow: row.sheetRow, column: problem.column ? `${problem.column.letter} ${problem.column.title}` : term('field', problem.field ?? ''),
      value: problem.value ?? '', reason: intakeText(session.t, 'problem', problem),
    }))),
    notes: notedRows.flatMap((row) => row.notes.map((note) => ({ row: rowNumber(row.no), file: row.file, sheet: row.sheet, sheetRow: row.sheetRow, field: term('field', note.field ?? ''), key: note.key, text: intakeText(session.t, 'note', note) }))),
    failures: planned.failures.map(({ key, params }) => ({ file: params['file'] ?? '', message: session.t(`intake:failure.${key}`, { ...params }) })),
    sheets: planned.sheets.map(({ file, sheet, used, kind, head, columns }) => ({
      file, sheet, used, kind: session.t(`intake:sheet.${kind}`, { defaultValue: kind }), headRows: head === null ? null : [head.top, head.bottom],
      columns: columns.map(({ letter, title, field }) => ({ letter, title, field: field === null ? null : term('field', field) })),
    })),
    ...(options.dryRun ? { dryRun: true } : { step }),
  };
  session.print(value, [
    `${options.dryRun ? '试导入（没有写入）：' : '导入完成：'}共 ${value.rows} 行，新增 ${value.inserted}，更新 ${value.updated}，未变 ${value.unchanged}，退回 ${refusedRows.length}`,
    ...value.failures.map((entry) => entry.message),
    ...value.sheets.filter((entry) => entry.used).map((entry) => `识别 ${entry.sheet}：表头第 ${entry.headRows?.join('—') ?? '无'} 行，${entry.columns.filter((column) => column.field !== null).map((column) => `${column.title}→${column.field}`).join('，')}`),
    ...value.refused.map((entry) => `退回 ${entry.sheet} 第 ${entry.sheetRow} 行 ${entry.column}：${entry.reason}`),
    ...value.notes.slice(0, 200).map((entry) => `提示 ${entry.sheet} 第 ${entry.sheetRow} 行：${entry.text}`),
  ]);
}

/** 序号 as written; a number where it is one, null where the file has none. */
const rowNumber = (no: string): number | string | null => (no === '' ? null : /^\d+$/.test(no) ? Number(no) : no);

async function allRows(session: TerminalSession, sessionId: string, state: ('new' | 'changed' | 'same' | 'refused')[]): Promise<PreviewRow[]> {
  const rows: PreviewRow[] = [];
  for (;;) {
    const part = await session.call('intake.rows', { sessionId, state, offset: rows.length, limit: 200 });
    rows.push(...part.rows);
    if (part.rows.length === 0 || rows.length >= part.total) return rows;
  }
}

/** `{ "列标题或列号": "字段" }`; fields by their word or Chinese term, null leaves a column out. */
function mappingOf(subject: IntakeSubject, file: string): Record<string, string | null> {
  let stated: unknown;
  try {
    stated = JSON.parse(readFileSync(path.resolve(file), 'utf8'));
  } catch {
    throw new UsageFault(`映射文件读不出来：${file}。它应是 JSON，例如 {"危险有害因素":"hazardSource"}`);
  }
  const fields = Object.keys(fieldKinds[subject]);
  return Object.fromEntries(Object.entries(stated as Record<string, unknown>).map(([column, field]) => {
    if (field === null) return [column, null];
    const known = fields.find((name) => name === field || term('field', name) === field);
    if (known === undefined) throw new UsageFault(`映射文件里的字段“${String(field)}”不认识，可用：${fields.join('、')}`);
    return [column, known];
  }));
}
