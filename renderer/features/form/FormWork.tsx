import { Button, NativeSelect, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formCodes, type FormCode } from '../../../db/domain/form/form';
import { call, useApi, useCommand } from '../../api';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { remember, remembered } from '../../preference';
import { Faults } from './Faults';
import classes from './Form.module.css';
import { FormMenu } from './FormMenu';
import type { Likeness } from './FormPage';
import { LikeBanner } from './LikeBanner';
import { MapPane } from './MapPane';
import { PreviewPane } from './PreviewPane';
import type { FormRead, FormState, Place } from './work';

interface FormWorkProps {
  id: string;
  likeness: Likeness | null;
  onSettled: () => void;
  onBack: () => void;
}

/** One form: what goes where in it, and how it looks filled with what the paper says today. */
export function FormWork({ id, likeness, onSettled, onBack }: FormWorkProps) {
  const read = useApi('form.read', { id }, { subjects: ['authorityForm'] });
  const [kept, setKept] = useState<{ state: FormState | undefined } | null>(null);
  useEffect(() => {
    void remembered(draftKey(id)).then((state) => setKept({ state: state as FormState | undefined }));
  }, [id]);
  if (read.isError) return <Refused failure={read.error.failure} onRetry={() => void read.refetch()} />;
  if (!read.data || kept === null) return null;
  return (
    <Work
      key={`${id} ${read.data.form.revision}`}
      read={read.data}
      kept={kept.state}
      likeness={likeness}
      onSettled={onSettled}
      onSaved={() => setKept({ state: undefined })}
      onBack={onBack}
    />
  );
}

const draftKey = (id: string): string => `draft.form.${id}`;

interface WorkProps extends Omit<FormWorkProps, 'id'> {
  read: FormRead;
  /** What was stated before and not saved. */
  kept: FormState | undefined;
  onSaved: () => void;
}

function Work({ read, kept, likeness, onSettled, onSaved, onBack }: WorkProps) {
  const { t } = useTranslation(['form', 'filing']);
  const { form } = read;
  const stored = useMemo(
    (): FormState => ({ name: form.name, code: form.code, authorityId: form.authorityId, mapping: read.mapping }),
    [form, read],
  );
  const [state, setState] = useState<FormState>(kept ?? stored);
  const [view, setView] = useState<'map' | 'preview'>('map');
  const [sheet, setSheet] = useState(read.mapping.tables[0]?.sheet ?? read.sheets[0]?.name ?? '');
  const [place, setPlace] = useState<Place | null>(null);
  const editor = useRef<HTMLTextAreaElement>(null);
  const authorities = useApi('authority.list', {}, { keep: true });
  const save = useCommand('form.save', { done: t('saved') });
  const isDirty = JSON.stringify(state) !== JSON.stringify(stored);
  const [settled] = useDebouncedValue(state, 500);
  const preview = useApi('form.preview', { id: form.id, code: settled.code, mapping: settled.mapping }, { keep: true });
  const findings = preview.data?.findings ?? read.findings;

  const change = (patch: Partial<FormState>) => {
    const next = { ...state, ...patch };
    setState(next);
    remember(draftKey(form.id), next);
  };
  const store = async () => {
    const { mapping, ...draft } = state;
    const reply = await save.run({ id: form.id, revision: form.revision, draft, mapping });
    if (!reply.ok) return;
    remember(draftKey(form.id), null);
    onSaved();
  };
  const discard = () => {
    setState(stored);
    remember(draftKey(form.id), null);
  };
  const choose = async (code: FormCode) => {
    const reply = await call('form.propose', { id: form.id, code });
    if (reply.ok) change({ code, mapping: reply.data });
  };
  const jump = (name: string, cell: Omit<Place, 'sheet'> | null) => {
    setView('map');
    if (read.sheets.some((own) => own.name === name)) setSheet(name);
    if (cell !== null) setPlace({ sheet: name, ...cell });
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's' || event.isComposing) return;
      event.preventDefault();
      if (isDirty) void store();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  return (
    <>
      <PageHead title={form.name} note={t('head', { file: form.file, version: form.version })} onBack={onBack}>
        <FormMenu form={form} onAgain={() => void choose(state.code)} onRemoved={onBack} />
        {isDirty && (
          <Button variant="default" onClick={discard}>
            {t('discard')}
          </Button>
        )}
        <Button loading={save.pending} disabled={!isDirty} onClick={() => void store()}>
          {t('save')}
        </Button>
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
          onChange={(event) => void choose(event.currentTarget.value as FormCode)}
          data={[...formCodes]}
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
          value={view}
          onChange={(next) => setView(next as 'map' | 'preview')}
          data={[
            { value: 'map', label: t('view.map') },
            { value: 'preview', label: t('view.preview') },
          ]}
        />
      </div>
      <Faults findings={findings} onJump={jump} />
      {view === 'map' ? (
        <MapPane
          read={read}
          state={state}
          preview={preview.data}
          sheet={sheet}
          onSheet={(name) => {
            setSheet(name);
            setPlace(null);
          }}
          place={place}
          onPlace={setPlace}
          editor={editor}
          onMapping={(mapping) => change({ mapping })}
        />
      ) : (
        <PreviewPane preview={preview.data} sheet={sheet} onSheet={setSheet} />
      )}
    </>
  );
}
