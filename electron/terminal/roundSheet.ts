import type { Command } from 'commander';
import path from 'node:path';
import { term } from '../../db/domain/term';
import { placeKey } from '../intake/returned';
import { answerFields, type AnswerConflict, type AnswerField, type Decision, type Proposal } from '../intake/roundVerdict';
import { readDecisions, restWord } from './decisionFile';
import { findRound } from './findRound';
import type { TerminalSession, Within } from './session';
import { countOption, dateOption, UsageFault } from './usage';

interface ExportOptions {
  round?: string;
  out: string;
  format: string;
  department?: string[];
  to: string;
  due?: string;
}

async function exportRound(session: TerminalSession, options: ExportOptions): Promise<void> {
  const formats = options.format.split(/[,，、]/).map((word) => word.trim().toLowerCase());
  const stray = formats.find((word) => word !== 'xlsx' && word !== 'pdf');
  if (stray !== undefined) throw new UsageFault(`--format 只能是 xlsx、pdf，不能是“${stray}”`);
  const round = await findRound(session, options.round);
  await session.prepareFor(formats, options.out);
  const { files } = await session.call('round.exportSheets', {
    id: round.id,
    folder: path.resolve(options.out),
    formats: [...new Set(formats)] as ('xlsx' | 'pdf')[],
    handedTo: options.to,
    dueOn: options.due ?? null,
    ...(options.department ? { departmentIds: await departmentsNamed(session, round.id, options.department) } : {}),
  });
  session.print(
    { files },
    files.map((file) => `${file.file}\t${file.risks} 条`),
  );
}

async function departmentsNamed(session: TerminalSession, roundId: string, names: readonly string[]): Promise<string[]> {
  const known = (await everySheet(session, roundId)).filter(({ risks }) => risks > 0);
  return names.flatMap((name) => {
    const found = known.filter(({ department }) => (department || '未分部门') === name);
    if (found.length === 0)
      throw new UsageFault(`本轮没有“${name}”的风险，有风险的部门：${known.map(({ department }) => department || '未分部门').join('、')}`);
    return found.map(({ id }) => id);
  });
}

const block = 200;
async function everySheet(session: TerminalSession, id: string) {
  const first = await session.call('round.sheets', { id, offset: 0, limit: block });
  const rows = [...first.rows];
  while (rows.length < first.total) rows.push(...(await session.call('round.sheets', { id, offset: rows.length, limit: block })).rows);
  return rows;
}

async function listSheets(session: TerminalSession, options: { round?: string }): Promise<void> {
  const round = await findRound(session, options.round);
  const rows = (await everySheet(session, round.id)).map(({ department, risks, pending, state, sheet }) => ({
    department: department || '未分部门',
    state: session.t(`round:sheets.state.${state}`),
    risks,
    pending,
    handedOn: sheet?.handedOn ?? null,
    handedTo: sheet?.handedTo ?? '',
    dueOn: sheet?.dueOn ?? null,
    returnedOn: sheet?.returnedOn ?? null,
    returnedBy: sheet?.returnedBy ?? '',
    confirmed: sheet?.confirmed ?? 0,
    changed: sheet?.changed ?? 0,
    refused: sheet?.refused ?? 0,
  }));
  session.print(
    { round: round.no, rows },
    rows.map(
      (row) =>
        `${row.department}\t${row.state}\t${row.risks} 条，待确认 ${row.pending}\t${row.dueOn === null ? '' : `${row.dueOn} 前交回`}`,
    ),
  );
}

async function listConfirmations(session: TerminalSession, options: { round?: string }): Promise<void> {
  const round = await findRound(session, options.round);
  const first = await session.call('round.confirmations', { id: round.id, offset: 0, limit: block });
  const all = [...first.rows];
  while (all.length < first.total)
    all.push(...(await session.call('round.confirmations', { id: round.id, offset: all.length, limit: block })).rows);
  const rows = all.map(({ id: _id, department, ...row }) => ({ ...row, department: department || '未分部门' }));
  session.print({ round: round.no, people: first.people, confirmed: first.confirmed, rows }, [
    `${round.no}：${first.people} 人确认 ${first.confirmed} 条`,
    ...rows.map((row) => `${row.on}\t${row.by}\t${row.department}\t确认 ${row.confirmed} 条，其中有变化 ${row.changed} 条`),
  ]);
}

interface CollectOptions {
  round?: string;
  by: string;
  on?: string;
  decide?: string;
  dryRun?: boolean;
}

