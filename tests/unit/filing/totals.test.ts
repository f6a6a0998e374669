import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { riskLevels } from '../../../db/domain/risk/scale';
import { countByDepartment, noLevels } from '../../../electron/filing/counts';
import type { Block, Table } from '../../../electron/filing/document';
import { composeF07 } from '../../../electron/filing/f07/compose';
import { composeF08 } from '../../../electron/filing/f08/compose';
import { composeF09 } from '../../../electron/filing/f09/compose';
import { composeF10 } from '../../../electron/filing/f10/compose';
import { sampleF07, sampleF08, sampleF09, sampleF10, sampleRisk } from './sample';

const stamp = { draft: false, number: 'F07-2026-003', auditHead: 'abc' };
const departments = ['铸造车间', '机加车间', '库房'];
const register = fc.array(
  fc.record({ level: fc.constantFrom(...riskLevels, null), department: fc.constantFrom(...departments, '已撤销的班组', '') }),
  { maxLength: 60 },
);

/** Figures of a table by level, department by department, then the total. */
const figuresOf = ({ columns, rows, total }: Table): Record<string, unknown>[] =>
  [...rows, total!].map((row) =>
    Object.fromEntries(
      columns.flatMap(({ key }, at) => (['department', 'total', 'ungraded', ...riskLevels].includes(key) ? [[key, row[at]]] : [])),
    ),
  );

const tableOf = (blocks: readonly Block[], caption: string): Table =>
  blocks.flatMap((block) => (block.type === 'table' && block.caption === caption ? [block.table] : []))[0]!;

const sentenceOf = (blocks: readonly Block[]): string =>
  blocks.flatMap((block) => (block.type === 'paragraph' && block.text.includes('按责任单位') ? [block.text] : [])).join();

describe('papers of one register', () => {
  it('state the same figures, department by department, in tables and in words', () => {
    fc.assert(
      fc.property(register, (drawn) => {
        const risks = drawn.map((change, at) => ({ ...sampleRisk(at), ...change }));
        const results = countByDepartment(risks, departments);
        const list = composeF07({ ...sampleF07(0), departments, risks }, stamp);
        const inList = figuresOf(list.sections[0]!.table);
        const report = composeF10({ ...sampleF10(6), results, corrections: [] }, stamp).blocks;
        const publication = composeF09(
          { ...sampleF09(6), results: results.filter(({ counts }) => Object.values(counts).some(Boolean)) },
          stamp,
        ).blocks;
        for (const blocks of [report, publication]) {
          expect(figuresOf(tableOf(blocks, '安全风险分布表（条）'))).toEqual(inList);
          const total = inList.at(-1)!;
          expect(sentenceOf(blocks)).toContain(
            `共 ${risks.length} 条，其中重大风险 ${String(total['major'])} 条、较大风险 ${String(total['considerable'])} 条`,
          );
        }
        expect(list.sections[1]!.table.rows).toHaveLength(risks.length);
        expect(inList.at(-1)!['total']).toBe(risks.length);
      }),
      { numRuns: 60 },
    );
  });

  it('list in the report of major risks as many as the register counts', () => {
    fc.assert(
      fc.property(fc.nat({ max: 12 }), (major) => {
        const [one] = sampleF08(6).risks;
        const risks = Array.from({ length: major }, (_, at) => ({ ...one!, id: String(at) }));
        const { sections } = composeF08({ ...sampleF08(6), risks, counts: { ...noLevels(), major } }, stamp);
        expect(sections[0]!.table.rows).toHaveLength(major);
        expect(sections[0]!.notes!.join()).toContain(`重大风险 ${major} 条`);
      }),
    );
  });
});
