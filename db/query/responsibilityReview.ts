import type { ResponsibilityFacts, ReviewedList } from '../domain/responsibility/rules';
import type { Reader } from '../handle';
import { versionInForce } from './asOf';
import { elsewhereOn, listResponsibilities, type ListLine } from './responsibility';

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
  const first = new Set(reader.column<string>(firstSql, { day }));
  const isElsewhere = elsewhereOn(reader, day);
  return {
    asksFirst: rules['V106'] === 'on',
    lists: lines.map((line) => ({ ...line, isFirst: first.has(line.id) || isElsewhere(line.id, first) })),
  };
}
