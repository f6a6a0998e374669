import path from 'node:path';
import type { Command } from 'commander';
import { appraisalKinds } from '../../db/domain/responsibility/appraisal';
import { term, wordOf } from '../../db/domain/term';
import type { Api } from '../api/index';
import type { DataOf } from '../api/procedure';
import { addAppraisalSheets } from './appraisalSheets';
import { periodNamed, type Period } from './findAppraisal';
import type { TerminalSession, Within } from './session';
import { dateOption, numberOption, repeated, UsageFault } from './usage';

type Left = DataOf<Api['appraisal.preview']>['without'][number];

const points = (tenths: number | null): number | null => (tenths === null ? null : tenths / 10);
const kindWords = appraisalKinds.map((kind) => term('appraisalKind', kind)).join('、');

const periodJson = (row: Period) => ({
  name: row.name,
  kind: term('appraisalKind', row.kind as 'month'),
  period: row.period,
  from: row.fromOn,
  to: row.toOn,
  leaders: row.isOfLeaders === 1,
  closedOn: row.closedOn,
  people: row.people,
  selfScored: row.selfScored,
  assessed: row.checked,
  signed: row.signed,
  excellent: row.excellent,
  qualified: row.qualified,
  unqualified: row.unqualified,
  share: points(row.share),
});

async function listPeriods(session: TerminalSession, { period }: { period?: string }): Promise<void> {
  if (period !== undefined) return listPeople(session, period);
  const rows = (await session.call('appraisal.periods', {})).map(periodJson);
  session.print(
    { total: rows.length, rows },
    rows.map(({ name, people, assessed, closedOn }) =>
      [name, `${people} 人`, `已考核 ${assessed} 人`, closedOn === null ? '进行中' : `${closedOn} 关闭`].join('\t'),
    ),
  );
}

async function listPeople(session: TerminalSession, stated: string): Promise<void> {
  const { id } = await periodNamed(session, stated);
  const { period, rows } = await session.call('appraisal.list', { periodId: id });
  const left = await session.call('appraisal.missing', { periodId: id, limit: 1000 });
  const people = rows.map((row) => ({
    person: row.personName,
    department: row.department,
    post: row.title,
    full: points(row.full10),
    self: points(row.self10),
    score: points(row.check10),
    share: points(row.share),
    grade: row.grade === null ? null : term('appraisalGrade', row.grade),
    place: row.place,
    state: term('appraisalState', row.state),
    deductions: row.deductions,
    outcome: row.outcome === '' ? '' : term('appraisalOutcome', row.outcome as 'reward'),
    signedOn: row.signedOn,
  }));
  session.print({ period: periodJson(period), total: people.length, rows: people, without: left.without.map(leftJson) }, [
    `${period.name}：${period.people} 人，已考核 ${period.checked} 人`,
    ...people.map(({ person, department, post, score, grade, state }) =>
      [person, department, post, score === null ? '' : `${score} 分`, grade ?? state].filter((word) => word !== '').join('  '),
    ),
    ...left.without.map(leftLine),
  ]);
}

const leftJson = ({ name, department, title, why }: Left) => ({ name, department, post: title, reason: term('appraisalWhy', why) });
const leftLine = (person: Left): string => {
  const { name, department, post, reason } = leftJson(person);
  return `未列入：${[name, department, post].filter((word) => word !== '').join(' ')}（${reason}）`;
};

interface OpenOptions {
  kind: string;
  day?: string;
  from?: string;
  to?: string;
  name?: string;
  leaders?: boolean;
  even?: boolean;
  excellent: number;
  qualified: number;
  dryRun?: boolean;
}

async function open(session: TerminalSession, options: OpenOptions): Promise<void> {
  const { leaders: isOfLeaders = false, even: evenly = false, excellent, qualified } = options;
  const kind = wordOf('appraisalKind', options.kind);
  if (kind === undefined) throw new UsageFault(`--kind 只能是：${kindWords}`);
  const proposed = await session.call('appraisal.propose', {
    kind,
    isOfLeaders,
    ...(options.day === undefined ? {} : { day: options.day }),
  });
  const [fromOn, toOn] = [options.from ?? proposed.fromOn, options.to ?? proposed.toOn];
  const plan = await session.call('appraisal.preview', { fromOn, toOn, isOfLeaders, evenly, limit: 1000 });
  const without = plan.without.map(leftJson);
  if (options.dryRun) {
    session.print({ from: fromOn, to: toOn, people: plan.people, lists: plan.lists, leftOut: plan.leftOut, without }, [
      `${fromOn} 至 ${toOn}：可考核 ${plan.people} 人，${plan.lists} 份责任清单`,
      ...plan.without.map(leftLine),
    ]);
    return;
  }
  const name = options.name ?? proposed.name;
  const { value } = await session.call('appraisal.openLarge', {
    draft: { name, kind, fromOn, toOn, isOfLeaders, excellentFrom: excellent * 10, qualifiedFrom: qualified * 10 },
    evenly,
  });
  session.print({ name, people: value.people, leftOut: value.leftOut, without }, [
    `已开展“${name}”：${value.people} 人`,
    ...plan.without.map(leftLine),
  ]);
}

