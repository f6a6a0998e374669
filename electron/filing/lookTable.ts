import type { Look } from '../workspace/investigation/log';
import { localMoment } from './changeTable';
import type { Register } from './document';

/** 查看记录 of a copy for investigators as a workbook. `faults` of the chain are told below it. */
export const composeLooks = ({
  enterprise,
  uscc,
  lines,
  faults,
}: {
  enterprise: string;
  uscc: string;
  lines: readonly Look[];
  faults: number;
}): Register => ({
  type: 'register',
  head: { code: 'audit', title: '调查用副本查看记录', draft: false, paper: { size: 'A4', orientation: 'landscape' }, enterprise, uscc },
  sections: [
    {
      title: '查看记录',
      table: {
        columns: [
          { key: 'seq', title: '序号', width: 4, kind: 'number' },
          { key: 'at', title: '时间', width: 10 },
          { key: 'who', title: '查看人', width: 10 },
          { key: 'what', title: '查看内容', width: 12 },
          { key: 'record', title: '记录', width: 16 },
          { key: 'asked', title: '查询条件', width: 20 },
          { key: 'outcome', title: '结果', width: 6, align: 'center' },
          { key: 'hash', title: '校验值', width: 16 },
        ],
        rows: lines.map(({ seq, at, who, what, record, asked, outcome, hash }) => [
          seq,
          localMoment(at),
          who,
          what,
          record,
          asked,
          outcome === 'ok' ? '已显示' : '未显示',
          hash,
        ]),
        empty: '没有查看记录',
      },
      notes: [faults === 0 ? '各行校验值前后相接，记录完整。' : `有 ${faults} 处与校验值不符，记录可能被改动过。`],
    },
  ],
});
