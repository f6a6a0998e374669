import { riskLevels, riskMethods } from '../../../db/domain/risk/scale';
import { speak, type Translate } from '../../components/speak';
import { fieldName, fieldValue } from '../../components/intake/fields';
import type { Row, Subject } from './work';

type Told = Row['notes'][number] | Row['problems'][number];

const longest = 60;

/** A note or a problem of a row, with the column as the sheet shows it. */
export function findingWords(t: Translate, kind: 'note' | 'problem', told: Told): string {
  const { key, value = '', params = {} } = told;
  const column = 'column' in told ? told.column : undefined;
  const place =
    column === undefined
      ? speak(t, 'intake:place.none')
      : speak(t, column.title === '' ? 'intake:place.letter' : 'intake:place.column', { ...column });
  const spoken = Object.fromEntries(Object.entries(params).map(([name, param]) => [name, paramWords(t, param)]));
  const shown = value.length > longest ? `${value.slice(0, longest)}…` : value;
  return speak(t, `intake:${kind}.${key}`, { value: shown, ...spoken, column: place, defaultValue: key });
}

function paramWords(t: Translate, param: string | number): string | number {
  if (typeof param === 'number') return param;
  if ((riskLevels as readonly string[]).includes(param)) return speak(t, `term:riskLevel.${param}`);
  return (riskMethods as readonly string[]).includes(param) ? speak(t, `term:riskMethod.${param}`) : param;
}

/** What will be made anew and names that nobody bears yet: said last, for a first import says it of every row. */
const lastNotes = ['ownerUnmatched', 'newRiskPoint', 'newDepartment'];

/** Everything that is told about a row, the reasons of a refusal first. */
export const rowFindings = (t: Translate, { problems, notes }: Pick<Row, 'problems' | 'notes'>): string[] => [
  ...problems.map((problem) => findingWords(t, 'problem', problem)),
  ...[...notes].sort((a, b) => lastNotes.indexOf(a.key) - lastNotes.indexOf(b.key)).map((note) => findingWords(t, 'note', note)),
];

/** What is told about one cell of a row. */
export const toldOf = (t: Translate, { problems, notes }: Pick<Row, 'problems' | 'notes'>, field: string): string[] => [
  ...problems.filter((problem) => problem.field === field).map((problem) => findingWords(t, 'problem', problem)),
  ...notes.filter((note) => note.field === field).map((note) => findingWords(t, 'note', note)),
];

/** `责任人：张三 → 李四` */
export const changeWords = (t: Translate, { field, before, after }: Row['changes'][number], subject: Subject): string =>
  speak(t, 'import:change', {
    field: fieldName(t, field, subject),
    before: fieldValue(t, field, before),
    after: fieldValue(t, field, after),
  });
