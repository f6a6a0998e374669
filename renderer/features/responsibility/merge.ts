import { standardText } from '../../../db/domain/responsibility/list';
import type { DutyField } from '../../../db/domain/responsibility/library';
import type { Data, Input } from '../../api';

export type Against = Data<'responsibility.againstLibrary'>;
type Compared = Against['duties'][number];
type Merge = Input<'responsibility.mergeLibrary'>;
export type Side = Merge['scope'];

/** One field that a duty and the library say differently. */
export interface FieldLine {
  key: string;
  dutyId: string;
  /** Text of the duty, on its first line only. */
  duty: string;
  field: DutyField;
  state: Compared['fields'][number]['state'];
  mine: string;
  base: string;
  library: string;
}

/** Words of a field as they are read: scores are kept in tenths. */
const words = (field: DutyField, said: string): string => (field === 'standard10' ? standardText(said === '' ? null : Number(said)) : said);

/** What differs, line by line. */
export const linesOf = ({ duties }: Against): FieldLine[] =>
  duties.flatMap(({ dutyId, text, fields }) =>
    dutyId === null
      ? []
      : fields.map(({ field, state, mine, base, library }, at) => ({
          key: `${dutyId} ${field}`,
          dutyId,
          duty: at === 0 ? text : '',
          field,
          state,
          mine: words(field, mine),
          base: words(field, base),
          library: words(field, library),
        })),
  );

/** Duties of the library that the list has not. */
export const lackingOf = ({ duties }: Against): Compared[] => duties.filter(({ dutyId }) => dutyId === null);

/** How many duties are in a state. */
export const countOf = ({ duties }: Against, ...states: Compared['state'][]): number =>
  duties.filter(({ state }) => states.includes(state)).length;

/** What a newer edition brings that nobody has decided on yet. */
export const newsOf = (against: Against): number =>
  against.isNewer ? countOf(against, 'libraryChanged', 'bothChanged', 'new', 'removed') : 0;

/** Side of a field before anybody decides: the library's where only it changed, nobody's where both did. */
export const usualSide = ({ state }: FieldLine, isNewer: boolean): Side | null =>
  state === 'mineChanged' ? 'mine' : state === 'libraryChanged' ? 'library' : isNewer ? null : 'mine';
