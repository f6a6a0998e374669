import type { TFunction } from 'i18next';
import type { Column } from '../../components/table/layout';
import { pointsText } from './people';
import type { ScoreLine } from './sheet';

/** Who may write what in a sheet. */
export interface Writes {
  self: boolean;
  check: boolean;
}

/** Columns of a sheet: self score and check score side by side. */
export function sheetColumns(t: TFunction<'appraisal'>, { self, check }: Writes): Column<ScoreLine>[] {
  const score = (id: 'self10' | 'check10', title: string, isOpen: boolean): Column<ScoreLine> => ({
    id,
    title,
    width: 72,
    align: 'end',
    text: (item) => pointsText(item[id]),
    ...(isOpen && { edit: { kind: 'number' } }),
  });
  const words = (id: 'selfNote' | 'reason', title: string, isOpen: boolean): Column<ScoreLine> => ({
    id,
    title,
    width: 112,
    grow: 2,
    text: (item) => item[id],
    ...(isOpen && { edit: { kind: 'text' } }),
  });
  return [
    { id: 'text', title: t('item.text'), width: 220, grow: 4, text: ({ text }) => text },
    { id: 'criteria', title: t('item.criteria'), width: 120, grow: 2, text: ({ criteria }) => criteria },
    { id: 'standard', title: t('item.standard'), width: 64, align: 'end', text: ({ standard10 }) => pointsText(standard10) },
    score('self10', t('item.self'), self),
    words('selfNote', t('item.selfNote'), self),
    score('check10', t('item.check'), check),
    words('reason', t('item.reason'), check),
    {
      id: 'found',
      title: t('item.found'),
      width: 64,
      align: 'end',
      text: ({ found }) => (found === 0 ? '' : String(found)),
    },
  ];
}
