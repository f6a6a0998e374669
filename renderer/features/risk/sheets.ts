import { emptySheets, type PointSheet, type SheetDraft } from '../../../db/domain/point/sheet';
import { riskLevels, type RiskLevel } from '../../../db/domain/risk/scale';
import { load, type Data, type Input } from '../../api';
import type { Fetch } from '../../components/table/rowWindow';

/** An entry of 作业活动清单, 设备设施清单 or 作业场所清单. */
export type SheetEntry = Data<'point.get'>;
export interface SheetFilter {
  text?: string | undefined;
  departmentId?: string[] | undefined;
  marked?: boolean | undefined;
}

export const fetchSheets =
  (sheet: PointSheet): Fetch<SheetEntry, SheetFilter, 'name'> =>
  ({ offset, limit, filter, signal }) =>
    load('point.list', { sheet, offset, limit, ...filter }, { signal });

/** The highest level of the risks of an entry's point (V08). */
export const entryLevel = ({ topRank }: SheetEntry): RiskLevel | null => (topRank === null ? null : (riskLevels[topRank - 1] ?? null));

/** What stands in the form: the point picked or typed, and the fields of the list with steps as lines. */
export type SheetValues = {
  /** Risk point picked for a new entry; null while a name is typed. */
  pointId: string | null;
  name: string;
  no: string;
  location: string;
  steps: string;
} & Omit<SheetDraft<'activity'>, 'steps'> &
  SheetDraft<'equipment'> &
  SheetDraft<'workplace'>;

const blank: SheetValues = {
  pointId: null,
  name: '',
  no: '',
  location: '',
  ...emptySheets.equipment,
  ...emptySheets.workplace,
  ...emptySheets.activity,
  steps: '',
};

export function sheetValues(entry: SheetEntry | undefined): SheetValues {
  if (entry === undefined) return blank;
  const { name, no, location } = entry;
  const own = draftOf(entry.sheet, entry as unknown as SheetValues);
  return {
    ...blank,
    ...own,
    pointId: entry.riskPointId,
    name,
    no,
    location,
    steps: entry.sheet === 'activity' ? entry.steps.join('\n') : '',
  };
}

/** Those values that belong to the list, under their own names. */
const draftOf = (sheet: PointSheet, values: SheetValues): Partial<SheetValues> =>
  Object.fromEntries(Object.keys(emptySheets[sheet]).map((name) => [name, values[name as keyof SheetValues]]));

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** List and draft as the commands take them. Check items that nobody has named are left out. */
export function entryOf(sheet: PointSheet, values: SheetValues): Pick<Input<'point.create'>, 'sheet' | 'draft'> {
  const draft = {
    ...draftOf(sheet, values),
    ...(sheet === 'activity' ? { steps: linesOf(values.steps) } : {}),
    ...(sheet === 'equipment' ? { checkItems: values.checkItems.filter(({ item }) => item.trim() !== '') } : {}),
  };
  return { sheet, draft } as Pick<Input<'point.create'>, 'sheet' | 'draft'>;
}
