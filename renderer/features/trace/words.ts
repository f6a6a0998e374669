import { useTranslation } from 'react-i18next';
import type { TraceLink } from '../../../db/domain/responsibility/trace';

/** A place of the chain in words: 焊接车间负责人, 安全总监. */
export function usePlaceWord(): (link: Pick<TraceLink, 'kind' | 'role' | 'unit'>) => string {
  const { t } = useTranslation(['trace', 'term']);
  return ({ kind, role, unit }) =>
    kind === 'head'
      ? t('headOf', { name: unit })
      : kind === 'office' && role !== null
        ? t(`term:appointmentRole.${role}`)
        : t(`term:traceLink.${kind}`);
}
