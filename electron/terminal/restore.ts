import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import type { Api } from '../api/index';
import type { DataOf, InputOf } from '../api/procedure';
import { passwordOf, type Secret } from './archive';
import { exitCodes, Refused, type TerminalSession, type Within } from './session';
import { UsageFault } from './usage';

type Source = InputOf<Api['restore.run']>['source'];
type Foreign = InputOf<Api['restore.runNew']>['source'];
type Preview = DataOf<Api['restore.preview']>;
type Tables = DataOf<Api['restore.salvage']>['tables'];
type Shelf = NonNullable<DataOf<Api['restore.look']>>['shelves'][number];

/** Opens the workspace; one whose data file is damaged is worked on all the same, and where there is none one can be made. */
async function opened(session: TerminalSession): Promise<'open' | 'damaged' | 'none'> {
  try {
    await session.open();
    return 'open';
  } catch (cause) {
    if (cause instanceof Refused && cause.failure.key === 'damaged') return 'damaged';
    if (cause instanceof Refused && cause.failure.key === 'noWorkspace') return 'none';
    throw cause;
  }
}

/** The same, where nothing can be done without one. */
async function openedSome(session: TerminalSession): Promise<'open' | 'damaged'> {
  const state = await opened(session);
  if (state === 'none') throw new Refused({ code: 'UNAVAILABLE', key: 'noWorkspace', params: { folder: session.folder } });
  return state;
}

const instant = (at: number): string => (at === 0 ? '时间不详' : new Date(at).toLocaleString('zh-CN', { hour12: false }));
const wordOf = (session: TerminalSession, subject: string): string =>
  session.t(`failure:subject.${subject}`, { defaultValue: session.t(`restore:salvaged.${subject === 'snapshot' ? 'frozen' : 'log'}`) });

const backupLine = (session: TerminalSession, entry: Shelf['backups'][number]): string =>
  entry.state === 'proven'
    ? [
        entry.id,
        instant(entry.manifest.at),
        session.t(`backup:why.${entry.manifest.why}`),
        `风险 ${entry.manifest.counts['risk'] ?? 0}`,
      ].join('\t')
    : `${entry.id}\t已损坏`;

async function list(session: TerminalSession, { from }: { from?: string }): Promise<void> {
  if (from !== undefined) return listElsewhere(session, path.resolve(from));
  await openedSome(session);
  const { backups, former, asides } = await session.call('restore.list', {});
  const second = await session.call('restore.target', {});
  session.print({ backups, former, asides, second }, [
    `备份 ${backups.length + former.length} 份`,
    ...backups.map((entry) => backupLine(session, entry)),
    ...former.map(({ id, at }) => [id, instant(at), session.t('backup:why.migration')].join('\t')),
    ...(second === null
      ? []
      : second.shelf === null
        ? [session.t('restore:target.gone', { folder: second.folder })]
        : [`第二处备份 ${second.shelf.folder}`, ...second.shelf.backups.map((entry) => backupLine(session, entry))]),
    ...(asides.length === 0 ? [] : [`留存的数据文件 ${asides.length} 份`]),
    ...asides.map(({ id, at, why, sourceAt, reason }) =>
      [id, instant(at), session.t(`restore:asides.${why}`, { at: instant(sourceAt) }), reason].join('\t').trimEnd(),
    ),
  ]);
}

async function listElsewhere(session: TerminalSession, folder: string): Promise<void> {
  const { shelves } = (await session.call('restore.look', { folder }))!;
  session.print({ shelves }, [
    ...(shelves.length === 0 ? [`“${folder}”里没有备份`] : []),
    ...shelves.flatMap((shelf) => [`${shelf.name}\t${shelf.folder}`, ...shelf.backups.map((entry) => backupLine(session, entry))]),
  ]);
}

