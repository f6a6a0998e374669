import type { TFunction } from 'i18next';
import { standardText } from '../../../db/domain/responsibility/list';
import type { Column } from '../../components/table/layout';
import type { DutyColumn, DutyLine } from './duties';

/** Columns of the sheet of duties in the order of the printed list; `isOpen` while they may be changed. */
export function dutyColumns(t: TFunction<'responsibility'>, isOpen: boolean): Column<DutyLine>[] {
  const words = (id: Exclude<DutyColumn, 'standard'>, width: number, grow: number): Column<DutyLine> => ({
    id,
    title: t(`duty.${id}`),
    width,
    grow,
    text: (duty) => duty[id],
    ...(isOpen && { edit: { kind: 'text' } }),
  });
  return [
    words('text', 280, 5),
    words('frequency', 96, 1),
    words('evidence', 130, 2),
    words('criteria', 150, 3),
    {
      id: 'standard',
      title: t('duty.standard'),
      width: 72,
      align: 'end',
      text: ({ standard10 }) => standardText(standard10),
      ...(isOpen && { edit: { kind: 'number' } }),
    },
    words('legalBasis', 130, 2),
  ];
}
