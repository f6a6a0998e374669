import { expect, test } from 'vitest';
import { impersonal, personalPlaces } from '../../db/domain/personal/places';
import { columnsOf, subjectTables } from '../../db/tables';

const words =
  /name$|phone|idNumber|(owner|leader|notice|plan)Text|leader$|contact|signer|assessor|reviewer|^team$|By$|handedTo|principal|legalRep|controller|recorder|chair|^remark$|reason|texts|heldBy|sex|education/i;
const made = new Set(['createdBy', 'personId']);

test('every column whose name speaks of a person is listed, as one that holds personal data or as one that does not', () => {
  const listed = new Set([...personalPlaces.map(({ subject, column }) => `${subject}.${column}`), ...impersonal]);
  const found = Object.entries(subjectTables).flatMap(([subject, table]) =>
    columnsOf(table)
      .filter(({ name }) => words.test(name) && !made.has(name) && !name.endsWith('Id'))
      .map(({ name }) => `${subject}.${name}`),
  );
  expect(found.filter((column) => !listed.has(column))).toEqual([]);
});

test('every place that is listed is a column', () => {
  const columns = new Set(
    Object.entries(subjectTables).flatMap(([subject, table]) => columnsOf(table).map(({ name }) => `${subject}.${name}`)),
  );
  expect(
    [...personalPlaces.map(({ subject, column }) => `${subject}.${column}`), ...impersonal].filter((column) => !columns.has(column)),
  ).toEqual([]);
});