/** A file or folder: an archive, a data file, a workspace, one backup or a folder of backups, of which the newest is taken. */
async function foreignNamed(session: TerminalSession, wanted: string, secret: Secret): Promise<Foreign> {
  const file = path.resolve(wanted);
  if (!existsSync(file)) throw new UsageFault(`没有“${wanted}”这份备份，也没有这个文件；已有的备份见 restore list`);
  if (/\.anze$/i.test(file)) return { kind: 'archive', file, password: await passwordOf(secret) };
  if (!statSync(file).isDirectory() || existsSync(path.join(file, 'anze.db'))) return { kind: 'file', file };
  const { shelves } = (await session.call('restore.look', { folder: file }))!;
  if (shelves.length === 0) throw new UsageFault(`“${wanted}”里没有备份`);
  if (shelves.length > 1)
    throw new UsageFault(
      ['里面有几个工作区的备份，请写明是哪一个文件夹：', ...shelves.map(({ name, folder }) => `${name}\t${folder}`)].join('\n'),
    );
  const newest = shelves[0]!.backups.find(({ state }) => state === 'proven');
  if (newest === undefined) throw new Refused({ code: 'UNAVAILABLE', key: 'backupDamaged' });
  return { kind: 'elsewhere', folder: shelves[0]!.folder, id: newest.id };
}

/** A backup or a file put aside by its name, one of the second copies, else a file or folder. */
async function sourceNamed(session: TerminalSession, wanted: string, secret: Secret): Promise<Source> {
  const { backups, former, asides } = await session.call('restore.list', {});
  if ([...backups, ...former].some(({ id }) => id === wanted)) return { kind: 'backup', id: wanted };
  if (asides.some(({ id }) => id === wanted)) return { kind: 'aside', id: wanted };
  const shelf = (await session.call('restore.target', {}))?.shelf;
  if (shelf?.backups.some(({ id }) => id === wanted)) return { kind: 'elsewhere', folder: shelf.folder, id: wanted };
  return foreignNamed(session, wanted, secret);
}

function comparison(session: TerminalSession, { now, there, relation, lacking, schema }: Preview, isNew = false): string[] {
  const names = [...new Set([...Object.keys(now?.counts ?? {}), ...Object.keys(there.counts)])].filter(
    (name) => (now?.counts[name] ?? 0) + (there.counts[name] ?? 0) > 0,
  );
  const newest = (standing: Preview['there'] | null) => (standing?.newest ? instant(standing.newest.at) : '—');
  const steps = Math.abs((now?.steps ?? 0) - there.steps);
  const said = (key: string, params: Record<string, string | number> = {}) => session.t(`restore:compare.${key}`, params);
  return [
    isNew
      ? said('arrives', { name: there.name })
      : relation === 'unknown'
        ? said('nowUnreadable')
        : said(relation, { count: steps, name: there.name }),
    ...(schema < there.schema ? [said('earlier', { schema })] : []),
    ...(lacking > 0 ? [said('lacking', { count: lacking })] : []),
    ['项目', '现在', '备份里'].join('\t'),
    ...names.map((name) => [wordOf(session, name), now === null ? '—' : (now.counts[name] ?? 0), there.counts[name] ?? 0].join('\t')),
    [said('steps'), now?.steps ?? '—', there.steps].join('\t'),
    [said('newest'), newest(now), newest(there)].join('\t'),
  ];
}

async function preview(session: TerminalSession, wanted: string, secret: Secret): Promise<void> {
  const isNone = (await opened(session)) === 'none';
  const compared = isNone
    ? await session.call('restore.previewNew', { source: await foreignNamed(session, wanted, secret) })
    : await session.call('restore.preview', { source: await sourceNamed(session, wanted, secret) });
  if (isNone) await session.call('restore.discard', {});
  session.print(compared, comparison(session, compared, isNone));
}

