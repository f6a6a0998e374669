import type { Command } from 'commander';
import { taskStates } from '../../db/domain/performance/committee';
import { term } from '../../db/domain/term';
import type { TerminalSession, Within } from './session';
import { countOption, numberOption, UsageFault } from './usage';

interface Paging {
  text: string;
  limit: number;
  offset: number;
}

/** Rows of a windowed list, asked for in parts. */
async function windowed<Row>(
  { limit, offset }: Paging,
  ask: (window: { offset: number; limit: number }) => Promise<{ rows: Row[]; total: number }>,
): Promise<{ rows: Row[]; total: number }> {
  const rows: Row[] = [];
  let total = 0;
  do {
    const part = await ask({ offset: offset + rows.length, limit: Math.max(1, Math.min(200, limit - rows.length)) });
    total = part.total;
    rows.push(...part.rows.slice(0, limit - rows.length));
    if (part.rows.length === 0) break;
  } while (rows.length < limit && offset + rows.length < total);
  return { rows, total };
}

async function listMeetings(session: TerminalSession, paging: Paging): Promise<void> {
  const { rows, total } = await windowed(paging, (window) => session.call('committee.meetings', { ...window, text: paging.text }));
  const { interval } = await session.call('committee.figures', {});
  session.print(
    {
      total,
      interval: { period: interval.period, by: interval.by, held: interval.isHeld, kind: '产品规则' },
      rows: rows.map(({ no, name, heldOn, place, chairName, recorder, asked, present, resolutions, unfinished, overdue }) => ({
        no,
        name,
        heldOn,
        place,
        chair: chairName,
        recorder,
        asked,
        present,
        resolutions,
        unfinished,
        overdue,
      })),
    },
    [
      `共 ${total} 次，列出 ${rows.length} 次`,
      ...rows.map(({ no, heldOn, name, asked, present, resolutions, unfinished }) =>
        [no, heldOn, name, `应到 ${asked} 人，实到 ${present} 人`, `决议 ${resolutions} 项，未完成 ${unfinished} 项`].join('\t'),
      ),
      ...(interval.isHeld ? [] : [`本季度还没有安委会会议（建议每季度一次，${interval.by} 前；不是法定要求）`]),
    ],
  );
}

/** A state in Chinese or as stored; `未完成` takes the overdue ones with it. */
function stateOf(stated: string | undefined) {
  if (stated === undefined) return undefined;
  if (stated === '未完成' || stated === 'unfinished') return 'unfinished' as const;
  const found = taskStates.find((state) => state === stated || term('taskState', state) === stated);
  if (found === undefined) throw new UsageFault(`--state 只能是：${taskStates.map((state) => term('taskState', state)).join('、')}`);
  return found;
}

async function listResolutions(session: TerminalSession, options: Paging & { state?: string; ownerLeft?: boolean }): Promise<void> {
  const state = stateOf(options.state);
  const { rows, total } = await windowed(options, (window) =>
    session.call('committee.resolutions', { ...window, text: options.text, state, ownerLeft: options.ownerLeft }),
  );
  session.print(
    {
      total,
      rows: rows.map((row) => ({
        meeting: row.meetingNo,
        heldOn: row.heldOn,
        text: row.text,
        department: row.department,
        owner: row.ownerText,
        ownerHasLeft: row.ownerHasLeft === 1,
        dueOn: row.dueOn,
        state: term('taskState', row.state),
        doneOn: row.doneOn,
        doneNote: row.doneNote,
        verifiedBy: row.verifiedBy,
        verifiedOn: row.verifiedOn,
      })),
    },
    [
      `共 ${total} 项，列出 ${rows.length} 项`,
      ...rows.map((row) =>
        [
          row.meetingNo,
          term('taskState', row.state),
          row.dueOn ?? '—',
          row.text.replaceAll(/\s+/g, ' '),
          row.department,
          row.ownerHasLeft === 1 && row.doneOn === null ? `${row.ownerText}（已离职）` : row.ownerText,
        ].join('\t'),
      ),
    ],
  );
}

const paged = (command: Command): Command =>
  command
    .option('--text <词>', '记录里的词', '')
    .option('--limit <条数>', '最多列出多少条', countOption, 200)
    .option('--offset <条数>', '跳过多少条', countOption, 0);