async function collectRound(session: TerminalSession, files: readonly string[], options: CollectOptions): Promise<void> {
  const round = await findRound(session, options.round);
  const input = { id: round.id, files: files.map((file) => path.resolve(file)), by: options.by, ...(options.on ? { on: options.on } : {}) };
  const stated = options.decide === undefined ? {} : readDecisions(options.decide, decideExample);
  const plan = options.decide === undefined ? null : await session.call('round.collectSheets', { ...input, apply: false });
  const collected = (await session.call('round.collectSheets', {
    ...input,
    decisions: decided(stated, plan?.conflicts ?? []),
    accepted: acceptedOf(stated),
    apply: !options.dryRun,
  }))!;
  const { sheets, refused, changes, conflicts, added, departments, files: _files, ...result } = collected;
  const told = refused.map(({ key, ...place }) => {
    const { from, to, ...params } = 'params' in place && place.params ? place.params : {};
    const levels = { from: term('riskLevel', from), to: term('riskLevel', to) };
    const { file, sheet, sheetRow, column, value } = place;
    return { file, sheet, sheetRow, column, value, reason: session.t(`round:answer.${key}`, { value, ...params, ...levels }) };
  });
  const changed = changes.map((change) => ({
    riskId: change.riskId,
    riskNo: change.riskNo,
    hazardSource: change.hazardSource,
    ...answerJson(change),
  }));
  const open = conflicts.filter(({ decision }) => decision === null);
  const asked = open.map(({ riskNo, hazardSource, department, kind, answers }) => ({
    riskNo,
    hazardSource,
    department,
    kind: session.t(`round:conflict.kind.${kind}`),
    answers: answers.map(answerJson),
  }));
  const found = added.map((line) => ({ ...line, place: placeKey(line), level: term('riskLevel', line.level) }));
  session.print(
    {
      round: round.no,
      sheets,
      ...result,
      departments: departments.map((row) => ({ ...row, department: row.department || '未分部门' })),
      changes: changed,
      conflicts: asked,
      added: found,
      refused: told,
    },
    [
      `${options.dryRun ? '试收回（没有写入）：' : '已收回：'}确认无变化 ${result.confirmed} 条，有变化 ${result.changed} 条，冲突 ${open.length} 条，新增 ${found.length} 条，退回 ${told.length} 处`,
      ...sheets.map(({ file, answers, blank, otherRound }) =>
        otherRound === null
          ? `${file}：答复 ${answers} 条，没有填的 ${blank} 条`
          : `${file}：这是 ${otherRound} 的确认表，不是 ${round.no} 的，没有收回`,
      ),
      ...changed.map(
        (change) =>
          `有变化 ${change.riskNo}\t${change.from}→${change.to}\t${change.hazardSource.replaceAll(/\s+/g, ' ')}\t${change.reason}`,
      ),
      ...asked.map(
        ({ riskNo, kind, answers }) => `冲突 ${riskNo}：${kind}（${answers.map(({ place }) => place).join('，')}）。用 --decide 决定`,
      ),
      ...found.map(
        ({ place, riskPoint, hazardSource, level }) => `新增 ${riskPoint}\t${hazardSource}\t${level}\t${place}。用 --decide 决定要不要收`,
      ),
      ...told.map((entry) => `退回 ${entry.file} ${entry.sheet} 第 ${entry.sheetRow} 行 ${entry.column}：${entry.reason}`),
    ],
  );
}

const answerJson = ({ place, by, on, reason, reviewer, confirmed, from, to, fields }: Proposal) => ({
  place: placeKey(place),
  by,
  on,
  reason,
  reviewer,
  confirmed,
  from: term('riskLevel', from),
  to: term('riskLevel', to),
  fields: fields.map(({ field, before, after }) => ({ field: term('field', field), before, after })),
});

const newOnes = '新增';
const decideExample =
  '{"FX-0001": "表", "FX-0002": "登记", "FX-0003": {"answer": "车间.xlsx#Sheet1#9", "fields": ["l"]}, "其余": "登记", "新增": "全部"}';

function acceptedOf(stated: Record<string, unknown>): 'all' | string[] {
  const wanted = stated[newOnes];
  if (wanted === undefined) return [];
  if (wanted === '全部') return 'all';
  if (Array.isArray(wanted) && wanted.every((place) => typeof place === 'string')) return wanted as string[];
  throw new UsageFault(`决定文件的“${newOnes}”应是 "全部" 或行的位置，例如 ["车间.xlsx#Sheet1#9"]`);
}

/** What the file says of each conflict; those that it does not name stay open. */
function decided(stated: Record<string, unknown>, conflicts: readonly AnswerConflict[]): Record<string, Decision> {
  const known = new Set(conflicts.map(({ riskNo }) => riskNo));
  const stray = Object.keys(stated).find((riskNo) => riskNo !== restWord && riskNo !== newOnes && !known.has(riskNo));
  if (stray !== undefined)
    throw new UsageFault(`“${stray}”没有冲突，不用决定${known.size === 0 ? '' : `；有冲突的：${[...known].join('、')}`}`);
  return Object.fromEntries(
    conflicts.flatMap((conflict): [string, Decision][] => {
      const own = stated[conflict.riskNo];
      const choice = own ?? stated[restWord];
      if (choice === undefined) return [];
      // “其余” leaves open where two lines differ: neither of them is the sheet's.
      if (own === undefined && choice === '表' && conflict.answers.length > 1) return [];
      return [[conflict.riskNo, decisionOf(conflict, choice)]];
    }),
  );
}

