import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocxMapping } from '../../../db/domain/form/docxForm';
import type { FormCode, XlsxMapping } from '../../../db/domain/form/form';
import { useCommand, type Data } from '../../api';
import { remember, remembered } from '../../preference';

type Form = Data<'form.read'>['form'];

/** What a person has stated of a form and not saved yet. */
export interface FormState<Mapping> {
  name: string;
  code: FormCode;
  authorityId: string | null;
  mapping: Mapping;
}

/** What is stated of a form, kept while it is not saved. */
export interface Work<Mapping> {
  form: Form;
  state: FormState<Mapping>;
  change: (patch: Partial<FormState<Mapping>>) => void;
  isDirty: boolean;
  store: () => Promise<void>;
  storing: boolean;
  discard: () => void;
}

const draftKey = (id: string): string => `draft.form.${id}`;

/** What was stated of a form before and not saved: undefined while it is being looked up, null for nothing. */
export function useKept<Mapping>(id: string): [FormState<Mapping> | null | undefined, settle: () => void] {
  const [kept, setKept] = useState<FormState<Mapping> | null>();
  useEffect(() => {
    void remembered(draftKey(id)).then((state) => {
      const isState = typeof state === 'object' && state !== null && 'mapping' in state;
      setKept(isState ? (state as FormState<Mapping>) : null);
    });
  }, [id]);
  return [kept, () => setKept(null)];
}

/** @param kept what was stated before; `onSaved` when nothing of it is open any more */
export function useWork<Mapping extends XlsxMapping | DocxMapping>(
  { form, mapping }: { form: Form; mapping: Mapping },
  kept: FormState<Mapping> | null,
  onSaved: () => void,
): Work<Mapping> {
  const { t } = useTranslation('form');
  const stored = useMemo(
    (): FormState<Mapping> => ({ name: form.name, code: form.code, authorityId: form.authorityId, mapping }),
    [form, mapping],
  );
  const [state, setState] = useState<FormState<Mapping>>(kept ?? stored);
  const save = useCommand('form.save', { done: t('saved') });
  const isDirty = JSON.stringify(state) !== JSON.stringify(stored);
  const change = (patch: Partial<FormState<Mapping>>) => {
    const next = { ...state, ...patch };
    setState(next);
    remember(draftKey(form.id), next);
  };
  const store = async () => {
    const { mapping: told, ...draft } = state;
    const reply = await save.run({ id: form.id, revision: form.revision, draft, mapping: told });
    if (!reply.ok) return;
    remember(draftKey(form.id), null);
    onSaved();
  };
  const discard = () => {
    setState(stored);
    remember(draftKey(form.id), null);
  };
  return { form, state, change, isDirty, store, storing: save.pending, discard };
}
