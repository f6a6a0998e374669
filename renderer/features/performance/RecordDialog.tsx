import { Button, Modal } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { performanceKinds } from '../../../db/domain/performance/performance';
import type { RecordDraft } from '../../../db/domain/performance/record';
import { useApi, useCommand, type Data } from '../../api';
import { DateField, FieldRow, LongField, SelectField, TextField } from '../../components/form/fields';
import { FormPanel } from '../../components/form/FormPanel';
import { Needs } from '../../components/Needs';
import { Evidence } from '../../Evidence';
import { useDraftMemory } from '../../preference';

interface RecordDialogProps {
  /** Null for a new one. */
  id: string | null;
  personId: string;
  today: string;
  onClose: () => void;
}

/** Something a leader did that no other register holds: a drill, a training, a shift on duty. */
export function RecordDialog({ id, ...rest }: RecordDialogProps) {
  const { t } = useTranslation('performance');
  const { data } = useApi('performance.record', { id: id ?? '' }, { enabled: id !== null, subjects: ['performanceRecord'] });
  return (
    <Modal opened onClose={rest.onClose} title={t('own.title')} size="lg">
      {(id === null || data) && <RecordForm key={data?.revision} stored={data ?? null} {...rest} />}
    </Modal>
  );
}

type Values = Omit<RecordDraft, 'on'> & { on: string | null };

function RecordForm({ stored, personId, today, onClose }: Omit<RecordDialogProps, 'id'> & { stored: Data<'performance.record'> | null }) {
  const { t } = useTranslation(['performance', 'term']);
  const create = useCommand('performance.create', { done: t('own.created') });
  const update = useCommand('performance.update', { done: t('own.saved') });
  const remove = useCommand('performance.remove', { done: t('own.removed') });
  const memory = useDraftMemory<Values>('performanceRecord', stored?.id ?? `new.${personId}`);
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: {
      personId,
      on: stored?.on ?? null,
      kind: stored?.kind ?? 'training',
      title: stored?.title ?? '',
      place: stored?.place ?? '',
      content: stored?.content ?? '',
      result: stored?.result ?? '',
    },
    validate: {
      on: (on) => (on === null ? t('missing') : null),
      title: (title) => (title.trim() === '' ? t('missing') : null),
    },
  });
  const save = async ({ on, ...values }: Values) => {
    if (on === null) return;
    const draft = { ...values, on };
    const reply = stored ? await update.run({ id: stored.id, revision: stored.revision, draft }) : await create.run({ draft });
    if (!reply.ok) return;
    memory.clear();
    onClose();
  };
  return (
    <FormPanel
      needs="performance.update"
      form={form}
      label={t('own.title')}
      findings={stored ? update.findings : create.findings}
      pending={create.pending || update.pending}
      onSave={save}
      onCancel={onClose}
      draft={memory}
      isNew={stored === null}
      actions={
        stored ? (
          <Needs needs="performance.remove">
            <Button
              variant="subtle"
              color="gray"
              px="xs"
              loading={remove.pending}
              onClick={() =>
                void remove.run({ id: stored.id, revision: stored.revision }).then((reply) => {
                  if (reply.ok) onClose();
                })
              }
            >
              {t('own.remove')}
            </Button>
          </Needs>
        ) : undefined
      }
    >
      <FieldRow>
        <DateField name="on" label={t('own.on')} required max={today} />
        <SelectField
          name="kind"
          label={t('own.kind')}
          choices={performanceKinds.map((value) => ({ value, label: t(`term:performanceKind.${value}`) }))}
        />
      </FieldRow>
      <TextField name="title" label={t('own.what')} required maxLength={200} />
      <TextField name="place" label={t('own.place')} maxLength={200} />
      <LongField name="content" label={t('own.content')} max={2000} />
      <TextField name="result" label={t('own.result')} maxLength={1000} />
      <Evidence subject="performanceRecord" subjectId={stored?.id} />
    </FormPanel>
  );
}
