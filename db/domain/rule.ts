/**
 * Rules of the house (architecture §6): an object that declares what it checks and on what basis.
 * `kind` decides what a finding may do: `arithmetic` refuses, `statutory` blocks a final paper unless a reason is
 * given, `policy` warns, `house` advises and can be switched off.
 */
export const ruleKinds = ['arithmetic', 'statutory', 'policy', 'house'] as const;
export type RuleKind = (typeof ruleKinds)[number];

/** Values put into the sentence of a finding at the edge (page, terminal, 问题 column). */
export type FindingParams = Readonly<Record<string, string | number>>;

export interface Finding {
  /** V.. code of the rule, or `shape` for input that does not fit its schema. */
  rule: string;
  kind: RuleKind;
  /** Key of the sentence, `rule.<key>` in the locales. */
  key: string;
  params?: FindingParams;
  /** Field of the record that the finding stands beside. */
  field?: string;
  /** Id of the record, when a whole set is reviewed. */
  subjectId?: string;
}

export interface Rule<Facts> {
  id: string;
  kind: RuleKind;
  /** Codes of the law, standard or policy that it rests on; empty for a rule of the house. */
  basis: readonly string[];
  check(facts: Facts): FindingHit | readonly FindingHit[] | undefined;
}

export type FindingHit = Omit<Finding, 'rule' | 'kind' | 'key'> & { key?: string };

/** Runs rules over one set of facts. Pure; the caller decides what a finding does. */
export function review<Facts>(rules: readonly Rule<Facts>[], facts: Facts): Finding[] {
  return rules.flatMap((rule) => {
    const hits = rule.check(facts);
    const list: readonly FindingHit[] = hits === undefined ? [] : Array.isArray(hits) ? hits : [hits as FindingHit];
    return list.map((hit) => ({ ...hit, key: hit.key ?? rule.id, rule: rule.id, kind: rule.kind }));
  });
}

/** True when a finding refuses to store the record. */
export const refuses = (finding: Finding): boolean => finding.kind === 'arithmetic';
