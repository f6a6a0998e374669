import { useMemo } from 'react';
import { useApi } from '../../api';
import type { PickerOption } from '../../components/Picker';

export interface PersonOption extends PickerOption {
  phone: string;
}

/** People to be named on a paper, with their post beside the name. */
export function usePeople(): readonly PersonOption[] {
  const { data } = useApi('person.list', { offset: 0, limit: 200 }, { keep: true, subjects: ['person', 'assignment', 'post'] });
  return useMemo(() => {
    const people = (data?.rows ?? []).map(({ id, name, post, phone }) => ({
      value: id,
      label: name,
      phone,
      ...(post === null ? {} : { note: post }),
    }));
    return people;
  }, [data]);
}
