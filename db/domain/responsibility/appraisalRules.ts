import { review, type Finding, type Rule } from '../rule';

/** What V109 looks at. */
export interface AppraisalFacts {
  /** Posts that somebody holds today. */
  postsInUse: number;
  /** The closed period of the whole staff that ended last, no longer than a year ago; NULL for none. */
  last: { id: string; name: string } | null;
  /** Posts in use at its end whose holders nobody has assessed in it. */
  missed: readonly { id: string; title: string }[];
}

export const appraisalRules: readonly Rule<AppraisalFacts>[] = [
  {
    /** The cycle is the enterprise's own: what it has closed (R01 第22条: 监督考核, no cycle is named). */
    id: 'V109',
    kind: 'statutory',
    basis: ['R01'],
    check: ({ postsInUse, last, missed }) => {
      if (postsInUse === 0) return undefined;
      if (last === null) return { key: 'V109.none' };
      return missed.map(({ id, title }) => ({ key: 'V109.missed', params: { post: title, appraisal: last.name }, subjectId: id }));
    },
  },
];

export const reviewAppraisals = (facts: AppraisalFacts, switchedOff: readonly string[] = []): Finding[] =>
  review(
    appraisalRules.filter(({ id }) => !switchedOff.includes(id)),
    facts,
  );
