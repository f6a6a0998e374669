import path from 'node:path';
import type { Command } from 'commander';
import { term, wordOf } from '../../db/domain/term';
import type { DataOf } from '../api/procedure';
import type { Api } from '../api/index';
import type { FileOptions } from './paperOptions';
import type { TerminalSession, Within } from './session';
import { dateOption, numberOption, repeated, UsageFault } from './usage';

type Batch = DataOf<Api['letter.batches']>[number];
type Letter = DataOf<Api['letter.list']>['rows'][number];

const yearOption = numberOption(2000, 2199);

/** Ids of departments by their names. @throws UsageFault for a name that no department has */
async function departmentsNamed(session: TerminalSession, names: readonly string[]): Promise<string[]> {
  const all = names.length === 0 ? [] : await session.call('department.list', {});
  return names.map((name) => {
    const found = all.find((department) => department.name === name);
    if (found === undefined) throw new UsageFault(`没有名叫“${name}”的部门`);
    return found.id;
  });
}

interface TargetOptions {
  year: number;
  department?: string[];
  post?: string;
  kind: string;
  value: string;
  criteria: string;
}

async function listTargets(session: TerminalSession, { year }: { year: number }): Promise<void> {
  const rows = (await session.call('target.list', { year })).map(({ level, department, post, kind, name, value, criteria }) => ({
    level: term('targetLevel', level),
    department: department ?? '',
    post: post ?? '',
    kind: term('targetKind', kind),
    name,
    value,
    criteria,
  }));
  session.print(
    { total: rows.length, rows },
    rows.map(({ level, department, post, name, value }) =>
      [level, department, post, `${name}：${value}`].filter((word) => word !== '').join('  '),
    ),
  );
}

async function addTarget(
  session: TerminalSession,
  name: string,
  { year, department = [], post, kind, value, criteria }: TargetOptions,
): Promise<void> {
  if (department.length > 1) throw new UsageFault('一次只能给一个部门加指标；公司指标用 target cascade 分解到多个部门');
  const word = wordOf('targetKind', kind);
  if (word === undefined) throw new UsageFault('--kind 只能是：结果指标、过程指标');
  const [departmentId = null] = await departmentsNamed(session, department);
  const posts =
    post === undefined
      ? []
      : (await session.call('post.list', {})).filter(
          (row) => row.name === post && (departmentId === null || row.departmentId === departmentId),
        );
  if (post !== undefined && posts.length !== 1)
    throw new UsageFault(posts.length === 0 ? `没有名叫“${post}”的岗位` : `有 ${posts.length} 个名叫“${post}”的岗位，请加 --department`);
  const [one] = posts;
  const { value: made } = await session.call('target.create', {
    draft: { year, departmentId: one?.departmentId ?? departmentId, postId: one?.id ?? null, kind: word, name, value, criteria },
  });
  session.print({ id: made.id }, ['已加目标指标']);
}

async function cascade(session: TerminalSession, { year, department = [] }: { year: number; department?: string[] }): Promise<void> {
  const departmentIds =
    department.length > 0 ? await departmentsNamed(session, department) : (await session.call('department.list', {})).map(({ id }) => id);
  if (departmentIds.length === 0) throw new UsageFault('还没有部门');
  const { value } = await session.call('target.cascade', { year, departmentIds });
  session.print(value, [value.made === 0 ? '各部门都已有这些指标，没有变动' : `已分解 ${value.made} 条`]);
}

interface IssueOptions {
  year: number;
  on: string;
  issuer: string;
  issuerTitle: string;
  ownIssuer: string;
  name?: string;
  from?: string;
  to?: string;
  rewards: string;
  byLevel?: boolean;
  department?: string[];
  dryRun?: boolean;
}

const why = { noPost: '没有岗位', noList: '岗位没有现行的责任清单', hasLetter: '当年已有责任书' } as const;

async function issue(session: TerminalSession, options: IssueOptions): Promise<void> {
  const { year, on, department = [] } = options;
  const departmentIds = department.length === 0 ? null : await departmentsNamed(session, department);
  const plan = await session.call('letter.preview', { year, day: on, departmentIds, limit: 1000 });
  const without = plan.without.map(({ name, department: where, title, why: reason }) => ({
    name,
    department: where,
    post: title,
    reason: why[reason],
  }));
  const lacking = without.map(
    ({ name, department: where, post, reason }) => `未列入：${[name, where, post].filter((word) => word !== '').join(' ')}（${reason}）`,
  );
  if (options.dryRun) {
    session.print({ letters: plan.letters, posts: plan.posts, leftOut: plan.leftOut, without }, [
      `可生成 ${plan.letters} 份，${plan.posts} 种岗位`,
      ...lacking,
    ]);
    return;
  }
  const { value } = await session.call('letter.issueAll', {
    draft: {
      year,
      name: options.name ?? `${year}年度安全生产责任书`,
      issuerId: null,
      issuerName: options.issuer,
      issuerTitle: options.issuerTitle,
      ownIssuer: options.ownIssuer,
      isByLevel: options.byLevel ?? false,
      issuedOn: on,
      validFrom: options.from ?? `${year}-01-01`,
      validTo: options.to ?? `${year}-12-31`,
      rewards: options.rewards,
      remark: '',
    },
    departmentIds,
  });
  session.print({ letters: value.letters, leftOut: value.leftOut, without }, [`已生成 ${value.letters} 份责任书`, ...lacking]);
}

