import { describe, expect, it } from 'vitest';
import type { RoundFigureKey } from '../../../db/domain/round/figure';
import type { Dossier } from '../../../electron/filing/compose';
import { crossCheck as check } from '../../../electron/filing/crossCheck';
import { figuresInText, statementOf } from '../../../electron/filing/statement';
import { sampleF07, sampleF08, sampleF09, sampleF10 } from './sample';

const f07 = sampleF07(40);
const f10 = sampleF10(40);
const f08 = sampleF08(40);
const f09 = sampleF09(40);
type RoundPapers = Partial<Record<'f07' | 'f08' | 'f09' | 'f10', Dossier>>;
const crossCheck = ({ f07: list, f08: major, f09: publication, f10: report }: RoundPapers) =>
  check([list, major, publication, report].flatMap((dossier) => (dossier && statementOf(dossier)) ?? []));
const rules = (papers: RoundPapers) => crossCheck(papers).map(({ rule }) => rule);

describe('crossCheck', () => {
  it('finds nothing where both papers say the same', () => {
    expect(crossCheck({ f07, f08, f09, f10 })).toEqual([]);
    expect(crossCheck({ f07 })).toEqual([]);
    expect(crossCheck({})).toEqual([]);
  });

  it('finds a level that was counted differently, and its department', () => {
    const results = f10.results.map((row, index) => (index === 0 ? { ...row, counts: { ...row.counts, low: row.counts.low + 1 } } : row));
    const findings = crossCheck({ f07, f10: { ...f10, results } });
    expect(findings.map(({ rule }) => rule)).toEqual(['filing.level', 'filing.department', 'filing.balance']);
    expect(findings[0]).toMatchObject({
      kind: 'arithmetic',
      field: 'low',
      params: { register: results[0]!.counts.low + f10.results.slice(1).reduce((sum, { counts }) => sum + counts.low, 0) - 1 },
    });
    expect(findings[1]!.params).toMatchObject({ department: '一号铸造车间' });
  });

  it('takes corrected figures for what the report states', () => {
    const correction = (key: RoundFigureKey, entered: string) => ({ key, computed: 0, entered, reason: '纸质记录', by: '李志强' });
    const low = f10.results.reduce((sum, { counts }) => sum + counts.low, 0);
    expect(rules({ f10: { ...f10, corrections: [correction('low', String(low + 1))] } })).toEqual(['filing.balance']);
    expect(
      rules({
        f07,
        f10: { ...f10, corrections: [correction('low', String(low + 1)), correction('added', '3'), correction('total', '41')] },
      }),
    ).toEqual(['filing.level']);
    expect(rules({ f10: { ...f10, corrections: [correction('total', '99')] } })).toEqual(['filing.total', 'filing.balance']);
    expect(rules({ f10: { ...f10, corrections: [correction('total', '约四十')] } })).toEqual([]);
  });

  it('tells both numbers where a person entered one, and names an issued paper by its number', () => {
    const low = f10.results.reduce((sum, { counts }) => sum + counts.low, 0);
    const corrections = [
      { key: 'low' as const, computed: low, entered: String(low + 1), reason: '纸质记录', by: '李志强' },
      { key: 'total' as const, computed: 40, entered: '41', reason: '纸质记录', by: '李志强' },
    ];
    const list = { ...statementOf({ ...f07, corrections })!, number: 'F07-2026-001' };
    const major = statementOf(f08)!;
    expect(check([list, major])).toMatchObject([
      {
        rule: 'filing.level',
        key: 'filing.levelEntered',
        field: 'low',
        params: { first: 'F07-2026-001', other: 'F08', register: low + 1, registerCounted: low, report: low, reportCounted: low },
      },
    ]);
    expect(check([list, { ...list, code: 'F08', number: 'F08-2026-001' }])).toEqual([]);
    const sum = { ...statementOf({ ...f07, corrections: corrections.slice(1) })!, number: 'F07-2026-001' };
    expect(check([sum, major]).map(({ key, params }) => [key, params?.['figure'] ?? params?.['other']])).toEqual([
      ['filing.figureEntered', 'total'],
      ['filing.total', 'F07-2026-001'],
    ]);
    expect(check([statementOf(f10)!, { ...statementOf(f09)!, riskPoints: 99 }])).toMatchObject([
      { key: 'filing.figure', params: { figure: 'riskPoints', report: 99 } },
    ]);
  });

  it('agrees with a publication that tells the same corrections', () => {
    const low = f10.results.reduce((sum, { counts }) => sum + counts.low, 0);
    const corrections = [
      { key: 'low' as const, computed: low, entered: String(low + 1), reason: '纸质记录', by: '李志强' },
      { key: 'added' as const, computed: 2, entered: '3', reason: '纸质记录', by: '李志强' },
      { key: 'total' as const, computed: 40, entered: '41', reason: '纸质记录', by: '李志强' },
    ];
    expect(crossCheck({ f09: { ...f09, corrections }, f10: { ...f10, corrections } })).toEqual([]);
    expect(rules({ f09, f10: { ...f10, corrections } })).toEqual(['filing.level', 'filing.figure']);
    const ofLevels = corrections.filter(({ key }) => key !== 'added');
    expect(crossCheck({ f09: { ...f09, corrections: ofLevels, yearCompared: true }, f10: { ...f10, corrections } })).toEqual([]);
  });

  it('finds a serious risk that the report leaves out or does not know', () => {
    expect(crossCheck({ f07, f10: { ...f10, serious: f10.serious.slice(1) } })).toMatchObject([
      { rule: 'filing.serious', subjectId: f10.serious[0]!.id, params: { riskNo: f10.serious[0]!.riskNo } },
    ]);
    expect(
      rules({
        f07: { ...f07, risks: f07.risks.map((risk) => (risk.id === f10.serious[0]!.id ? { ...risk, level: 'low' as const } : risk)) },
        f10,
      }),
    ).toContain('filing.serious');
  });

  it('finds papers of different rounds or periods', () => {
    expect(rules({ f07: { ...f07, roundId: 'other', period: '2026年第二季度' }, f10 })).toEqual(['filing.round', 'filing.period']);
  });

  it('finds a comparison that does not add up', () => {
    expect(rules({ f07, f10: { ...f10, previous: { ...f10.previous!, total: 50 } } })).toEqual(['filing.balance']);
    expect(rules({ f07, f10: { ...f10, unchanged: f10.unchanged - 1 } })).toEqual(['filing.balance']);
    expect(rules({ f07, f10: { ...f10, previous: null, changes: [], unchanged: 0 } })).toEqual([]);
  });

  it('names the two papers that differ', () => {
    const found = crossCheck({ f07, f08: { ...f08, counts: { ...f08.counts, low: f08.counts.low + 1 } }, f10 });
    expect(found).toMatchObject([{ rule: 'filing.level', field: 'low', params: { first: 'F07', other: 'F08', level: 'low' } }]);
  });

  it('finds a 重大 risk that only one paper knows, and a zero report beside a count', () => {
    expect(rules({ f07, f08: { ...f08, risks: [] } })).toEqual([...f08.risks.map(() => 'filing.serious'), 'filing.major']);
    expect(rules({ f07, f09: { ...f09, serious: f09.serious.slice(1) } })).toEqual(['filing.serious']);
  });

  it('compares a publication by its year', () => {
    expect(rules({ f09: { ...f09, period: '2025年度' }, f10 })).toEqual(['filing.period']);
    expect(rules({ f09, f10 })).toEqual([]);
    expect(crossCheck({ f07, f09: { ...f09, unchanged: f09.unchanged + 1 } })).toMatchObject([
      { rule: 'filing.balance', params: { other: 'F09' } },
    ]);
  });
});

describe('figures in a conclusion', () => {
  it('are read as the usual sentences write them, and left out where they are not named', () => {
    const text =
      '2026年第四季度共辨识评估安全风险 363 条，其中重大风险 7 条、较大风险 25 条、一般风险 139 条、低风险 192 条。与上一轮相比，升级 2 条、降级 1 条、新增 19 条、消除 0 条，其余 341 条等级不变。';
    expect(figuresInText(text)).toEqual({
      total: 363,
      major: 7,
      considerable: 25,
      general: 139,
      low: 192,
      up: 2,
      down: 1,
      added: 19,
      removed: 0,
    });
    expect(figuresInText('本轮未发现重大风险，风险总体受控。2026年按计划完成。')).toEqual({});
    expect(figuresInText('重大风险共有8项')).toEqual({ major: 8 });
  });
});
