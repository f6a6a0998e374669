import type { Command } from 'commander';
import type { ListOwner } from '../../db/domain/responsibility/list';
import { term, wordOf } from '../../db/domain/term';
import type { Api } from '../api/index';
import type { DataOf } from '../api/procedure';
import type { TerminalSession, Within } from './session';
import { dateOption, UsageFault } from './usage';

type Line = DataOf<Api['responsibility.list']>['rows'][number];

interface Which {
  day?: string;
  department?: string;
}

/** Id of a department and of all below it, by its name. @throws UsageFault for a name that no department has */
async function departmentTree(session: TerminalSession, name: string, day?: string): Promise<{ id: string; tree: ReadonlySet<string> }> {
  const all = await session.call('department.list', day === undefined ? {} : { day });
  const found = all.find((department) => department.name === name);
  if (found === undefined) throw new UsageFault(`没有名叫“${name}”的部门`);
  const tree = new Set([found.id]);
  // A department comes after the one above it or before it: as often as something is still found.
  for (let before = 0; before < tree.size;) {
    before = tree.size;
    for (const { id, parentId } of all) if (parentId !== null && tree.has(parentId)) tree.add(id);
  }
  return { id: found.id, tree };
}

/** Lines of posts and roles on a day, of a department where one is named. */
async function linesOf(session: TerminalSession, { day, department }: Which): Promise<{ day: string; rows: Line[] }> {
  const listed = await session.call('responsibility.list', day === undefined ? {} : { day });
  if (department === undefined) return listed;
  const { tree } = await departmentTree(session, department, day);
  return { day: listed.day, rows: listed.rows.filter(({ departments }) => departments.some(({ id }) => tree.has(id))) };
}

/** Those with the names that were written, all where none was. @throws UsageFault for a name that none or several have */
function named(rows: readonly Line[], names: readonly string[]): Line[] {
  if (names.length === 0) return [...rows];
  return names.map((name) => {
    const found = rows.filter(({ title }) => title === name);
    if (found.length === 0) throw new UsageFault(`没有名叫“${name}”的岗位或固定角色`);
    if (found.length > 1)
      throw new UsageFault(
        `有 ${found.length} 个名叫“${name}”的岗位（${found.map(({ department }) => department || '不属于部门').join('、')}），请加 --department`,
      );
    return found[0]!;
  });
}

/** What of the lists F31 prints, as its request says it. */
export async function listPartOf(session: TerminalSession, { post, day, department }: Which & { post?: string }): Promise<string> {
  if (post !== undefined) {
    const [line] = named((await linesOf(session, { ...(day && { day }), ...(department && { department }) })).rows, [post]);
    return line!.role === null ? `post:${line!.id}` : `role:${line!.role}`;
  }
  return department === undefined ? '' : `department:${(await departmentTree(session, department, day)).id}`;
}

const told = (line: Line) => ({
  title: line.title,
  department: line.department,
  role: line.role !== null,
  level: line.level === '' ? '' : term('postLevel', line.level),
  stand: term('listStand', line.stand),
  people: line.people,
  acknowledged: line.acknowledged,
  duties: line.duties,
  version: line.version,
  validFrom: line.validFrom,
  publishedFrom: line.publishedFrom,
  draft: line.draftId !== null,
});

async function listLists(session: TerminalSession, options: Which & { stand?: string }): Promise<void> {
  const stand = options.stand === undefined ? undefined : wordOf('listStand', options.stand);
  if (options.stand !== undefined && stand === undefined)
    throw new UsageFault('--stand 只能是：没有清单、编制中、待生效、待完善、待公示、待签收、齐全');
  const { day, rows: all } = await linesOf(session, options);
  const rows = all.filter((line) => stand === undefined || line.stand === stand).map(told);
  session.print({ day, total: rows.length, inForce: rows.filter(({ version }) => version !== null).length, rows }, [
    `${day}，共 ${rows.length} 个岗位、固定角色`,
    ...rows.map((row) =>
      [
        row.stand,
        row.department,
        row.title,
        row.version === null ? '' : `第 ${row.version} 版，${row.duties} 条`,
        `${row.people} 人`,
        row.version === null ? '' : `签收 ${row.acknowledged} 人`,
      ].join('\t'),
    ),
  ]);
}

interface AdoptOptions extends Which {
  library?: string;
  dryRun?: boolean;
}

const ownerOf = ({ id, role }: Line): ListOwner => (role === null ? { postId: id } : { role });