/** The batch of a year, the newest of several. @throws UsageFault where there is none */
async function batchOf(session: TerminalSession, year: number | undefined): Promise<Batch> {
  const found = (await session.call('letter.batches', {})).find((batch) => year === undefined || batch.year === year);
  if (found === undefined) throw new UsageFault(year === undefined ? '还没有生成责任书' : `${year} 年还没有生成责任书`);
  return found;
}

async function lettersOf(session: TerminalSession, batchId: string): Promise<Letter[]> {
  const rows: Letter[] = [];
  for (;;) {
    const window = await session.call('letter.list', { batchId, offset: rows.length, limit: 200 });
    rows.push(...window.rows);
    if (window.rows.length === 0 || rows.length >= window.total) return rows;
  }
}

async function listLetters(session: TerminalSession, { year, state }: { year?: number; state?: string }): Promise<void> {
  const batch = await batchOf(session, year);
  const wanted = state === undefined ? undefined : wordOf('letterState', state);
  if (state !== undefined && wanted === undefined) throw new UsageFault('--state 只能是：待签订、已发出、已签订、已作废');
  const rows = (await lettersOf(session, batch.id))
    .filter((letter) => wanted === undefined || letter.state === wanted)
    .map(({ number, personName, department, title, state: now, sentOn, signedOn, scans, renews }) => ({
      number,
      person: personName,
      department,
      post: title,
      state: term('letterState', now),
      sentOn,
      signedOn,
      scans,
      renews,
    }));
  session.print({ batch: batch.name, total: rows.length, rows }, [
    `${batch.name}：${batch.letters} 份，已签订 ${batch.signed} 份`,
    ...rows.map(({ number, person, department, post, state: now }) =>
      [number, person, department, post, now].filter((word) => word !== '').join('  '),
    ),
  ]);
}

/** Letters by their numbers, or all of a year where none is named. */
async function selectionOf(session: TerminalSession, numbers: readonly string[], year: number | undefined) {
  const batch = await batchOf(session, year ?? yearIn(numbers));
  if (numbers.length === 0) return { filter: { batchId: batch.id } };
  const letters = new Map((await lettersOf(session, batch.id)).map((letter) => [letter.number, letter.id]));
  return {
    ids: numbers.map((number) => {
      const id = letters.get(number.toUpperCase());
      if (id === undefined) throw new UsageFault(`${batch.name}里没有 ${number}`);
      return id;
    }),
  };
}
const yearIn = (numbers: readonly string[]): number | undefined => {
  const year = Number(/^ZRS-(\d{4})-/i.exec(numbers[0] ?? '')?.[1]);
  return Number.isNaN(year) ? undefined : year;
};

async function advance(
  session: TerminalSession,
  numbers: string[],
  { state, on, reason, year }: { state: string; on: string; reason: string; year?: number },
): Promise<void> {
  const word = wordOf('letterState', state);
  if (word === undefined || word === 'printed') throw new UsageFault('--state 只能是：已发出、已签订、已作废');
  const { value } = await session.call('letter.advance', { selection: await selectionOf(session, numbers, year), state: word, on, reason });
  session.print(value, [`${state} ${value.done} 份${value.left === 0 ? '' : `，${value.left} 份不能改，保持原样`}`]);
}

interface PrintOptions {
  out: string;
  together?: boolean;
  each?: boolean;
  format: string;
  year?: number;
}

/** `file F32`: the letters of a year, each in a file of its own. */
export async function fileLetters(session: TerminalSession, options: FileOptions): Promise<void> {
  const { out, format = 'docx', year, draft, compiledOn, replaces } = options;
  if (draft === true || compiledOn !== undefined || replaces !== undefined)
    throw new UsageFault('责任书按生成时的内容打印，没有 --draft、--compiled-on、--replaces；要改的作废后重新生成（letter issue）');
  await printLetters(session, [], { out, format, ...(year === undefined ? {} : { year }) });
}

/** Writes letters into a folder: one file a person, together in files to be printed, or both. */
async function printLetters(
  session: TerminalSession,
  numbers: string[],
  { out, together, each, format, year }: PrintOptions,
): Promise<void> {
  if (format !== 'docx' && format !== 'pdf') throw new UsageFault(`责任书没有“${format}”格式，可以写 docx、pdf`);
  const how = together && each ? 'both' : together ? 'together' : 'each';
  const selection = await selectionOf(session, numbers, year);
  const folder = await session.prepareFor([format], out);
  const { files, letters } = await session.call('letter.print', { selection, how, format, folder });
  session.print({ letters, files }, [`${letters} 份责任书，已写到 ${folder}`]);
}

