import type { Command } from 'commander';
import { riskLevels } from '../../db/domain/risk/scale';
import { term } from '../../db/domain/term';
import type { AlikeRecord } from '../../db/query/merge';
import type { RiskPointRow } from '../../db/query/risk';
import { UsageFault } from './usage';
import type { TerminalSession, Within } from './session';

interface ListOptions {
  text?: string;
  alike?: boolean;
}

async function listPoints(session: TerminalSession, { text, alike }: ListOptions): Promise<void> {
  if (alike) return printAlike(session, await session.call('riskPoint.alike', {}), '风险点');
  const rows = await pointsOf(session, text);
  session.print(
    {
      total: rows.length,
      rows: rows.map(({ no, name, kind, location, remark, risks, topRank }) => ({
        no,
        name,
        kind: term('riskPointKind', kind),
        location,
        risks,
        riskLevel: levelOf(topRank),
        remark,
      })),
    },
    [
      `共 ${rows.length} 个风险点`,
      ...rows.map(({ no, name, location, risks, topRank }) => [no, name, location, levelOf(topRank), `${risks} 条`].join('\t')),
    ],
  );
}

const levelOf = (rank: number | null): string => (rank === null ? '' : term('riskLevel', riskLevels[rank - 1]));

async function pointsOf(session: TerminalSession, text?: string): Promise<RiskPointRow[]> {
  const rows: RiskPointRow[] = [];
  for (;;) {
    const part = await session.call('riskPoint.list', { offset: rows.length, limit: 200, ...(text ? { text } : {}) });
    rows.push(...part.rows);
    if (part.rows.length === 0 || rows.length >= part.total) return rows;
  }
}

function printAlike(session: TerminalSession, { groups, total }: { groups: AlikeRecord[][]; total: number }, what: string): void {
  session.print({ total, groups: groups.map((group) => group.map(({ id: _id, ...record }) => record)) }, [
    total === 0 ? `没有名称相近的${what}` : `有 ${total} 组${what}名称相近，可能是同一个`,
    ...groups.map((group) => group.map(({ name, note, risks }) => `${name}${note === '' ? '' : `（${note}）`} ${risks} 条`).join('\t')),
  ]);
}

async function mergePoints(session: TerminalSession, keep: string, others: string[]): Promise<void> {
  const all = await pointsOf(session);
  const ids = [keep, ...others].map((wanted) =>
    onlyOne(
      wanted,
      all.filter((point) => point.name === wanted || point.no === wanted),
      '风险点',
    ),
  );
  const { value } = await session.call('riskPoint.merge', { keep: ids[0]!, others: ids.slice(1) });
  session.print({ merged: value.merged, moved: value.moved, twice: value.twice }, [
    `已并入 ${value.merged} 个风险点，移过来 ${value.moved} 条风险`,
    ...(value.twice > 0 ? [`“${keep}”里有 ${value.twice} 条风险与别的重复，请核对`] : []),
  ]);
}

async function listDepartments(session: TerminalSession, { alike }: ListOptions): Promise<void> {
  if (alike) return printAlike(session, await session.call('department.alike', {}), '部门');
  const rows = await session.call('department.list', {});
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  session.print(
    {
      total: rows.length,
      rows: rows.map(({ name, kind, parentId, people, risks, validFrom }) => ({
        name,
        kind: term('departmentKind', kind),
        parent: names.get(parentId ?? '') ?? '',
        people,
        risks,
        validFrom,
      })),
    },
    [
      `共 ${rows.length} 个部门`,
      ...rows.map(({ name, kind, parentId, people, risks }) =>
        [name, term('departmentKind', kind), names.get(parentId ?? '') ?? '', `${people} 人`, `${risks} 条风险`].join('\t'),
      ),
    ],
  );
}

async function mergeDepartments(session: TerminalSession, keep: string, others: string[]): Promise<void> {
  const all = await session.call('department.list', {});
  const ids = [keep, ...others].map((wanted) =>
    onlyOne(
      wanted,
      all.filter(({ name }) => name === wanted),
      '部门',
    ),
  );
  const { value } = await session.call('department.merge', { keep: ids[0]!, others: ids.slice(1) });
  session.print({ merged: value.merged, moved: value.moved }, [`已并入 ${value.merged} 个部门，移过来 ${value.moved} 条风险`]);
}

function onlyOne(wanted: string, found: readonly { id: string }[], what: string): string {
  if (found.length === 1) return found[0]!.id;
  throw new UsageFault(found.length === 0 ? `没有${what}“${wanted}”` : `有 ${found.length} 个${what}都叫“${wanted}”，请写编号`);
}

/** `point …` and `department …` */
export function addMerges(program: Command, within: Within): void {
  const point = program.command('point').description('风险点');
  point
    .command('list')
    .description('列出风险点')
    .option('--text <文字>', '名称、编号、位置里有这些字')
    .option('--alike', '只列名称相近、可能是同一处的')
    .action(within(listPoints));
  point
    .command('merge')
    .description('把几个风险点并成一个')
    .argument('<保留>', '保留的风险点，名称或编号')
    .argument('<并入...>', '并入的风险点，名称或编号')
    .action(within(mergePoints));
  const department = program.command('department').description('部门');
  department.command('list').description('列出部门').option('--alike', '只列名称相近、可能是同一个的').action(within(listDepartments));
  department
    .command('merge')
    .description('把几个部门并成一个')
    .argument('<保留>', '保留的部门')
    .argument('<并入...>', '并入的部门')
    .action(within(mergeDepartments));
}
