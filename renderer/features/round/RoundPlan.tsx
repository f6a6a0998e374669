import { useForm } from '@mantine/form';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { draftNotice, draftPlan } from '../../../db/domain/round/notice';
import type { RoundMember } from '../../../db/domain/round/round';
import { useApi, useCommand } from '../../api';
import { DateField, FieldGroup, FieldRow, LongField, TextField } from '../../components/form/fields';
import { FormPanel } from '../../components/form/FormPanel';
import { periodText } from '../../components/periodText';
import { useDraftMemory } from '../../preference';
import { DraftedField } from './DraftedField';
import { CircularButtons, MeetingPapers } from './HousePapers';
import classes from './Round.module.css';
import type { Round, RoundData } from './round';
import { TeamTable } from './TeamTable';

type PlanValues = {
  name: string;
  reason: string;
  startedOn: string;
  noticeNo: string;
  noticeOn: string | null;
  scope: string;
  methodNote: string;
  team: RoundMember[];
  meetingOn: string | null;
  meetingPlace: string;
  remark: string;
  noticeText: string;
  planText: string;
  revision: number;
};

const valuesOf = ({
  name,
  reason,
  startedOn,
  noticeNo,
  noticeOn,
  scope,
  methodNote,
  team,
  meetingOn,
  meetingPlace,
  remark,
  noticeText,
  planText,
  revision,
}: Round): PlanValues => ({
  name,
  reason,
  startedOn,
  noticeNo,
  noticeOn,
  scope,
  methodNote,
  team,
  meetingOn,
  meetingPlace,
  remark,
  noticeText,
  planText,
  revision,
});

/** Plan and notice, team, review meeting with its sign-in. */
export function RoundPlan({ data: { round } }: { data: RoundData }) {
  const { t } = useTranslation(['round', 'term']);
  const { data: rounds = [] } = useApi('round.list', {}, { subjects: ['round'] });
  const memory = useDraftMemory<PlanValues>('roundPlan', round.id);
  const update = useCommand('round.update', { done: t('saved') });
  const readOnly = round.status === 'closed';
  const stored = useMemo(() => valuesOf(round), [round]);
  const form = useForm<PlanValues>({
    mode: 'controlled',
    initialValues: stored,
    validate: { name: (name) => (name.trim() === '' ? t('nameMissing') : null) },
  });
  useStored(form, stored);
  const values = form.getValues();
  const { team, startedOn } = values;
  // As the paper would say it with what is typed here.
  const told = { ...round, ...values };
  const base = rounds.find(({ id }) => id === round.baseRoundId);
  const save = async ({ revision, ...patch }: PlanValues) => {
    const reply = await update.run({
      id: round.id,
      revision,
      patch: { ...patch, team: patch.team.filter((member) => member.name.trim() !== '') },
    });
    if (reply.ok) form.resetDirty();
  };
  return (
    <FormPanel
      needs="round.update"
      form={form}
      label={t('tab.plan')}
      findings={update.findings}
      pending={update.pending}
      onSave={save}
      {...(readOnly ? {} : { draft: memory })}
      readOnly={readOnly}
    >
      <div className={classes.wide}>
        <FieldGroup title={t('plan.notice')}>
          <TextField name="name" label={t('name')} required maxLength={120} />
          <p className={classes.quiet}>
            {t('plan.of', {
              kind: t(`term:roundKind.${round.kind}`),
              period: periodText(t, round.period),
              base: base?.name ?? t('noBase'),
            })}
          </p>
          <FieldRow>
            <DateField name="startedOn" label={t('startedOn')} />
            <TextField name="noticeNo" label={t('noticeNo')} placeholder={t('noticeNoExample')} maxLength={60} />
            <DateField name="noticeOn" label={t('noticeOn')} />
          </FieldRow>
          {(round.kind === 'change' || round.kind === 'accident') && <LongField name="reason" label={t('reason')} max={2000} />}
          <LongField name="scope" label={t('scope')} placeholder={t('scopeExample')} max={2000} />
          <LongField name="methodNote" label={t('methodNote')} placeholder={t('methodExample')} max={2000} />
          <DraftedField name="noticeText" label={t('plan.noticeText')} drafted={draftNotice(told)} />
          <DraftedField name="planText" label={t('plan.planText')} drafted={draftPlan(told)} />
          <CircularButtons id={round.id} dirty={form.isDirty()} />
        </FieldGroup>
        <FieldGroup title={t('plan.team')}>
          <FieldRow>
            <DateField name="meetingOn" label={t('meetingOn')} min={startedOn} />
            <TextField name="meetingPlace" label={t('meetingPlace')} maxLength={200} />
          </FieldRow>
          <TeamTable team={team} readOnly={readOnly} withAttendance onChange={(next) => form.setFieldValue('team', next)} />
          <MeetingPapers id={round.id} dirty={form.isDirty()} />
        </FieldGroup>
        <FieldGroup title={t('plan.rest')}>
          <LongField name="remark" label={t('term:field.remark')} max={4000} />
        </FieldGroup>
      </div>
    </FormPanel>
  );
}

/** The round was read again: by our own save, by another tab of it. What is typed here stays. */
export function useStored<Values extends { revision: number }>(
  form: {
    getValues: () => Values;
    setInitialValues: (values: Values) => void;
    resetDirty: (values: Values) => void;
    setValues: (values: Values) => void;
  },
  stored: Values,
): void {
  const read = useRef(stored);
  useEffect(() => {
    const base = read.current;
    if (base === stored) return;
    read.current = stored;
    const typed = form.getValues();
    if (typed.revision !== base.revision) return;
    const own = Object.entries(typed).filter(
      ([name, value]) => name !== 'revision' && JSON.stringify(value) !== JSON.stringify(base[name as keyof Values]),
    );
    form.setInitialValues(stored);
    form.resetDirty(stored);
    form.setValues({ ...stored, ...Object.fromEntries(own) });
    // The form itself is the same object for the life of the component.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [stored]);
}