async function close(
  session: TerminalSession,
  stated: string | undefined,
  { on, acceptWaiting = false }: { on: string; acceptWaiting?: boolean },
): Promise<void> {
  const { id, name, revision } = await periodNamed(session, stated);
  const { value } = await session.call('appraisal.close', { id, revision, on, acceptWaiting });
  session.print({ name, waiting: value.waiting }, [`已关闭“${name}”${value.waiting === 0 ? '' : `，${value.waiting} 人未考核`}`]);
}

interface PrintOptions {
  out: string;
  person?: string[];
  department?: string;
  together?: boolean;
  summary?: boolean;
  format?: string;
}

async function print(session: TerminalSession, stated: string | undefined, options: PrintOptions): Promise<void> {
  const { out, together = false, summary = false, person = [], department, format = summary ? 'xlsx' : 'docx' } = options;
  const { id: periodId, name } = await periodNamed(session, stated);
  const formats = summary ? ['xlsx', 'docx', 'pdf'] : ['docx', 'pdf'];
  if (!formats.includes(format))
    throw new UsageFault(`${summary ? '考核结果汇总表' : '考核表'}没有“${format}”格式，可以写 ${formats.join('、')}`);
  const folder = await session.prepareFor([format as 'docx'], out);
  if (summary) {
    const { file } = await session.call('appraisal.printSummary', {
      periodId,
      format: format as 'docx',
      file: path.join(folder, `${name}结果汇总表.${format}`),
    });
    session.print({ name, files: [file] }, [`考核结果汇总表，已写到 ${String(file)}`]);
    return;
  }
  const { rows } = await session.call('appraisal.list', { periodId });
  const unknown = person.find((one) => !rows.some(({ personName }) => personName === one));
  if (unknown !== undefined) throw new UsageFault(`“${name}”里没有 ${unknown}`);
  const chosen = rows.filter(
    (row) => (person.length === 0 || person.includes(row.personName)) && (department === undefined || row.department === department),
  );
  if (chosen.length === 0) throw new UsageFault(`“${name}”里没有${department === undefined ? '要考核的人' : `“${department}”的人`}`);
  const { files, sheets } = await session.call('appraisal.print', {
    periodId,
    ids: chosen.map(({ id }) => id),
    how: together ? 'together' : 'each',
    format: format as 'docx',
    folder,
  });
  session.print({ name, sheets, files }, [`${sheets} 份考核表，已写到 ${folder}`]);
}

/** `list appraisal` */
export function addAppraisalLists(list: Command, within: Within): void {
  list
    .command('appraisal')
    .description('责任制考核：各期的进度，或一期里每个人的得分')
    .option('--period <名称或期间>', '只看这一期的人员，如 2026Q4')
    .action(within(listPeriods));
}

/** `appraisal …` */
export function addAppraisals(program: Command, within: Within): void {
  const share = numberOption(0, 100);
  const named = '名称或期间，如 2026Q4；不写时为最近的一期';
  const appraisal = program.command('appraisal').description('责任制考核、领导安全履职评价');
  appraisal
    .command('open')
    .description('开展一期考核：按期末现行的责任清单，每人一份考核表')
    .option('--kind <周期>', kindWords, '季度')
    .option('--day <日期>', '这一天所在的月、季、半年、年；不写时为今天', dateOption)
    .option('--from <日期>', '起止日期与自然周期不同时写', dateOption)
    .option('--to <日期>', '', dateOption)
    .option('--name <名称>', '不写时按周期取名')
    .option('--leaders', '只考核公司领导（安全履职评价）')
    .option('--even', '没有标准分的清单，按条平均 100 分')
    .option('--excellent <百分比>', '优秀的得分率', share, 90)
    .option('--qualified <百分比>', '合格的得分率', share, 70)
    .option('--dry-run', '只看考核谁、谁没有列入和原因')
    .action(within(open));
  appraisal
    .command('close')
    .description('关闭一期考核，之后不再改动')
    .argument('[考核]', named)
    .requiredOption('--on <日期>', '关闭日期', dateOption)
    .option('--accept-waiting', '还有人没有考核也关闭，这些人记为未考核')
    .action(within(close));
  addAppraisalSheets(appraisal, within, named);
  appraisal
    .command('print')
    .description('打印考核表：每人一份，或合成供签字的文件；--summary 为结果汇总表')
    .argument('[考核]', named)
    .requiredOption('--out <文件夹>', '写到哪里')
    .option('--person <姓名>', '只打印这个人，可写多次', repeated)
    .option('--department <部门>', '只打印这个部门')
    .option('--together', '合成一份（每份文件至多 100 人）')
    .option('--summary', '考核结果汇总表')
    .option('--format <格式>', '考核表 docx、pdf；汇总表 xlsx、docx、pdf')
    .action(within(print));
}
