import { useTranslation } from 'react-i18next';
import { riskLevels } from '../../db/domain/risk/scale';
import { comparisons } from '../../db/domain/round/round';
import { speak, type Translate } from './speak';

const isOf = (list: readonly string[], key: string): boolean => list.includes(key);

/** Name of a figure that rounds and papers state. */
export function figureWords(t: Translate, key: string): string {
  if (isOf(riskLevels, key)) return speak(t, 'component:figure.level', { level: speak(t, `term:riskLevel.${key}`) });
  return speak(t, isOf(comparisons, key) ? `term:comparison.${key}` : `term:paperFigure.${key}`);
}

/** Names of the figures in the language of the page. */
export function useFigureName(): (key: string) => string {
  const { t } = useTranslation(['component', 'term']);
  return (key) => figureWords(t, key);
}