async function run(session: TerminalSession, wanted: string, { reason = '', ...secret }: Secret & { reason?: string }): Promise<void> {
  if ((await opened(session)) === 'none') {
    const made = await session.call('restore.runNew', { source: await foreignNamed(session, wanted, secret), folder: session.folder });
    session.print(made, [
      `已在 ${made.folder} 恢复出一个工作区`,
      ...(made.lacking > 0 ? [session.t('restore:compare.lacking', { count: made.lacking })] : []),
    ]);
    return;
  }
  const done = await session.call('restore.run', { source: await sourceNamed(session, wanted, secret), reason });
  session.print(done, [`已恢复。原来的数据文件留存为 ${done.aside}，要撤销恢复：restore undo`]);
}

async function undo(session: TerminalSession): Promise<void> {
  await openedSome(session);
  const [newest] = (await session.call('restore.list', {})).asides;
  if (newest === undefined) throw new UsageFault('还没有恢复过，没有可撤销的');
  const done = await session.call('restore.run', { source: { kind: 'aside', id: newest.id }, reason: '' });
  session.print(done, [`已撤销恢复，回到 ${instant(newest.at)} 留存的文件；撤销前的文件留存为 ${done.aside}`]);
}

const tableLines = (session: TerminalSession, tables: Tables): string[] =>
  tables
    .filter(({ fromAudit, lost }) => fromAudit + lost > 0)
    .map(
      ({ table, read, fromAudit, lost, names }) =>
        `${wordOf(session, table)}：读出 ${read}，从操作记录取回 ${fromAudit}，没有找回 ${lost}${names.length > 0 ? `（${names.slice(0, 10).join('、')}）` : ''}`,
    );

async function salvage(session: TerminalSession, { from, adopt = false }: { from?: string; adopt?: boolean }): Promise<number> {
  const state = await openedSome(session);
  if (state === 'open' && from === undefined) {
    session.print({ damaged: false }, ['数据文件没有损坏，不用抢救']);
    return exitCodes.done;
  }
  const { tables } = await session.call('restore.salvage', { aside: from ?? null });
  const sum = (what: 'read' | 'fromAudit' | 'lost') => tables.reduce((total, table) => total + table[what], 0);
  const lines = [
    `读出 ${sum('read')} 条，从操作记录取回 ${sum('fromAudit')} 条，没有找回 ${sum('lost')} 条`,
    ...tableLines(session, tables),
  ];
  const done = adopt ? await session.call('restore.run', { source: { kind: 'salvaged' }, reason: '' }) : null;
  session.print({ tables, adopted: done }, [
    ...lines,
    done === null ? '还没有采用；要采用，加 --adopt' : `已采用读出来的内容，损坏的文件原样留存为 ${done.aside}`,
  ]);
  return exitCodes.done;
}

/** `restore …` */
export function addRestore(program: Command, within: Within): void {
  const restore = program.command('restore').description('恢复到以前的状态；数据文件损坏时抢救内容');
  const origin = '备份的名称（见 restore list），或 .anze 导出文件、存有备份的文件夹（如 U 盘）、工作区文件夹、anze.db';
  const secret = '.anze 设有密码；密码取自环境变量 ANZE_ARCHIVE_PASSWORD，没有时读标准输入的第一行';
  restore
    .command('list')
    .description('备份和留存的数据文件')
    .option('--from <文件夹>', '这个文件夹（U 盘、别处的工作区）里的备份')
    .action(within(list, false));
  restore
    .command('preview')
    .description('现在和备份里各有什么')
    .argument('<来源>', origin)
    .option('--password', secret)
    .action(within(preview, false));
  restore
    .command('run')
    .description('恢复，现在的数据文件留存；--workspace 的文件夹里还没有工作区时，在那里恢复出一个')
    .argument('<来源>', origin)
    .option('--reason <理由>', '记入操作记录')
    .option('--password', secret)
    .action(within(run, false));
  restore.command('undo').description('撤销最近一次恢复').action(within(undo, false));
  restore
    .command('salvage')
    .description('读出损坏的数据文件里的内容（索引坏了的就是修复索引），说明找回多少、缺哪些')
    .option('--from <名称>', '留存的哪一份，不写时为现在损坏的')
    .option('--adopt', '采用读出来的内容')
    .action(within(salvage, false));
}
