import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PublicationDraft } from '../../../db/domain/round/publication';
import { useApi, useCommand, type Data } from '../../api';
import { useAttachments } from '../../attachments';
import { Needs } from '../../components/Needs';
import { Attachments } from '../../components/Attachments';
import { EmptyState } from '../../components/EmptyState';
import { DateField, FieldRow, LongField, TextField } from '../../components/form/fields';
import { FormPanel } from '../../components/form/FormPanel';
import { useDraftMemory } from '../../preference';
import classes from './Round.module.css';
import type { Round } from './round';

type Stored = Data<'publication.list'>[number];
/** Days stand empty until they are entered. */
type Values = Omit<PublicationDraft, 'fromOn' | 'toOn'> & { fromOn: string | null; toOn: string | null };

/** Where and when the results of a closed round were posted, and what came of it. */
export function Publication({ round }: { round: Round }) {
  const { t } = useTranslation('roundTime');
  const { data: publications } = useApi('publication.list', { roundId: round.id }, { subjects: ['publication'] });
  const [editing, setEditing] = useState<Stored | 'new' | null>(null);
  if (!publications) return null;
  if (editing)
    return (
      <PublicationForm
        key={editing === 'new' ? 'new' : editing.id}
        round={round}
        stored={editing === 'new' ? null : editing}
        onDone={() => setEditing(null)}
      />
    );
  const add = (
    <Needs needs="publication.create">
      <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setEditing('new')}>
        {t('publication.new')}
      </Button>
    </Needs>
  );
  if (publications.length === 0)
    return (
      <EmptyState title={t('publication.none')} text={t('publication.noneText')}>
        {add}
      </EmptyState>
    );
  return (
    <div className={classes.scroll}>
      <Stack gap="md" maw="54rem">
        <Group>{add}</Group>
        {publications.map((publication) => (
          <Posted key={publication.id} publication={publication} onEdit={() => setEditing(publication)} />
        ))}
      </Stack>
    </div>
  );
}

function Posted({ publication, onEdit }: { publication: Stored; onEdit: () => void }) {
  const { t } = useTranslation('roundTime');
  const { id, revision, fromOn, toOn, place, phone, result, objections } = publication;
  const remove = useCommand('publication.remove', { done: t('publication.removed') });
  const photos = useAttachments({ subject: 'publication', subjectId: id, use: 'photo' });
  return (
    <Paper withBorder p="md">
      <Stack gap="xs">
        <Group justify="space-between">
          <Text fw={600}>{t('publication.span', { from: fromOn, to: toOn })}</Text>
          <Group gap="xs">
            <Needs needs="publication.update">
              <Button size="compact-sm" variant="default" leftSection={<IconPencil size={14} aria-hidden />} onClick={onEdit}>
                {t('publication.edit')}
              </Button>
            </Needs>
            <Needs needs="publication.remove">
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconTrash size={14} aria-hidden />}
                loading={remove.pending}
                onClick={() => void remove.run({ id, revision })}
              >
                {t('publication.remove')}
              </Button>
            </Needs>
          </Group>
        </Group>
        <Text size="sm">{t('publication.at', { place })}</Text>
        {phone !== '' && <Text size="sm">{t('publication.call', { phone })}</Text>}
        <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
          {t('publication.came', { result: result || t(objections === '' ? 'publication.open' : 'publication.objected') })}
        </Text>
        {objections !== '' && (
          <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
            {t('publication.objection', { objections })}
          </Text>
        )}
        <Attachments label={t('publication.photos')} {...photos} />
      </Stack>
    </Paper>
  );
}

function PublicationForm({ round, stored, onDone }: { round: Round; stored: Stored | null; onDone: () => void }) {
  const { t } = useTranslation('roundTime');
  const memory = useDraftMemory<Values>('publication', stored?.id ?? `new.${round.id}`);
  const create = useCommand('publication.create', { done: t('publication.saved') });
  const update = useCommand('publication.update', { done: t('publication.saved') });
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: {
      fromOn: stored?.fromOn ?? null,
      toOn: stored?.toOn ?? null,
      place: stored?.place ?? '',
      phone: stored?.phone ?? '',
      result: stored?.result ?? '',
      objections: stored?.objections ?? '',
    },
    validate: {
      fromOn: (day) => (day === null ? t('publication.missing') : null),
      toOn: (day) => (day === null ? t('publication.missing') : null),
      place: (place) => (place.trim() === '' ? t('publication.missing') : null),
    },
  });
  const save = async ({ fromOn, toOn, ...rest }: Values) => {
    if (fromOn === null || toOn === null) return;
    const draft = { ...rest, fromOn, toOn };
    const reply = stored
      ? await update.run({ id: stored.id, revision: stored.revision, draft })
      : await create.run({ roundId: round.id, draft });
    if (!reply.ok) return;
    form.resetDirty();
    memory.clear();
    onDone();
  };
  return (
    <FormPanel
      needs="publication.update"
      form={form}
      label={t('publication.new')}
      findings={stored ? update.findings : create.findings}
      pending={create.pending || update.pending}
      onSave={save}
      onCancel={onDone}
      draft={memory}
      isNew={stored === null}
    >
      <div className={classes.sheet}>
        <FieldRow>
          <DateField name="fromOn" label={t('publication.from')} required {...(round.assessedOn ? { min: round.assessedOn } : {})} />
          <DateField name="toOn" label={t('publication.to')} required />
          <TextField name="phone" label={t('publication.phone')} maxLength={60} />
        </FieldRow>
        <TextField name="place" label={t('publication.place')} placeholder={t('publication.placeExample')} required maxLength={200} />
        <LongField name="result" label={t('publication.result')} placeholder={t('publication.noObjection')} max={2000} />
        <LongField name="objections" label={t('publication.objections')} placeholder={t('publication.objectionsExample')} max={4000} />
      </div>
    </FormPanel>
  );
}
