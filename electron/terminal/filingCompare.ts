import type { Command } from 'commander';
import { term } from '../../db/domain/term';
import type { CrossColumn, CrossFigure, CrossRow } from '../filing/crossTable';
import { fieldWords, figureWords } from '../filing/differenceTable';
import { filingNumbered } from './findFiling';
import type { TerminalSession, Within } from './session';
import { UsageFault } from './usage';

/** 数字互校 as lines: one figure each, what differs is named. */
async function cross(session: TerminalSession, { period }: { period?: string }): Promise<void> {
  const wanted = period ?? (await session.call('round.list', {}))[0]?.period ?? '';
  if (!/^\d{4}(Q[1-4])?$/.test(wanted)) throw new UsageFault('哪个期间：--period 写成 2026Q4 或 2026');
  const found = await session.call('filing.crossTable', { period: wanted });
  const lines = found.tables.flatMap(({ round, columns, rows, differing }) => [
    round === null ? '没有轮次，只有按清单出的件' : `${round.no} ${round.name}`,
    ['数字', ...columns.map(columnWords)].join('\t'),
    ...rows.map(({ kind, key, expected, values, entered }) =>
      [
        kind === 'figure' ? figureWords(key as CrossFigure) : key,
        ...values.map((value, at) => cellWords(value, expected, entered[at] ?? null)),
      ].join('\t'),
    ),
    differing === 0 ? '数字一致' : `不一致 ${differing} 处`,
  ]);
  session.print({ period: wanted, ...found }, [
    ...lines,
    ...found.outdated.map(({ number, title }) => `须换版：${number} ${title}（出件后轮次有更正）`),
    ...found.letters.map(
      ({ number, items }) =>
        `须换版：${number}（函里列的${items.map((item) => ` ${item.number} ${term('filingState', item.state as 'voided')}`).join('、')}）`,
    ),
  ]);
}

/** A figure, what it should be where it differs, and what was counted where a person entered it. */
function cellWords(value: number | null, expected: number, entered: CrossRow['entered'][number]): string {
  if (value === null) return '—';
  const notes = [
    value === expected ? '' : `应为 ${expected}`,
    entered === null ? '' : `填报数，统计 ${entered.computed}，${entered.reason}`,
  ];
  const told = notes.filter((note) => note !== '').join('；');
  return told === '' ? String(value) : `${value}（${told}）`;
}

const columnWords = ({ kind, number }: CrossColumn): string =>
  kind === 'round' ? '轮次' : kind === 'paper' ? number : number === '' ? '轮次结论' : `${number} 结论`;

/** What an issued paper says otherwise than the one before, or than a named one; `--out` saves the table. */
async function diff(
  session: TerminalSession,
  number: string,
  { against, out, format }: { against?: string; out?: string; format: string },
): Promise<void> {
  if (format !== 'xlsx' && format !== 'pdf') throw new UsageFault('--format 只能是 xlsx 或 pdf');
  const of = { id: (await filingNumbered(session, number)).id };
  const other = against === undefined ? null : (await filingNumbered(session, against)).id;
  const found = await session.call('filing.difference', { of, against: other });
  if (found.against === null) return session.print(found, [`没有可以与 ${number} 比较的上一件`]);
  const folder = out === undefined ? null : await session.prepareFor(format === 'pdf' ? ['pdf'] : [], out);
  const saved = folder === null ? null : await session.call('filing.saveDifference', { of, against: other, format, file: folder });
  const pairs = [
    ...found.figures.map((pair) => ({ ...pair, name: figureWords(pair.key as CrossFigure) })),
    ...found.departments.map((pair) => ({ ...pair, name: pair.key })),
  ].filter(({ before, after }) => before !== after);
  session.print({ ...found, file: saved?.file ?? null }, [
    `${number} 与 ${found.against.number} 比较`,
    ...pairs.map(({ name, before, after }) => `${name}：${before ?? '—'} → ${after ?? '—'}`),
    ...found.particulars.map(({ field, before, after }) => `${fieldWords(field)}：${before || '（空）'} → ${after || '（空）'}`),
    `新增 ${found.counts.added} 条，减少 ${found.counts.gone} 条，变更 ${found.counts.changed} 条`,
    ...found.added.map(({ name }) => `新增\t${name}`),
    ...found.gone.map(({ name }) => `减少\t${name}`),
    ...found.changed.flatMap(({ name, fields }) =>
      fields.map(({ field, before, after }) => `变更\t${name}\t${fieldWords(field)}：${before || '（空）'} → ${after || '（空）'}`),
    ),
    ...(saved?.file ? [saved.file] : []),
  ]);
}

/** `filing cross` and `filing diff` */
export function addFilingCompare(program: Command, within: Within): void {
  const filing = program.commands.find((command) => command.name() === 'filing')!;
  filing
    .command('cross')
    .description('数字互校：一个期间的轮次和各件的数字并排，不一致的写明')
    .option('--period <期间>', '如 2026Q4、2026；不写时为最近的轮次')
    .action(within(cross));
  filing
    .command('diff')
    .description('与上次报送比较：数字和逐条的变化')
    .argument('<编号>', '如 F07-2026-002')
    .option('--against <编号>', '与哪一件比；不写时为报给同一单位的上一件，或上一件')
    .option('--out <目录>', '变化对照表写到哪个文件夹')
    .option('--format <格式>', 'xlsx 或 pdf', 'xlsx')
    .action(within(diff));
}
