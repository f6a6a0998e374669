import { useApi } from '../../api';

/** Forms in use that a paper can be put into. */
export function useFormsOf(code: string): { id: string; name: string; kind: string }[] {
  const { data = [] } = useApi('form.list', {}, { subjects: ['authorityForm', 'authority'] });
  return data.flatMap((form) =>
    form.code === code && form.validTo === null
      ? [{ id: form.id, name: form.authority === null ? form.name : `${form.authority} ${form.name}`, kind: form.kind }]
      : [],
  );
}
