import type { IntakeRow } from './rows';
import type { ColumnName, Problem } from './notes';
import type { SurveyedRows } from './risks';

/** Columns of a sheet by the fields that they hold. */
export const columnNames = ({ columns }: SurveyedRows['survey']): ReadonlyMap<string, ColumnName> =>
  new Map(columns.flatMap(({ field, letter, title }) => (field === null ? [] : [[field, { letter, title }]])));

/** Where a finding about a field of a row stands, and what was written there. */
export const placeOfField =
  ({ raw }: Pick<IntakeRow, 'raw'>, columns: ReadonlyMap<string, ColumnName>) =>
  (field: string): Pick<Problem, 'field' | 'column' | 'value'> => {
    const column = columns.get(field);
    const value = (raw as Readonly<Record<string, string | undefined>>)[field];
    return { field, ...(column !== undefined && { column }), ...(value !== undefined && { value }) };
  };
