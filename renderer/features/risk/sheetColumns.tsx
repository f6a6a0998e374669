import type { TFunction } from 'i18next';
import type { PointSheet } from '../../../db/domain/point/sheet';
import { levelColumn } from '../../components/levelColumn';
import type { Column } from '../../components/table/layout';
import { entryLevel, type SheetEntry } from './sheets';

type Words = TFunction<['point', 'term', 'component']>;
/** Columns of a list read from the fields of its own entries. */
type Own<S extends PointSheet> = Extract<SheetEntry, { sheet: S }>;
const own =
  <S extends PointSheet>(sheet: S, read: (entry: Own<S>) => string | number | null) =>
  (entry: SheetEntry): string =>
    entry.sheet === sheet ? String(read(entry as Own<S>) ?? '') : '';

/** Columns of one of the lists, in the order of handbook 3.2.1. */
export function sheetColumns(sheet: PointSheet, t: Words, departments: ReadonlyMap<string, string>): Column<SheetEntry>[] {
  const comma = t('component:list.comma');
  const department: Column<SheetEntry> = {
    id: 'department',
    title: t(`${sheet}.department`),
    width: 128,
    grow: 1,
    text: ({ departmentId }) => departments.get(departmentId ?? '') ?? '',
  };
  const location: Column<SheetEntry> = { id: 'location', title: t('location'), width: 150, grow: 1, text: (entry) => entry.location };
  const headcount = (of: 'activity' | 'workplace'): Column<SheetEntry> => ({
    id: 'headcount',
    title: t(`${of}.headcount`),
    width: 84,
    align: 'end',
    text: own(of, (entry) => entry.headcount),
  });
  const fields: Record<PointSheet, Column<SheetEntry>[]> = {
    activity: [
      { id: 'steps', title: t('activity.steps'), width: 230, grow: 3, text: own('activity', ({ steps }) => steps.join(' → ')) },
      { id: 'place', title: t('activity.place'), width: 126, grow: 1, text: own('activity', ({ place }) => place) },
      department,
      {
        id: 'frequency',
        title: t('activity.frequency'),
        width: 110,
        text: own('activity', ({ frequency }) => frequency && t(`term:activityFrequency.${frequency}`)),
      },
      {
        id: 'dangerousWork',
        title: t('activity.dangerousWork'),
        width: 120,
        grow: 1,
        text: own('activity', ({ dangerousWork }) => dangerousWork.map((word) => t(`term:dangerousWork.${word}`)).join(comma)),
      },
      headcount('activity'),
    ],
    equipment: [
      {
        id: 'category',
        title: t('equipment.category'),
        width: 100,
        text: own('equipment', ({ category }) => t(`term:equipmentCategory.${category}`)),
      },
      { id: 'model', title: t('equipment.model'), width: 130, grow: 1, text: own('equipment', ({ model }) => model) },
      { id: 'tag', title: t('equipment.tag'), width: 140, grow: 1, text: own('equipment', ({ tag }) => tag) },
      department,
      {
        id: 'isSpecialEquipment',
        title: t('equipment.isSpecialEquipment'),
        width: 84,
        align: 'center',
        text: own('equipment', ({ isSpecialEquipment }) => t(isSpecialEquipment ? 'yes' : 'isNot')),
      },
      { id: 'count', title: t('equipment.count'), width: 64, align: 'end', text: own('equipment', ({ count }) => count) },
      {
        id: 'checkItems',
        title: t('equipment.checkItems'),
        width: 200,
        grow: 2,
        text: own('equipment', ({ checkItems }) => checkItems.map(({ item }) => item).join(comma)),
      },
    ],
    workplace: [
      location,
      department,
      { id: 'area', title: t('workplace.area'), width: 96, align: 'end', text: own('workplace', ({ area }) => area) },
      { id: 'purpose', title: t('workplace.purpose'), width: 160, grow: 1, text: own('workplace', ({ purpose }) => purpose) },
      headcount('workplace'),
      { id: 'hazards', title: t('workplace.hazards'), width: 220, grow: 2, text: own('workplace', ({ hazards }) => hazards) },
    ],
  };
  return [
    { id: 'name', title: t(`${sheet}.name`), width: 210, grow: 2, text: (entry) => entry.name },
    ...fields[sheet],
    { id: 'risks', title: t('risks'), width: 72, align: 'end', text: (entry) => String(entry.risks) },
    { id: 'top', title: t('top'), ...levelColumn(entryLevel) },
    { id: 'no', title: t('no'), width: 96, hidden: true, text: (entry) => entry.no },
    ...(sheet === 'workplace' ? [] : [{ ...location, hidden: true }]),
    { id: 'remark', title: t('term:field.remark'), width: 200, grow: 2, hidden: true, text: (entry) => entry.remark },
  ];
}
