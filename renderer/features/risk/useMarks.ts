import { useTranslation } from 'react-i18next';
import type { RiskFilter, RiskSort } from '../../../db/domain/risk/list';
import { useApi } from '../../api';
import type { List } from '../../components/table/list';
import { scoreRange } from './spread';

/** Limits that have no menu of their own: they come from a picture, a point, an import, a person. */
export function useMarks({ filter, setFilter }: List<RiskFilter, RiskSort>): { label: string; onRemove: () => void }[] {
  const { t } = useTranslation(['risk', 'term']);
  const { riskPointId, ownerId, importId, l, s, scoreFrom, scoreBelow } = filter;
  const one = riskPointId?.length === 1 ? riskPointId : undefined;
  const { data: named } = useApi(
    'risk.list',
    { offset: 0, limit: 1, sort: { by: 'riskNo', descending: false }, filter: { riskPointId: one ?? [] } },
    { enabled: one !== undefined, subjects: ['risk', 'riskPoint'] },
  );
  const mark = (label: string, patch: Partial<Record<keyof RiskFilter, undefined>>) => ({
    label,
    onRemove: () => setFilter(patch as Partial<RiskFilter>),
  });
  return [
    ...(riskPointId
      ? [
          mark(t('filter.point', { name: named?.rows[0]?.riskPoint ?? t('filter.points', { count: riskPointId.length }) }), {
            riskPointId: undefined,
          }),
        ]
      : []),
    ...(ownerId ? [mark(t('filter.owner'), { ownerId: undefined })] : []),
    ...(importId ? [mark(t('filter.import'), { importId: undefined })] : []),
    ...(l !== undefined || s !== undefined ? [mark(t('filter.matrix', { l, s }), { l: undefined, s: undefined })] : []),
    ...(scoreFrom !== undefined || scoreBelow !== undefined
      ? [mark(scoreRange(scoreFrom, scoreBelow), { scoreFrom: undefined, scoreBelow: undefined })]
      : []),
  ];
}
