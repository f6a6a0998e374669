import path from 'node:path';
import type { Command } from 'commander';
import { fieldName, valueText } from '../../db/domain/fieldWords';
import type { AuditFault } from '../../db/verify';
import type { InputOf } from '../api/procedure';
import type { Api } from '../api/index';
import { commandName } from './history';
import { exitCodes, type TerminalSession, type Within } from './session';
import { countOption, dateOption, UsageFault } from './usage';

/** @returns the exit code */
async function verifyAudit(session: TerminalSession): Promise<number> {
  const { rows, head, faults } = await session.call('audit.verify', {});
  const told = faults.map((fault) => ({
    ...fault,
    text: session.t(`audit:verify.fault.${fault.kind}`, { seq: fault.seq, name: recordName(session, fault) }),
  }));
  const sound = faults.every(({ kind }) => kind === 'erased');
  session.print({ rows, head, faults: told }, [
    sound
      ? `审计链完整：${rows} 行，链头 ${head.slice(0, 16)}`
      : `审计链有 ${faults.length} 处对不上，共 ${rows} 行。请先整份复制工作区文件夹留底，再查原因：`,
    ...told.map(({ text }) => text),
  ]);
  return sound ? exitCodes.done : exitCodes.refused;
}

/** `风险 FX-0012`: what a person can look for. */
const recordName = (session: TerminalSession, { subject, subjectId = '', name = subjectId }: AuditFault): string =>
  subject === undefined ? name : `${session.t(`failure:subject.${subject}`, { defaultValue: subject })} ${name}`;

interface FindOptions {
  subject?: string;
  field?: string;
  actor?: string;
  from?: string;
  to?: string;
}
type Filter = NonNullable<InputOf<Api['history.changes']>['filter']>;

const said =
  (session: TerminalSession) =>
  (key: string, params: Record<string, string | number> = {}): string =>
    session.t(key, params);
const subjectName = (session: TerminalSession, subject: string): string =>
  session.t(`failure:subject.${subject}`, { defaultValue: session.t('failure:subject.other') });

/** Which subject a word means. @throws UsageFault with all that there are */
async function subjectOf(session: TerminalSession, word: string): Promise<NonNullable<Filter['subject']>> {
  const { subjects } = await session.call('history.facets', {});
  const found = subjects.find(({ subject }) => subject === word || subjectName(session, subject) === word);
  if (!found)
    throw new UsageFault(`没有“${word}”这种记录，可以写：${subjects.map(({ subject }) => subjectName(session, subject)).join('、')}`);
  return found.subject;
}

/** Options in the words that people use, as the filter of the contract. */
async function filterOf(session: TerminalSession, { subject, field, actor, ...rest }: FindOptions): Promise<Filter> {
  const { accounts } = await session.call('history.facets', {});
  const account = accounts.find(({ name }) => name === actor);
  const by = account ? { accountId: account.id } : actor === undefined ? {} : { actor };
  const filter: Filter = { ...rest, ...by, ...(subject === undefined ? {} : { subject: await subjectOf(session, subject) }) };
  if (field === undefined) return filter;
  const { subjects } = await session.call('history.facets', {});
  const fields = [
    ...new Set(subjects.filter((one) => filter.subject === undefined || one.subject === filter.subject).flatMap((one) => one.fields)),
  ];
  const found = fields.find((one) => one === field || fieldName(said(session), one) === field);
  if (found === undefined)
    throw new UsageFault(
      `没有“${field}”这一栏，可以写：${fields
        .map((one) => fieldName(said(session), one))
        .filter((name) => !/^[a-zA-Z0-9]+$/.test(name))
        .join('、')}`,
    );
  return { ...filter, field: found };
}

