import { Button, Group, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPrinter } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { cardFields, type CardField } from '../../../db/domain/card/card';
import { useApi, useCommand } from '../../api';
import { useChoices } from '../../choices';
import { FormPanel } from '../../components/form/FormPanel';
import { DateField, FieldGroup, LongField } from '../../components/form/fields';
import { LevelBadge } from '../../components/LevelBadge';
import { Refused } from '../../components/Refused';
import { useDraftMemory } from '../../preference';
import { Evidence } from '../../Evidence';
import type { CardView } from './card';
import { SignsField } from './SignsField';

interface CardFormProps {
  pointId: string;
  onTitle: (title: string) => void;
  onDirty: (dirty: boolean) => void;
  onDraft: () => void;
  onIssue: () => void;
}

/** The card of one risk point: what the register says, to be written otherwise where the place needs other words. */
export function CardForm(props: CardFormProps) {
  const { pointId, onTitle } = props;
  const card = useApi(
    'card.get',
    { pointId },
    { subjects: ['risk', 'riskPoint', 'noticeCard', 'person', 'post', 'department', 'enterprise'] },
  );
  const today = useChoices()?.today;
  const name = card.data?.point.name;
  useEffect(() => {
    if (name !== undefined) onTitle(name);
  }, [name, onTitle]);
  if (card.isError && !card.data) return <Refused failure={card.error.failure} onRetry={() => void card.refetch()} />;
  if (!card.data || today === undefined) return null;
  return <Fields key={card.data.contentHash} {...props} card={card.data} today={today} />;
}

function Fields({ pointId, card, today, onDirty, onDraft, onIssue }: CardFormProps & { card: CardView; today: string }) {
  const { t } = useTranslation('card');
  const save = useCommand('card.save', { done: t('form.made') });
  const memory = useDraftMemory<Record<CardField, string> & { compiledOn: string | null }>('card', pointId);
  const day: string | null = card.state === 'current' ? (card.card?.compiledOn ?? today) : today;
  const form = useForm({
    mode: 'controlled',
    initialValues: { ...card.shown, compiledOn: day as string | null },
    validate: { compiledOn: (stated) => (stated === null ? t('form.dayMissing') : null) },
  });
  const isDirty = form.isDirty();
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  useEffect(() => () => onDirty(false), [onDirty]);
  return (
    <FormPanel
      needs="card.save"
      form={form}
      label={t('form.title')}
      findings={save.findings}
      pending={save.pending}
      verb={t('form.make')}
      draft={memory}
      onSave={async ({ compiledOn, ...texts }) => {
        if (compiledOn === null) return;
        const reply = await save.run({ pointId, compiledOn, texts });
        if (!reply.ok) return;
        form.resetDirty();
        memory.clear();
      }}
      actions={
        <>
          <Button variant="default" leftSection={<IconPrinter size={15} aria-hidden />} onClick={onDraft}>
            {t('print.draft')}
          </Button>
          <Button variant="default" onClick={onIssue}>
            {t('print.issue')}
          </Button>
        </>
      }
    >
      <Group gap="xs">
        <LevelBadge level={card.point.level} />
        <Text size="sm">{t(`state.${card.state}`)}</Text>
        {card.card && (
          <Text size="sm" c="dimmed">
            {t('version', { version: card.card.version })}
          </Text>
        )}
        <Button
          size="compact-xs"
          variant="default"
          disabled={cardFields.every((field) => form.getValues()[field] === card.register[field])}
          onClick={() => form.setValues(card.register)}
        >
          {t('form.register')}
        </Button>
      </Group>
      {card.lacking.length > 0 && (
        <Text size="sm" c="var(--text-notice)">
          {t('form.lacking', { fields: card.lacking.join('、') })}
        </Text>
      )}
      <FieldGroup title={t('form.title')}>
        <Text size="xs" c="dimmed">
          {t('form.text')}
        </Text>
        {cardFields.map((field) =>
          field === 'signs' ? (
            <SignsField key={field} />
          ) : (
            <LongField
              key={field}
              name={field}
              label={t(`field.${field}`)}
              max={2000}
              minRows={field === 'measures' || field === 'hazards' ? 3 : 1}
            />
          ),
        )}
        <DateField name="compiledOn" label={t('field.compiledOn')} required />
      </FieldGroup>
      <Evidence subject="noticeCard" subjectId={card.card?.id} />
    </FormPanel>
  );
}
