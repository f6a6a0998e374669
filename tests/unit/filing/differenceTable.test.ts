import { describe, expect, it } from 'vitest';
import type { Difference } from '../../../electron/filing/difference';
import { composeDifference } from '../../../electron/filing/differenceTable';

const head = { code: 'F07', title: '清单', enterprise: '某公司', uscc: '', before: 'F07-2026-001', after: 'F07-2026-002' };
const none: Difference = { figures: [], departments: [], particulars: [], added: [], gone: [], changed: [] };
const day = { field: 'assessedOn', before: '2026-09-10', after: '2026-11-18' };
const dated = { key: 'a', name: 'CC-001 油漆库', fields: [day, { ...day, field: 'nextReviewOn' }] };
const moved = { key: 'b', name: 'JJ-030 退火炉', fields: [day, { field: 'level', before: '一般', after: '重大' }] };
const lines = (found: Partial<Difference>) => composeDifference(head, { ...none, ...found }).sections[1]!;

describe('变化对照表', () => {
  it('counts lines of which a round only moved the days, and lists the others with all that changed', () => {
    const { table, notes } = lines({ changed: [dated, moved] });
    expect(table.rows.map(([, name, field]) => [name, field])).toEqual([
      ['JJ-030 退火炉', '评价日期'],
      ['JJ-030 退火炉', '风险等级'],
    ]);
    expect(notes).toEqual(['另有 1 条只有评价日期、下次评价日期随本次评估更新，不逐条列出。']);
  });

  it('says so where nothing or only the days changed', () => {
    expect(lines({}).table.empty).toBe('与上次相比没有变化');
    expect(lines({}).notes).toBeUndefined();
    expect(lines({ changed: [dated] }).table).toMatchObject({ rows: [], empty: '除评价日期外没有变化' });
  });

  it('tells what was stated on the whole paper before its lines', () => {
    const { table } = lines({ particulars: [{ field: 'period', before: '2026年第三季度', after: '2026年第四季度' }] });
    expect(table.rows).toEqual([['填报', '（全件）', '所属期间', '2026年第三季度', '2026年第四季度']]);
  });
});
