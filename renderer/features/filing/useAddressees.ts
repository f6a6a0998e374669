import { useMemo } from 'react';
import { useApi, type Data } from '../../api';
import type { PickerOption } from '../../components/Picker';

export type Addressee = Data<'authority.addressees'>['rows'][number];

interface Addressees {
  rows: readonly Addressee[];
  options: readonly PickerOption[];
  /** The rows are there. */
  isKnown: boolean;
}
const none: readonly string[] = [];

/** Whom a paper may be addressed to, those first that answer for its subject here; names written before come after them. */
export function useAddressees(code: string, written: readonly string[] = none): Addressees {
  const { data } = useApi('authority.addressees', { code }, { subjects: ['authority', 'handoverProfile', 'enterprise'] });
  return useMemo(() => {
    const rows = data?.rows ?? [];
    const known = new Set(rows.map(({ name }) => name));
    return {
      rows,
      isKnown: data !== undefined,
      options: [
        ...rows.map(({ id, name, area, region }) => ({ value: id, label: name, note: area || region })),
        ...written.filter((name) => name !== '' && !known.has(name)).map((name) => ({ value: name, label: name })),
      ],
    };
  }, [data, written]);
}
