import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cardRules } from '../../db/domain/card/rules';
import { riskRules } from '../../db/domain/risk/rules';
import { responsibilityRules } from '../../db/domain/responsibility/rules';
import { staffingRules } from '../../db/domain/staffing/rules';
import { workspaceRules } from '../../db/domain/review/rules';

interface RuleEntry {
  id: string;
  kind: string;
  status: 'implemented' | 'later';
  reason?: string;
}
const file = path.resolve(import.meta.dirname, '../../resources/regulations/rules@1.json');
const listed = (JSON.parse(readFileSync(file, 'utf8')) as { rules: RuleEntry[] }).rules;

/** V08 is no check of a record: the level of a point is always derived, by `highestLevel` and in the query of the points. */
const derived = ['V08'];
const inCode = new Map(
  [...riskRules, ...workspaceRules, ...staffingRules, ...responsibilityRules, ...cardRules]
    .filter((rule) => /^V\d+$/.test(rule.id))
    .map((rule) => [rule.id, rule]),
);

test('a rule that is said to be implemented stands in a registry, and the other way round', () => {
  const implemented = listed.filter((rule) => rule.status === 'implemented').map((rule) => rule.id);
  expect(implemented.sort()).toEqual([...inCode.keys(), ...derived].sort());
});

test('kinds agree, so that no advice of the house is shown as law', () => {
  const both = listed.filter((rule) => inCode.has(rule.id));
  expect(both.map(({ id, kind }) => `${id} ${kind}`)).toEqual(both.map(({ id }) => `${id} ${inCode.get(id)!.kind}`));
});

test('every other rule names what it waits for', () => {
  expect(listed.filter((rule) => rule.status !== 'implemented' && (rule.reason ?? '').length <= 3).map((rule) => rule.id)).toEqual([]);
});
