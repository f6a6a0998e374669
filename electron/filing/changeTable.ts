import type { Register } from './document';

/** One field of one change, in words. */
export interface ChangeLine {
  seq: number;
  /** Milliseconds UTC. */
  at: number;
  actor: string;
  command: string;
  record: string;
  kind: string;
  field: string;
  before: string;
  after: string;
}

/** 操作记录 as a workbook: who changed what of which record and when. */
export function composeChanges({
  enterprise,
  uscc,
  lines,
  isCut,
}: {
  enterprise: string;
  uscc: string;
  lines: readonly ChangeLine[];
  isCut: boolean;
}): Register {
  return {
    type: 'register',
    head: { code: 'audit', title: '操作记录', draft: false, paper: { size: 'A3', orientation: 'landscape' }, enterprise, uscc },
    sections: [
      {
        title: '操作记录',
        table: {
          columns: [
            { key: 'seq', title: '序号', width: 4, kind: 'number' },
            { key: 'at', title: '时间', width: 9 },
            { key: 'actor', title: '操作人', width: 6 },
            { key: 'command', title: '操作', width: 10 },
            { key: 'record', title: '记录', width: 18 },
            { key: 'kind', title: '变化', width: 4, align: 'center' },
            { key: 'field', title: '栏目', width: 7 },
            { key: 'before', title: '修改前', width: 18 },
            { key: 'after', title: '修改后', width: 18 },
          ],
          rows: lines.map(({ seq, at, actor, command, record, kind, field, before, after }) => [
            seq,
            localMoment(at),
            actor,
            command,
            record,
            kind,
            field,
            before,
            after,
          ]),
          empty: '没有符合条件的记录',
        },
        ...(isCut ? { notes: [`只列出最近的 ${lines.length} 行，更早的请缩小日期范围，或导出为 JSON 行。`] } : {}),
      },
    ],
  };
}

/** `2026-03-05 14:07` in local time. */
export function localMoment(at: number): string {
  const moment = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())} ${two(moment.getHours())}:${two(moment.getMinutes())}`;
}
