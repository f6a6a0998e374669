import { z } from 'zod';
import { readEnterprise } from '../../db/query/enterprise';
import { reviewEverything, switchedOffRules, type ReviewFinding } from '../../db/query/review';
import { reviewCards } from '../filing/card/review';
import { task } from './procedure';

/** Findings of the 体检 by rule, with at most `limit` examples of each. Reads everything, hence a task. */
export const run = task(
  z.object({ limit: z.number().int().min(1).max(200).default(20), rule: z.string().max(40).optional() }),
  async (scene, { limit, rule }) => {
    const { db, today, content } = scene;
    const rules = content.regionRules(readEnterprise(db).regionCode);
    const groups = new Map<string, { rule: string; key: string; kind: string; count: number; examples: ReviewFinding[] }>();
    for (const finding of [...reviewEverything(db, today, rules, content.riskWords(), switchedOffRules(db)), ...reviewCards(scene)]) {
      if (rule !== undefined && finding.rule !== rule) continue;
      const name = `${finding.rule} ${finding.key}`;
      const group = groups.get(name) ?? { rule: finding.rule, key: finding.key, kind: finding.kind, count: 0, examples: [] };
      group.count += 1;
      if (group.examples.length < limit) group.examples.push(finding);
      groups.set(name, group);
    }
    return { today, region: rules, groups: [...groups.values()].sort((a, b) => b.count - a.count) };
  },
);
