import { describe, expect, it } from 'vitest';
import { crossCheck } from '../../../electron/filing/crossCheck';
import { sampleF07, sampleF10 } from './sample';

const f07 = sampleF07(40);
const f10 = sampleF10(40);
const rules = (...papers: Parameters<typeof crossCheck>) => crossCheck(...papers).map(({ rule }) => rule);

describe('crossCheck', () => {
  it('finds nothing where both papers say the same', () => {
    expect(crossCheck(f07, f10)).toEqual([]);
  });

  it('finds a level that was counted differently, and its department', () => {
    const results = f10.results.map((row, index) => (index === 0 ? { ...row, counts: { ...row.counts, low: row.counts.low + 1 } } : row));
    const findings = crossCheck(f07, { ...f10, results });
    expect(findings.map(({ rule }) => rule)).toEqual(['filing.level', 'filing.department', 'filing.balance']);
    expect(findings[0]).toMatchObject({
      kind: 'arithmetic',
      field: 'low',
      params: { register: results[0]!.counts.low + f10.results.slice(1).reduce((sum, { counts }) => sum + counts.low, 0) - 1 },
    });
    expect(findings[1]!.params).toMatchObject({ department: '一号铸造车间' });
  });

  it('finds a serious risk that the report leaves out or does not know', () => {
    expect(crossCheck(f07, { ...f10, serious: f10.serious.slice(1) })).toMatchObject([
      { rule: 'filing.serious', subjectId: f10.serious[0]!.id, params: { riskNo: f10.serious[0]!.riskNo } },
    ]);
    expect(
      rules({ ...f07, risks: f07.risks.map((risk) => (risk.id === f10.serious[0]!.id ? { ...risk, level: 'low' as const } : risk)) }, f10),
    ).toContain('filing.serious');
  });

  it('finds papers of different rounds or periods', () => {
    expect(rules({ ...f07, roundId: 'other', period: '2026年第二季度' }, f10)).toEqual(['filing.round', 'filing.period']);
  });

  it('finds a comparison that does not add up', () => {
    expect(rules(f07, { ...f10, previous: { ...f10.previous!, total: 50 } })).toEqual(['filing.balance']);
    expect(rules(f07, { ...f10, unchanged: f10.unchanged - 1 })).toEqual(['filing.balance']);
    expect(rules(f07, { ...f10, previous: null, changes: [], unchanged: 0 })).toEqual([]);
  });
});
