import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';
import { fieldName } from '../../../db/domain/fieldWords';
import type { PickerOption } from '../../components/Picker';
import { sayIn, speak } from '../../components/speak';

/** Before the id of an account, among names of those who have none. */
export const ofAccount = 'account:';

/** By what changes can be found, in words; a field that has no word is not offered. */
export function useFacets() {
  const { t } = useTranslation('audit');
  const { data } = useApi('history.facets', {}, { keep: true });
  return useMemo(() => {
    const all = data?.subjects ?? [];
    const subjects: PickerOption[] = all
      .map(({ subject }) => ({ value: subject as string, label: speak(t, `failure:subject.${subject}`, { defaultValue: '' }) }))
      .filter(({ label }) => label !== '');
    const fieldsOf = (subject: string | undefined): PickerOption[] => {
      const fields = new Set(all.filter((one) => subject === undefined || one.subject === subject).flatMap((one) => one.fields));
      return [...fields].map((value) => ({ value, label: fieldName(sayIn(t), value) })).filter(({ value, label }) => label !== value);
    };
    return {
      subjects,
      fieldsOf,
      actors: [
        ...(data?.accounts ?? []).map(({ id, name }): PickerOption => ({ value: `${ofAccount}${id}`, label: name })),
        ...(data?.actors ?? []).map((value): PickerOption => ({ value, label: value })),
      ],
    };
  }, [data, t]);
}