function decisionOf({ riskNo, answers }: AnswerConflict, choice: unknown): Decision {
  const places = answers.map(({ place }) => placeKey(place));
  if (choice === '登记') return { from: null };
  const { answer, fields } =
    typeof choice === 'object' && choice !== null ? (choice as { answer?: unknown; fields?: unknown }) : { answer: choice };
  if (answer === '表' && places.length > 1) throw new UsageFault(`“${riskNo}”有几种答复，请写明用哪一行：${places.join('，')}`);
  const from = answer === '表' ? places[0] : places.find((place) => place === answer);
  if (from === undefined) throw new UsageFault(`“${riskNo}”的决定应是 "表"、"登记" 或行的位置：${places.join('，')}`);
  if (fields === undefined) return { from };
  if (!Array.isArray(fields)) throw new UsageFault(`“${riskNo}”的 fields 应是数组，例如 ["l"]`);
  return {
    from,
    fields: fields.map((word): AnswerField => {
      const field = answerFields.find((known) => known === word || term('field', known) === word);
      if (field === undefined)
        throw new UsageFault(`“${riskNo}”的 fields 里没有“${String(word)}”这一项，可以写：${answerFields.join('、')}`);
      return field;
    }),
  };
}

interface PrintOptions {
  round?: string;
  out: string;
  format: string;
  guest?: string[];
  chair: string;
  recorder: string;
  blank: number;
}
const papersByWord: Readonly<Record<string, 'notice' | 'plan' | 'signIn'>> = { notice: 'notice', plan: 'plan', 'sign-in': 'signIn' };

async function printPaper(session: TerminalSession, word: string, options: PrintOptions): Promise<void> {
  const paper = papersByWord[word];
  if (paper === undefined) throw new UsageFault(`没有“${word}”，可以打印：notice 通知、plan 方案、sign-in 评审会签到表`);
  const format = options.format.toLowerCase();
  if (format !== 'pdf' && format !== 'docx') throw new UsageFault('--format 只能是 pdf 或 docx');
  if (options.blank > 100) throw new UsageFault('--blank 最多 100 行');
  const round = await findRound(session, options.round);
  const folder = await session.prepareFor([format], options.out);
  const { file } = await session.call('round.print', {
    id: round.id,
    paper,
    format,
    guests: options.guest ?? [],
    chair: options.chair,
    recorder: options.recorder,
    blankRows: options.blank,
    file: folder,
  });
  session.print({ file }, [String(file)]);
}

/** `round export`, `sheets`, `collect`, `confirmations`, `print` */
export function addRoundSheets(one: (name: string, description: string) => Command, within: Within): void {
  one('export', '按部门导出确认表，并记下发给了谁')
    .requiredOption('--out <目录>', '写到哪个文件夹')
    .option('--format <格式>', 'xlsx、pdf，可用逗号写两种', 'xlsx')
    // Only an ASCII word before the dots makes an option take several values.
    .option('--department <name...>', '只出这些部门，可写多个')
    .option('--to <收表人>', '发给谁', '')
    .option('--due <日期>', '哪天以前交回', dateOption)
    .action(within(exportRound));
  one('sheets', '各部门确认表的分发和收回').action(within(listSheets));
  one('collect', '收回确认表')
    .argument('<文件...>', '填好的确认表')
    .option('--by <确认人>', '表上没有签名时的确认人', '')
    .option('--on <日期>', '表上没有日期时的确认日期', dateOption)
    .option('--decide <文件>', '对冲突和新增的决定（JSON）')
    .option('--dry-run', '只预览，不写入')
    .action(within(collectRound));
  one('confirmations', '谁在哪天确认了多少条').action(within(listConfirmations));
  one('print', '打印通知（notice）、方案（plan）或评审会签到表（sign-in）')
    .argument('<文种>', 'notice、plan、sign-in')
    .requiredOption('--out <目录>', '写到哪个文件夹')
    .option('--format <格式>', 'pdf 或 docx', 'pdf')
    .option('--guest <name...>', '签到表上的列席人员，可写多个')
    .option('--chair <姓名>', '主持人', '')
    .option('--recorder <姓名>', '记录人', '')
    .option('--blank <行数>', '签到表的空行', countOption, 6)
    .action(within(printPaper));
}
