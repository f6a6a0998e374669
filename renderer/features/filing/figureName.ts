import { useTranslation } from 'react-i18next';
import { riskLevels } from '../../../db/domain/risk/scale';
import { comparisons } from '../../../db/domain/round/round';
import { speak } from '../../components/speak';

const isOf = (list: readonly string[], key: string): boolean => list.includes(key);

/** Names of the figures that papers state, in the language of the page. */
export function useFigureName(): (key: string) => string {
  const { t } = useTranslation(['filing', 'term']);
  return (key) => {
    if (isOf(riskLevels, key)) return t('figure.level', { level: speak(t, `term:riskLevel.${key}`) });
    return isOf(comparisons, key) ? speak(t, `term:comparison.${key}`) : speak(t, `term:paperFigure.${key}`);
  };
}

/** Names of the fields that papers state. */
export function useFieldName(): (field: string) => string {
  const { t } = useTranslation(['filing', 'term']);
  return (field) => speak(t, `term:field.${field}`, { defaultValue: speak(t, `term:paperField.${field}`, { defaultValue: field }) });
}
