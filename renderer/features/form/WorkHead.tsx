import { Button, NativeSelect, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocxMapping } from '../../../db/domain/form/docxForm';
import { formCodes, type FormCode, type XlsxMapping } from '../../../db/domain/form/form';
import { useApi } from '../../api';
import { Needs } from '../../components/Needs';
import { PageHead } from '../../components/PageHead';
import classes from './Form.module.css';
import { FormMenu } from './FormMenu';
import type { Likeness } from './FormPage';
import { LikeBanner } from './LikeBanner';
import type { FormState, Work } from './useWork';

/** What both kinds of forms are opened with. */
export interface WorkProps {
  likeness: Likeness | null;
  /** The question whether it is a new edition is answered. */
  onSettled: () => void;
  onBack: () => void;
}
export type View = 'map' | 'preview';

interface WorkHeadProps<Mapping> extends WorkProps {
  work: Work<Mapping>;
  view: View;
  onView: (view: View) => void;
  /** Proposes anew what goes where, for this or for another paper. */
  onPropose: (code: FormCode) => void;
}

/** Head of the page of a form: its name, the paper that it is filled from, whose it is, saving, and the two ways to look at it. */
export function WorkHead<Mapping extends XlsxMapping | DocxMapping>(props: WorkHeadProps<Mapping>) {
  const { work, view, onView, onPropose, likeness, onSettled, onBack } = props;
  const { t } = useTranslation(['form', 'filing']);
  const { form, state, isDirty } = work;
  const change = (patch: Partial<FormState<Mapping>>) => work.change(patch);
  const authorities = useApi('authority.list', {}, { keep: true });
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's' || event.isComposing) return;
    event.preventDefault();
    if (isDirty) void work.store();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <>
      <PageHead title={form.name} note={t('head', { file: form.file, version: form.version })} onBack={onBack}>
        <FormMenu form={form} onAgain={() => onPropose(state.code)} onRemoved={onBack} />
        {isDirty && (
          <Button variant="default" onClick={work.discard}>
            {t('discard')}
          </Button>
        )}
        <Needs needs="form.save">
          <Button loading={work.storing} disabled={!isDirty} onClick={() => void work.store()}>
            {t('save')}
          </Button>
        </Needs>
      </PageHead>
      {likeness && <LikeBanner likeness={likeness} onSettled={onSettled} />}
      <div className={classes.tools}>
        <TextInput
          size="xs"
          aria-label={t('column.name')}
          value={state.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          w="16rem"
        />
        <NativeSelect
          size="xs"
          aria-label={t('column.code')}
          value={state.code}
          onChange={(event) => onPropose(event.currentTarget.value as FormCode)}
          data={formCodes.map((code) => ({ value: code, label: `${code} ${t(`paper.${code}`)}` }))}
        />
        <Select
          size="xs"
          aria-label={t('column.authority')}
          placeholder={t('any')}
          clearable
          searchable
          w="16rem"
          value={state.authorityId}
          onChange={(authorityId) => change({ authorityId })}
          data={(authorities.data ?? []).map(({ id: value, name }) => ({ value, label: name }))}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('view.title')}
          value={view}
          onChange={(next) => onView(next as View)}
          data={[
            { value: 'map', label: t('view.map') },
            { value: 'preview', label: t('view.preview') },
          ]}
        />
      </div>
    </>
  );
}
