import { review, type Finding, type FindingHit, type Rule, type RuleKind } from '../rule';
import { staffingRequirements, type Requirement, type StaffingFacts, type StaffingRule } from './staffing';

/** A rule of staffing finds what its requirement lacks; its case chooses the sentence. */
const rule = (id: StaffingRule, kind: RuleKind, ...basis: string[]): Rule<StaffingFacts> => ({
  id,
  kind,
  basis,
  check: (facts) => {
    const found = staffingRequirements(facts).find((one) => one.rule === id && one.state === 'lacking');
    return found && hit(found, facts);
  },
});

function hit({ rule: id, case: reason, ways }: Requirement, { headcount, present }: StaffingFacts): FindingHit {
  const lacking = ways.flat().filter(({ met }) => !met);
  const people = ways.flat().find(({ share }) => share !== null) ?? lacking[0]!;
  return {
    key: `staffing.${reason}`,
    params: {
      needs: JSON.stringify(lacking.map(({ what }) => what)),
      required: people.required,
      present: people.present,
      headcount: headcount ?? 0,
      officers: present.officers,
    },
    subjectId: id,
  };
}

/** V100–V105 and the duties of staffing that have no code of their own (handbook 2.3, 5.6; R01 第27条; R40). */
export const staffingRules: readonly Rule<StaffingFacts>[] = [
  rule('V100', 'statutory', 'R01'),
  rule('V101', 'policy', 'S04'),
  rule('V102', 'policy', 'S04'),
  rule('V103', 'statutory', 'R24'),
  rule('V104', 'policy', 'S04'),
  rule('V105', 'statutory', 'R25'),
  rule('requiredEngineer', 'statutory', 'R01'),
  rule('localDirector', 'policy', 'S00', 'S02'),
  rule('largeCommittee', 'house', 'R50'),
  rule('equipmentStaff', 'statutory', 'R40'),
];

export const reviewStaffing = (facts: StaffingFacts, switchedOff: readonly string[] = []): Finding[] =>
  review(
    staffingRules.filter(({ id }) => !switchedOff.includes(id)),
    facts,
  );