/** Drafts from the library for posts without a list: all that something fits, or those named. */
async function adopt(session: TerminalSession, names: string[], options: AdoptOptions): Promise<void> {
  const { rows } = await linesOf(session, options);
  const { posts, rows: proposed } = await session.call('responsibility.proposals', {});
  const chosen = named(rows, names);
  const known = new Map(proposed.map((row) => [row.id, row]));
  const asked = names.length === 0 ? chosen.filter(({ id }) => known.has(id)) : chosen;
  const has = asked.filter(({ id }) => !known.has(id)).map(({ title }) => title);
  if (has.length > 0) throw new UsageFault(`已有责任清单：${has.join('、')}`);
  const wanted =
    options.library === undefined ? undefined : posts.find(({ id, title }) => id === options.library || title === options.library);
  if (options.library !== undefined && wanted === undefined)
    throw new UsageFault(`职责库里没有“${options.library}”，现有：${posts.map(({ title }) => title).join('、')}`);
  if (wanted !== undefined && names.length === 0) throw new UsageFault('--library 要写明是哪个岗位');
  const matched = asked.map((line) => ({ line, library: wanted?.id ?? known.get(line.id)!.libraryPost }));
  const items = matched.flatMap(({ line, library }) => (library === null ? [] : [{ line, library }]));
  const without = matched.filter(({ library }) => library === null).map(({ line }) => line.title);
  const titles = new Map(posts.map(({ id, title }) => [id, title]));
  if (!options.dryRun && items.length > 0)
    await session.call('responsibility.adopt', {
      items: items.map(({ line, library }) => ({ owner: ownerOf(line), libraryPost: library })),
    });
  session.print(
    {
      adopted: options.dryRun ? 0 : items.length,
      rows: items.map(({ line, library }) => ({ title: line.title, department: line.department, library: titles.get(library) })),
      without,
    },
    [
      ...items.map(({ line, library }) => `${line.title} ← ${titles.get(library)}`),
      ...without.map((title) => `职责库里没有相近的：${title}`),
      options.dryRun ? `可编 ${items.length} 份草稿` : `已编 ${items.length} 份草稿，请按本单位实际修改后批准`,
    ],
  );
}

interface ApproveOptions extends Which {
  by: string;
  on: string;
  from?: string;
}

async function approve(session: TerminalSession, names: string[], options: ApproveOptions): Promise<void> {
  const { by, on, from = on, department } = options;
  const chosen = named((await linesOf(session, department === undefined ? {} : { department })).rows, names);
  const ids = chosen.flatMap(({ draftId }) => draftId ?? []);
  const without = chosen.filter(({ draftId }) => draftId === null).map(({ title }) => title);
  if (names.length > 0 && without.length > 0) throw new UsageFault(`没有编制中的清单：${without.join('、')}`);
  if (ids.length === 0) throw new UsageFault('没有编制中的清单');
  const { value } = await session.call('responsibility.approve', { ids, approval: { approvedBy: by, approvedOn: on, validFrom: from } });
  session.print(value, [`已批准 ${value.approved} 份，${from} 起执行`]);
}

interface PublishOptions extends Which {
  from: string;
  to?: string;
  place: string;
}

async function publish(session: TerminalSession, names: string[], { from, to, place, department }: PublishOptions): Promise<void> {
  const chosen = named((await linesOf(session, department === undefined ? {} : { department })).rows, names);
  const without = chosen.filter(({ listId }) => listId === null).map(({ title }) => title);
  if (names.length > 0 && without.length > 0) throw new UsageFault(`没有现行的清单：${without.join('、')}`);
  // What hangs out already keeps its day, unless it is named.
  const ids = chosen.flatMap(({ listId, publishedFrom }) =>
    listId !== null && (names.length > 0 || publishedFrom === null) ? [listId] : [],
  );
  if (ids.length === 0) throw new UsageFault('没有待公示的清单');
  const { value } = await session.call('responsibility.publish', { ids, posting: { from, to: to ?? null, place } });
  session.print(value, [`已登记 ${value.published} 份清单的公示`]);
}

/** `list responsibility` */
export function addResponsibilityLists(list: Command, within: Within): void {
  list
    .command('responsibility')
    .description('岗位安全生产责任清单：每个在用岗位和固定角色一行，没有清单的在前')
    .option('--day <日期>', '哪一天的（不写为今天）', dateOption)
    .option('--department <部门>', '只列这个部门和它下面的')
    .option('--stand <状态>', '没有清单、编制中、待生效、待完善、待公示、待签收、齐全')
    .action(within(listLists));
}

/** `responsibility adopt|approve|publish` */
export function addResponsibility(program: Command, within: Within): void {
  const group = program.command('responsibility').description('岗位安全生产责任清单');
  const which = (command: Command): Command =>
    command.argument('[岗位...]', '岗位或固定角色的名称，不写时为全部').option('--department <部门>', '只在这个部门和它下面的岗位里');
  which(group.command('adopt').description('没有清单的岗位从职责库编草稿'))
    .option('--library <岗位>', '用职责库的哪个岗位（不写则用名称最近的）')
    .option('--dry-run', '只看各岗位对上了职责库的哪个岗位')
    .action(within(adopt));
  which(group.command('approve').description('批准编制中的清单'))
    .requiredOption('--by <姓名>', '批准人（主要负责人）')
    .requiredOption('--on <日期>', '批准日期', dateOption)
    .option('--from <日期>', '执行日期（不写为批准日期）', dateOption)
    .action(within(approve));
  which(group.command('publish').description('登记现行清单的公示，不写岗位时为还没有公示的'))
    .requiredOption('--from <日期>', '公示开始', dateOption)
    .option('--to <日期>', '公示结束（不写为长期）', dateOption)
    .requiredOption('--place <地点>', '公示地点')
    .action(within(publish));
}
