import type { Command } from 'commander';
import { taskStates } from '../../db/domain/performance/committee';
import { term } from '../../db/domain/term';
import type { TerminalSession, Within } from './session';
import { countOption, UsageFault } from './usage';

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

/** `list meeting|resolution` */
export function addPerformanceLists(list: Command, within: Within): void {
  paged(list.command('meeting').description('安委会会议')).action(within(listMeetings));
  paged(list.command('resolution').description('安委会决议'))
    .option('--state <状态>', taskStates.map((state) => term('taskState', state)).join('、'))
    .option('--owner-left', '只列责任人已离职、还没有完成的')
    .action(within(listResolutions));
}
