import { useTranslation } from 'react-i18next';
import { speak } from '../../components/speak';

/** Names of the fields that papers state. */
export function useFieldName(): (field: string) => string {
  const { t } = useTranslation(['filing', 'term']);
  return (field) => speak(t, `term:field.${field}`, { defaultValue: speak(t, `term:paperField.${field}`, { defaultValue: field }) });
}
