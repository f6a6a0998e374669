import { useTranslation } from 'react-i18next';
import { speak } from '../../components/speak';

/** How a field of a form is called: as forms call it, else as the records do. */
export function useFieldTitle(): (key: string) => string {
  const { t } = useTranslation('term');
  return (key) => speak(t, `term:formField.${key}`, { defaultValue: speak(t, `term:field.${key}`, { defaultValue: key }) });
}
