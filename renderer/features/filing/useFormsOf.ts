import { useApi } from '../../api';

/** Forms in use that a paper can be put into, and one that was chosen before and is used no more. */
export function useFormsOf(code: string, chosen: string | null = null): { id: string; name: string; kind: string }[] {
  const { data = [] } = useApi('form.list', {}, { subjects: ['authorityForm', 'authority'] });
  return data.flatMap((form) =>
    (form.code === code && form.validTo === null) || form.id === chosen
      ? [{ id: form.id, name: form.authority === null ? form.name : `${form.authority} ${form.name}`, kind: form.kind }]
      : [],
  );
}