async function takeScans(session: TerminalSession, files: string[], { on, year }: { on: string; year?: number }): Promise<number | void> {
  const batch = await batchOf(session, year);
  const matches = await session.call('letter.matchScans', { batchId: batch.id, files: files.map((file) => path.resolve(file)) });
  const scans = matches.flatMap(({ file, letter }) => (letter === null ? [] : [{ letterId: letter.id, file }]));
  const left = matches.filter(({ letter }) => letter === null).map(({ name }) => name);
  const taken = scans.length === 0 ? 0 : (await session.call('letter.takeScans', { scans, on })).value.letters;
  session.print({ taken, matched: matches.map(({ name, letter }) => ({ file: name, number: letter?.number ?? null })), left }, [
    `收回 ${taken} 份`,
    ...left.map((name) => `认不出是谁的：${name}（文件名里写上编号或姓名）`),
  ]);
  return left.length > 0 && taken === 0 ? 1 : undefined;
}

/** `target …`, `letter …` */
export function addPledges(program: Command, within: Within): void {
  const target = program.command('target').description('年度安全生产目标指标');
  target.command('list').description('一年的目标指标').requiredOption('--year <年度>', '如 2026', yearOption).action(within(listTargets));
  target
    .command('add')
    .description('加一条指标：不写部门、岗位的是公司级')
    .argument('<指标>')
    .requiredOption('--year <年度>', '如 2026', yearOption)
    .option('--department <部门>', '部门级', repeated)
    .option('--post <岗位>', '岗位级')
    .option('--kind <类别>', '结果指标、过程指标', '结果指标')
    .option('--value <目标值>', '如 0 起', '')
    .option('--criteria <考核办法>', '', '')
    .action(within(addTarget));
  target
    .command('cascade')
    .description('公司级指标分解到部门，已有的不动')
    .requiredOption('--year <年度>', '如 2026', yearOption)
    .option('--department <部门>', '可写多次，不写时为全部部门', repeated)
    .action(within(cascade));
  target
    .command('copy')
    .description('沿用上一年的目标指标')
    .requiredOption('--from <年度>', '', yearOption)
    .requiredOption('--to <年度>', '', yearOption)
    .action(
      within(async (session: TerminalSession, years: { from: number; to: number }) => {
        const { value } = await session.call('target.copyYear', years);
        session.print(value, [`已沿用 ${value.made} 条`]);
      }),
    );

  const letter = program.command('letter').description('安全生产责任书');
  letter
    .command('issue')
    .description('按现行的岗位责任清单和年度指标，一次生成全员责任书')
    .requiredOption('--year <年度>', '如 2026', yearOption)
    .requiredOption('--on <日期>', '签发日期', dateOption)
    .requiredOption('--issuer <姓名>', '甲方签发人')
    .option('--issuer-title <职务>', '甲方签发人的职务', '')
    .option('--own-issuer <名称>', '甲方签发人本人的责任书由谁作甲方，如董事会、股东会、上级单位；不写则留空手填', '')
    .option('--name <名称>', '这一批的名称')
    .option('--from <日期>', '有效期起', dateOption)
    .option('--to <日期>', '有效期止', dateOption)
    .option('--rewards <文字>', '考核与奖惩', '')
    .option('--by-level', '逐级签订：员工与本部门负责人签，下级部门负责人与上一级的签')
    .option('--department <部门>', '只给这个部门及下级，可写多次', repeated)
    .option('--dry-run', '只看给谁、缺什么')
    .action(within(issue));
  letter
    .command('list')
    .description('责任书签订情况')
    .option('--year <年度>', '不写时为最近的一批', yearOption)
    .option('--state <状态>', '待签订、已发出、已签订、已作废')
    .action(within(listLetters));
  letter
    .command('print')
    .description('打印责任书：每人一份，或合成供打印的文件')
    .argument('[编号...]', '不写时为全部')
    .requiredOption('--out <文件夹>', '写到哪里')
    .option('--year <年度>', '', yearOption)
    .option('--together', '合成一份（每份文件至多 200 人）')
    .option('--each', '与 --together 一起写时两种都要')
    .option('--format <格式>', 'docx、pdf', 'docx')
    .action(within(printLetters));
  letter
    .command('advance')
    .description('登记发出、签订、作废')
    .argument('[编号...]', '不写时为全部')
    .requiredOption('--state <状态>', '已发出、已签订、已作废')
    .requiredOption('--on <日期>', '', dateOption)
    .option('--reason <原因>', '作废的原因', '')
    .option('--year <年度>', '', yearOption)
    .action(within(advance));
  letter
    .command('scans')
    .description('收回签好的扫描件，按文件名里的编号或姓名归到各人')
    .argument('<文件...>')
    .requiredOption('--on <日期>', '签订日期', dateOption)
    .option('--year <年度>', '', yearOption)
    .action(within(takeScans));
}
