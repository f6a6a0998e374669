import type { AppointmentRole } from '../organization/appointment';
import { review, type Finding, type Rule } from '../rule';
import { lackingParts, type ListFacts, type ListStand } from './list';

/** Roles that local policy calls 第一责任人, both of them. */
const firstRoles = ['legalRep', 'actualController'] as const satisfies readonly AppointmentRole[];

/** A post in use or a fixed role, and how far its list is. */
export interface ReviewedList extends ListFacts {
  /** Id of the post, or word of the role. */
  id: string;
  role: AppointmentRole | null;
  stand: ListStand;
  /** A duty in force of its own list names 第一责任人, or one of another list of everybody who holds it. */
  isFirst: boolean;
}

export interface ResponsibilityFacts {
  /** Local policy asks for 第一责任人 (V106). */
  asksFirst: boolean;
  lists: readonly ReviewedList[];
}

/** A role is spoken of where somebody holds it and no other list says what they answer for: one person needs no two lists for one work. */
const isAsked = ({ role, people, inForce, coveredElsewhere }: ReviewedList): boolean =>
  role === null || inForce || (people > 0 && !coveredElsewhere);

/** V106–V108 (handbook 5.6): a list for everybody, with all that it needs, hung out for all to read. */
export const responsibilityRules: readonly Rule<ResponsibilityFacts>[] = [
  {
    id: 'V106',
    kind: 'policy',
    basis: ['S00', 'S03', 'S04'],
    check: ({ asksFirst, lists }) =>
      !asksFirst
        ? []
        : lists
            .filter(({ role, isFirst }) => firstRoles.some((first) => first === role) && !isFirst)
            .map(({ id, role, people, inForce }) => ({
              key: `responsibility.${people === 0 ? 'firstNobody' : inForce ? 'firstLacking' : 'firstNone'}`,
              params: { role: role! },
              subjectId: id,
            })),
  },
  {
    id: 'V107',
    kind: 'statutory',
    basis: ['R01'],
    check: ({ lists }) =>
      lists.filter(isAsked).flatMap((list) => {
        const { id, stand } = list;
        if (stand === 'none' || stand === 'draft') return [{ key: `responsibility.${stand}`, subjectId: id }];
        if (stand !== 'lacking') return [];
        return [{ key: 'responsibility.lacking', params: { parts: JSON.stringify(lackingParts(list)) }, subjectId: id }];
      }),
  },
  {
    id: 'V108',
    kind: 'policy',
    basis: ['R33'],
    check: ({ lists }) =>
      lists
        .filter(({ inForce, publishedFrom }) => inForce && publishedFrom === null)
        .map(({ id }) => ({ key: 'responsibility.unpublished', subjectId: id })),
  },
];

export const reviewResponsibility = (facts: ResponsibilityFacts, switchedOff: readonly string[] = []): Finding[] =>
  review(
    responsibilityRules.filter(({ id }) => !switchedOff.includes(id)),
    facts,
  );