async function listInspections(session: TerminalSession, options: Paging & { period: string }): Promise<void> {
  const { rows, total } = await windowed(options, (window) =>
    session.call('inspection.list', { ...window, text: options.text, period: options.period }),
  );
  session.print(
    {
      total,
      rows: rows.map((row) => ({
        no: row.no,
        on: row.on,
        inspector: row.inspectorName,
        role: row.role === null ? '' : term('appointmentRole', row.role),
        fullScope: row.isFullScope === 1,
        monthly: row.isMonthly,
        scope: row.scope,
        participants: row.participants,
        conclusion: row.conclusion,
        findings: row.findings,
        unfinished: row.unfinished,
        overdue: row.overdue,
      })),
    },
    [
      `共 ${total} 次，列出 ${rows.length} 次`,
      ...rows.map((row) =>
        [
          row.no,
          row.on,
          row.inspectorName,
          row.isFullScope === 1 ? '全面检查' : '专项检查',
          `问题 ${row.findings} 项，未完成 ${row.unfinished} 项`,
        ].join('\t'),
      ),
    ],
  );
}

interface PerformanceOptions {
  person?: string;
  year?: number;
  out?: string;
  format: string;
}

/** 履职档案: everybody's counts, or one person's deeds, or the paper. */
async function performance(session: TerminalSession, options: PerformanceOptions): Promise<void> {
  const { today } = await session.call('home.summary', {});
  const year = options.year ?? Number(today.slice(0, 4));
  const leaders = await session.call('performance.leaders', { year });
  if (options.person === undefined) {
    if (options.out !== undefined) throw new UsageFault('--out 要和 --person 一起写');
    session.print(
      {
        year,
        rows: leaders.map(({ name, post, total, counts }) => ({
          name,
          post,
          total,
          counts: Object.fromEntries(counts.map((count) => [term('performanceKind', count.kind), count.total])),
        })),
      },
      leaders.map(({ name, post, total }) => [name, post, `${total} 项`].join('\t')),
    );
    return;
  }
  const { rows } = await session.call('person.list', { offset: 0, limit: 200, text: options.person, withLeft: true });
  const found = rows.filter(({ name }) => name === options.person);
  if (found.length !== 1)
    throw new UsageFault(
      found.length === 0 ? `没有叫“${options.person}”的人` : `有 ${found.length} 个人叫“${options.person}”，请在窗口里打印`,
    );
  const personId = found[0]!.id;
  if (options.out !== undefined) {
    if (options.format !== 'docx' && options.format !== 'pdf') throw new UsageFault('--format 只能是 docx 或 pdf');
    const { file } = await session.call('performance.print', { personId, year, format: options.format, file: options.out });
    session.print({ file }, [`已写到 ${file}`]);
    return;
  }
  const { name, post, deeds } = await session.call('performance.get', { personId, year });
  session.print(
    {
      name,
      post,
      year,
      rows: deeds.map(({ on, kind, title, place, result, files }) => ({
        on,
        kind: term('performanceKind', kind),
        title,
        place,
        result,
        files,
      })),
    },
    [
      `${name} ${year} 年履职记录 ${deeds.length} 项`,
      ...deeds.map(({ on, kind, title }) => [on, term('performanceKind', kind), title].join('\t')),
    ],
  );
}

/** `performance` */
export function addPerformance(program: Command, within: Within): void {
  program
    .command('performance')
    .description('领导履职档案：不写姓名时列出各位领导的履职次数')
    .option('--person <姓名>', '列出这个人做过的')
    .option('--year <年>', '哪一年（不写为今年）', numberOption(1990, 2199))
    .option('--out <文件>', '打印到文件，以 / 结尾时为文件夹')
    .option('--format <格式>', 'docx 或 pdf', 'docx')
    .action(within(performance));
}

/** `list meeting|resolution|inspection` */
export function addPerformanceLists(list: Command, within: Within): void {
  paged(list.command('meeting').description('安委会会议')).action(within(listMeetings));
  paged(list.command('resolution').description('安委会决议'))
    .option('--state <状态>', taskStates.map((state) => term('taskState', state)).join('、'))
    .option('--owner-left', '只列责任人已离职、还没有完成的')
    .action(within(listResolutions));
  paged(list.command('inspection').description('领导带队检查'))
    .option('--period <期间>', '年或月，如 2026、2026-11', '')
    .action(within(listInspections));
}
