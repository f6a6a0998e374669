import type { ResponsibilityFacts, ReviewedList } from '../domain/responsibility/rules';
import type { Reader } from '../handle';
import { versionInForce } from './asOf';
import { holdersSql, listResponsibilities, type ListLine } from './responsibility';

/** Duties that say 第一责任人: by their words, or by the duty of the library that they come from. */
const firstSql = `SELECT DISTINCT coalesce(r.postId, r.role) FROM responsibility r JOIN responsibilityDuty d ON d.responsibilityId = r.id
  WHERE ${versionInForce('r')} AND (d.text LIKE '%第一责任%' OR d.libraryDuty IN ('legalRep.first', 'actualController.first'))`;

/** Lists of a day as the rules look at them, with what else their holders answer for. */
export function readResponsibility(
  reader: Reader,
  day: string,
  rules: Readonly<Record<string, 'on' | 'off'>>,
): Pick<ResponsibilityFacts, 'asksFirst'> & { lists: (ListLine & ReviewedList)[] } {
  const lines = listResponsibilities(reader, day);
  const inForce = new Set(lines.filter((line) => line.inForce).map(({ id }) => id));
  const first = new Set(reader.column<string>(firstSql, { day }));
  const heldBy = new Map<string, string[]>();
  const holds = new Map<string, string[]>();
  for (const { owner, personId } of reader.all<{ owner: string; personId: string }>(holdersSql, { day })) {
    heldBy.set(owner, [...(heldBy.get(owner) ?? []), personId]);
    holds.set(personId, [...(holds.get(personId) ?? []), owner]);
  }
  const elsewhere = (id: string, owners: ReadonlySet<string>): boolean => {
    const people = heldBy.get(id) ?? [];
    return people.length > 0 && people.every((person) => holds.get(person)!.some((owner) => owner !== id && owners.has(owner)));
  };
  return {
    asksFirst: rules['V106'] === 'on',
    lists: lines.map((line) => ({
      ...line,
      coveredElsewhere: elsewhere(line.id, inForce),
      isFirst: first.has(line.id) || elsewhere(line.id, first),
    })),
  };
}
