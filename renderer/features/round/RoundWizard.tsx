import { Alert, Button, Input, SegmentedControl, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { nameOfRound, roundKinds, type RoundDraft, type RoundKind } from '../../../db/domain/round/round';
import { useApi, type Data } from '../../api';
import { DateField, FieldGroup, FieldRow, LongField, SelectField, TextField } from '../../components/form/fields';
import { FormPanel } from '../../components/form/FormPanel';
import { PageHead } from '../../components/PageHead';
import { periodText } from '../../components/periodText';
import { useManyCommand } from '../../manyCommand';
import { useDraftMemory } from '../../preference';
import classes from './Round.module.css';
import { periodsAround, type RoundRow } from './round';
import { TeamTable } from './TeamTable';

/** Opens a round: period, what it is compared with, team, notice and plan. Everything but the first group can wait. */
export function RoundWizard({ onDone }: { onDone: (id: string | null) => void }) {
  const { t } = useTranslation('round');
  const { data: proposal } = useApi('round.propose', {}, { subjects: ['round'] });
  const { data: rounds } = useApi('round.list', {}, { subjects: ['round'] });
  const { data: facets } = useApi('risk.facets', { filter: { status: ['active', 'changing'] } }, { subjects: ['risk'] });
  const already = proposal?.openRoundId;
  return (
    <div className={classes.page}>
      <PageHead title={t('new')} note={facets && t('wizard.carries', { count: facets.total })} onBack={() => onDone(null)} />
      {already && (
        <Alert m="md" title={t('wizard.alreadyOpen')}>
          <Button size="compact-sm" variant="default" onClick={() => onDone(already)}>
            {t('continue')}
          </Button>
        </Alert>
      )}
      {proposal && rounds && facets && !already && <Form proposal={proposal} rounds={rounds} risks={facets.total} onDone={onDone} />}
    </div>
  );
}

function Form({
  proposal,
  rounds,
  risks,
  onDone,
}: {
  proposal: Data<'round.propose'>;
  rounds: readonly RoundRow[];
  /** Number of risks that are carried forward. */
  risks: number;
  onDone: (id: string | null) => void;
}) {
  const { t } = useTranslation(['round', 'term']);
  const memory = useDraftMemory<RoundDraft>('round', 'new');
  const open = useManyCommand('round.open', risks, t('wizard.opened'), t('wizard.carries', { count: risks }));
  const former = rounds.find(({ id }) => id === proposal.baseRoundId);
  const initial = useMemo(
    (): RoundDraft => ({
      name: nameOfRound(proposal.period, 'quarterly'),
      kind: 'quarterly',
      period: proposal.period,
      reason: '',
      scope: former?.scope ?? '',
      methodNote: former?.methodNote ?? '',
      noticeNo: '',
      noticeOn: null,
      startedOn: proposal.startedOn,
      baseRoundId: proposal.baseRoundId,
      team: proposal.team,
    }),
    [proposal, former],
  );
  const form = useForm<RoundDraft>({
    mode: 'controlled',
    initialValues: initial,
    validate: { name: (name) => (name.trim() === '' ? t('nameMissing') : null) },
  });
  const { kind, period, name, team } = form.getValues();
  const isTriggered = kind === 'change' || kind === 'accident';
  const periods = kind === 'annual' ? periodsAround(proposal.period.slice(0, 4)) : periodsAround(proposal.period);

  /** A name that nobody has changed follows the period. */
  const rename = (nextPeriod: string, nextKind: RoundKind) =>
    name === nameOfRound(period, kind) ? { name: nameOfRound(nextPeriod, nextKind) } : {};
  const chooseKind = (next: RoundKind) => {
    const nextPeriod = next === 'annual' ? period.slice(0, 4) : period.includes('Q') ? period : proposal.period;
    form.setValues({ kind: next, period: nextPeriod, ...rename(nextPeriod, next) });
  };
  const save = async (values: RoundDraft) => {
    const reply = await open.run({ draft: { ...values, team: values.team.filter((member) => member.name.trim() !== '') } });
    if (!reply.ok) return;
    form.resetDirty();
    memory.clear();
    if (open.isHere()) requestAnimationFrame(() => onDone(reply.data.value.id));
  };
  return (
    <FormPanel
      needs="round.open"
      form={form}
      label={t('new')}
      findings={open.findings}
      pending={open.pending}
      onSave={save}
      onCancel={() => onDone(null)}
      draft={memory}
      verb={t('wizard.verb')}
      isNew
    >
      <div className={classes.sheet}>
        <FieldGroup title={t('wizard.period')}>
          <KindChoice value={kind} onChange={chooseKind} />
          <FieldRow>
            <SelectField
              name="period"
              label={t('period')}
              required
              choices={[...new Set([period, ...periods])]
                .toSorted()
                .toReversed()
                .map((value) => ({ value, label: periodText(t, value) }))}
            />
            <SelectField
              name="baseRoundId"
              label={t('base')}
              empty={t('noBase')}
              choices={rounds
                .filter(({ status, replacedBy }) => status === 'closed' && replacedBy === null)
                .map((round) => ({ value: round.id, label: round.name }))}
            />
            <DateField name="startedOn" label={t('startedOn')} required />
          </FieldRow>
          <TextField name="name" label={t('name')} required maxLength={120} />
          <Text size="xs" c="dimmed">
            {t('wizard.baseNote')}
          </Text>
          {isTriggered && <LongField name="reason" label={t('reason')} max={2000} />}
        </FieldGroup>
        <FieldGroup title={t('team.title')}>
          <Text size="sm" c="dimmed">
            {t('wizard.team')}
          </Text>
          <TeamTable team={team} onChange={(next) => form.setFieldValue('team', next)} />
        </FieldGroup>
        <FieldGroup title={t('wizard.plan')}>
          <FieldRow>
            <TextField name="noticeNo" label={t('noticeNo')} placeholder={t('noticeNoExample')} maxLength={60} />
            <DateField name="noticeOn" label={t('noticeOn')} />
          </FieldRow>
          <LongField name="scope" label={t('scope')} placeholder={t('scopeExample')} max={2000} />
          <LongField name="methodNote" label={t('methodNote')} placeholder={t('methodExample')} max={2000} />
        </FieldGroup>
      </div>
    </FormPanel>
  );
}

/** Occasion of the round. */
function KindChoice({ value, onChange }: { value: RoundKind; onChange: (kind: RoundKind) => void }) {
  const { t } = useTranslation(['round', 'term']);
  return (
    <Input.Wrapper label={t('kind')} labelElement="div">
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('kind')}
        value={value}
        onChange={(next) => onChange(next as RoundKind)}
        data={roundKinds.map((kind) => ({ value: kind, label: t(`term:roundKind.${kind}`) }))}
      />
    </Input.Wrapper>
  );
}
