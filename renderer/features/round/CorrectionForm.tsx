import { Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { particularNames, particularText, type RoundParticulars } from '../../../db/domain/round/correction';
import { computedFigures, type CountedFigures, type EnteredFigures } from '../../../db/domain/round/figure';
import { useCommand } from '../../api';
import { useChoices } from '../../choices';
import { DateField, FieldGroup, FieldRow, LongField, TextField } from '../../components/form/fields';
import { FigureTable } from '../../components/FigureTable';
import { FormPanel } from '../../components/form/FormPanel';
import { useDraftMemory } from '../../preference';
import classes from './Round.module.css';
import type { RoundData } from './round';
import { TeamTable } from './TeamTable';

/** Days that are not to be left empty may be empty while they are typed. */
type Values = { [Name in keyof RoundParticulars]: RoundParticulars[Name] | null } & { why: string; by: string; on: string | null };

/** What a closed round says of itself, to be put right: what is changed here becomes a correction, the round stays as it was. */
export function CorrectionForm({ data: { round, figures }, onDone }: { data: RoundData; onDone: () => void }) {
  const { t } = useTranslation(['roundTime', 'round', 'term']);
  const choices = useChoices();
  const memory = useDraftMemory<Values>('roundCorrection', round.id);
  const correct = useCommand('round.correct', { done: t('follow.corrected') });
  const initial = useMemo(
    (): Values => ({
      ...(Object.fromEntries(particularNames.map((name) => [name, round[name]])) as RoundParticulars),
      why: '',
      by: '',
      on: choices?.today ?? null,
    }),
    [round, choices],
  );
  if (!choices) return null;
  const changedOf = (values: Values) =>
    Object.fromEntries(
      particularNames
        .filter(
          (name) => particularText(values[name] as RoundParticulars['name']) !== particularText(round[name] as RoundParticulars['name']),
        )
        .map((name) => [name, name === 'team' ? values.team!.filter((member) => member.name.trim() !== '') : values[name]]),
    ) as Partial<RoundParticulars>;
  return (
    <Form
      initial={initial}
      changedOf={changedOf}
      label={t('follow.correct')}
      memory={memory}
      findings={correct.findings}
      pending={correct.pending}
      onCancel={onDone}
      onSave={async (patch, { why, by, on }) => {
        const reply = await correct.run({ id: round.id, patch, why: why.trim(), by: by.trim(), on: on ?? choices.today });
        if (reply.ok) memory.clear();
        if (reply.ok) onDone();
        return reply.ok;
      }}
      figures={computedFigures(figures, round.baseRoundId === null)}
      today={choices.today}
    />
  );
}

interface FormProps {
  initial: Values;
  changedOf: (values: Values) => Partial<RoundParticulars>;
  label: string;
  memory: ReturnType<typeof useDraftMemory<Values>>;
  findings: ReturnType<typeof useCommand<'round.correct'>>['findings'];
  pending: boolean;
  onCancel: () => void;
  onSave: (patch: Partial<RoundParticulars>, values: Values) => Promise<boolean>;
  figures: CountedFigures;
  today: string;
}

function Form({ initial, changedOf, label, memory, findings, pending, onCancel, onSave, figures, today }: FormProps) {
  const { t } = useTranslation(['roundTime', 'round', 'term']);
  const needed = (value: string | null) => (value === null || value.trim() === '' ? t('follow.missing') : null);
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: initial,
    validate: { name: needed, startedOn: needed, assessedOn: needed, closedOn: needed, why: needed, by: needed, on: needed },
  });
  const values = form.getValues();
  const changed = Object.keys(changedOf(values)) as (keyof RoundParticulars)[];
  const save = async (typed: Values) => {
    const patch = changedOf(typed);
    if (Object.keys(patch).length === 0) {
      form.setFieldError('why', t('follow.nothing'));
      return;
    }
    if (await onSave(patch, typed)) form.resetDirty();
  };
  const name = (field: keyof RoundParticulars) => ({ name: field, label: t(`term:roundParticular.${field}`) });
  return (
    <FormPanel
      needs="round.correct"
      form={form}
      label={label}
      findings={findings}
      pending={pending}
      onSave={save}
      onCancel={onCancel}
      draft={memory}
      verb={t('follow.correctVerb')}
      isNew
    >
      <div className={classes.wide}>
        <FieldGroup title={t('follow.grounds')}>
          <Text size="sm" c="dimmed">
            {t('follow.correctText')}
          </Text>
          <Text size="sm">
            {changed.length === 0
              ? t('follow.unchanged')
              : t('follow.changed', { fields: changed.map((field) => t(`term:roundParticular.${field}`)).join(t('follow.comma')) })}
          </Text>
          <LongField name="why" label={t('follow.why')} required max={1000} placeholder={t('follow.whyExample')} />
          <FieldRow>
            <TextField name="by" label={t('follow.by')} required maxLength={60} />
            <DateField name="on" label={t('follow.on')} required max={today} />
          </FieldRow>
        </FieldGroup>
        <FieldGroup title={t('follow.particulars')}>
          <TextField {...name('name')} required maxLength={120} />
          <FieldRow>
            <DateField {...name('startedOn')} required />
            <DateField {...name('assessedOn')} required />
            <DateField {...name('closedOn')} required max={today} />
          </FieldRow>
          <FieldRow>
            <TextField {...name('noticeNo')} maxLength={60} />
            <DateField {...name('noticeOn')} />
          </FieldRow>
          <FieldRow>
            <DateField {...name('meetingOn')} />
            <TextField {...name('meetingPlace')} maxLength={200} />
          </FieldRow>
          <LongField {...name('reason')} max={2000} />
          <LongField {...name('scope')} max={2000} />
          <LongField {...name('methodNote')} max={2000} />
        </FieldGroup>
        <FieldGroup title={t('round:team.title')}>
          <TeamTable team={values.team ?? []} withAttendance onChange={(team) => form.setFieldValue('team', team)} />
        </FieldGroup>
        <FieldGroup title={t('term:roundParticular.conclusion')}>
          <LongField {...name('conclusion')} max={20_000} minRows={5} />
          <FigureTable
            label={t('round:figure.title')}
            counted={figures}
            entered={(values.entered ?? {}) as EnteredFigures}
            readOnly={false}
            onChange={(entered) => form.setFieldValue('entered', entered)}
          />
        </FieldGroup>
        <FieldGroup title={t('follow.texts')}>
          <LongField {...name('noticeText')} max={20_000} minRows={4} />
          <LongField {...name('planText')} max={20_000} minRows={4} />
        </FieldGroup>
      </div>
    </FormPanel>
  );
}