async function find(session: TerminalSession, { limit, ...options }: FindOptions & { limit: number }): Promise<void> {
  const filter = await filterOf(session, options);
  const rows = [];
  let before: number | null = Number.MAX_SAFE_INTEGER;
  while (before !== null && rows.length < limit) {
    const found: Awaited<ReturnType<typeof read>> = await read(before);
    const names = new Map(Object.entries(found.names));
    const say = said(session);
    rows.push(
      ...found.rows.map(({ seq, at, actor, command, subject, name, kind, fields }) => ({
        seq,
        at: new Date(at).toISOString(),
        actor,
        command: commandName(session, command),
        subject: subjectName(session, subject),
        name,
        kind: session.t(`audit:record.${kind}`),
        fields: fields.map(({ field, before: was, after: is }) => ({
          field: fieldName(say, field, subject),
          before: valueText(say, field, was, names),
          after: valueText(say, field, is, names),
        })),
      })),
    );
    before = found.next;
  }
  function read(from: number) {
    return session.call('history.changes', { filter, before: from, limit: Math.min(200, limit - rows.length) });
  }
  session.print(
    { rows },
    rows.length === 0
      ? ['没有符合条件的修改']
      : rows.map(({ at, actor, command, subject, name, kind, fields }) =>
          [
            new Date(at).toLocaleString('zh-CN'),
            actor,
            command,
            `${subject} ${name}`.trim(),
            kind === session.t('audit:record.changed')
              ? fields.map(({ field, before: was, after: is }) => `${field}：${was} → ${is}`).join('；')
              : kind,
          ].join('\t'),
        ),
  );
}

async function exportAudit(session: TerminalSession, { out, ...options }: FindOptions & { out: string }): Promise<void> {
  const target = path.resolve(out);
  const format = /\.(xlsx|jsonl)$/i.exec(target)?.[1]?.toLowerCase() as 'xlsx' | 'jsonl' | undefined;
  if (format === undefined) throw new UsageFault('--out 要写文件名，以 .xlsx（每栏一行的工作簿）或 .jsonl（逐条带校验值）结尾');
  const { file, rows } = await session.call('audit.export', { format, filter: await filterOf(session, options), file: target });
  session.print({ file, rows }, [`已导出 ${rows} 行：${file}`]);
}

async function listBin(session: TerminalSession, { subject, limit }: { subject?: string; limit: number }): Promise<void> {
  const chosen = subject === undefined ? {} : { subject: await subjectOf(session, subject) };
  const { rows } = await session.call('history.removed', { ...chosen, limit: Math.max(1, Math.min(200, limit)) });
  const told = rows.map(({ seq, at, actor, command, subject: kind, name }) => ({
    seq,
    at: new Date(at).toISOString(),
    actor,
    command: commandName(session, command),
    subject: subjectName(session, kind),
    name,
  }));
  session.print(
    { rows: told },
    told.length === 0
      ? ['回收站是空的']
      : told.map(
          ({ seq, at, actor, subject: kind, name }) => `${seq}\t${kind}\t${name}\t${actor}\t${new Date(at).toLocaleString('zh-CN')}`,
        ),
  );
}

async function restore(session: TerminalSession, numbers: string[]): Promise<void> {
  const seqs = numbers.map((number) => {
    if (!/^[1-9]\d{0,14}$/.test(number)) throw new UsageFault(`“${number}”不是序号，请写 recycle list 列出的序号`);
    return Number(number);
  });
  const { value, step } = await session.call('history.restore', { seqs });
  const emptied = [...new Set(value.restored.flatMap((record) => record.emptied))].map((field) => fieldName(said(session), field));
  session.print({ step, restored: value.restored }, [
    ...value.restored.map(({ subject, name }) => `已恢复${subjectName(session, subject)} ${name}`),
    ...(emptied.length === 0 ? [] : [`原来的${emptied.join('、')}已经不在了，请补填`]),
  ]);
}

/** `audit …` and `recycle …` */
export function addAudit(program: Command, within: Within): void {
  const audit = program.command('audit').description('操作记录');
  audit.command('verify').description('校验审计链').action(within(verifyAudit));
  const finding = (command: Command) =>
    command
      .option('--subject <记录>', '哪类记录，如 风险')
      .option('--field <栏目>', '哪一栏，如 风险等级')
      .option('--actor <操作人>', '谁改的')
      .option('--from <日期>', '从哪天', dateOption)
      .option('--to <日期>', '到哪天', dateOption);
  finding(audit.command('find').description('查谁在什么时候改了什么'))
    .option('--limit <条数>', '列多少条', countOption, 100)
    .action(within(find));
  finding(audit.command('export').description('导出操作记录'))
    .requiredOption('--out <文件>', '.xlsx 每栏一行；.jsonl 逐条带校验值')
    .action(within(exportAudit));
  const recycle = program.command('recycle').description('回收站');
  recycle
    .command('list')
    .description('列出可以恢复的记录')
    .option('--subject <记录>', '哪类记录，如 风险')
    .option('--limit <条数>', '列多少条', countOption, 100)
    .action(within(listBin));
  recycle.command('restore').description('恢复').argument('<序号...>', 'recycle list 列出的序号').action(within(restore));
}
