import { useTranslation } from 'react-i18next';
import { speak } from '../../components/speak';

/** How instants and subjects are told on these pages. */
export function useRestoreWords() {
  const { t, i18n } = useTranslation('restore');
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    t,
    instant: (at: number): string => (at === 0 ? t('unknown') : format.format(at)),
    why: (reason: string): string => speak(t, `backup:why.${reason}`, { defaultValue: reason }),
    command: (name: string): string => speak(t, `command:${name}`, { defaultValue: speak(t, 'app:frame.change') }),
    stepText: (step: string): string => speak(t, `restore:step.${step}`, { defaultValue: t('compare.working') }),
    subject: (name: string): string => speak(t, `failure:subject.${name}`, { defaultValue: name }),
  };
}

/** `4.2 MB` */
export const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;
