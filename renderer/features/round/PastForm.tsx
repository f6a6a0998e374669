import { Alert, Button, Group, NativeSelect, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { periodBounds, previousPeriod, quarterOf } from '../../../db/domain/period';
import { nameOfRound, roundKinds, type RoundKind } from '../../../db/domain/round/round';
import { undo, useApi, useTask, type Input } from '../../api';
import { DayInput } from '../../components/DayInput';
import { Findings } from '../../components/Findings';
import { periodText } from '../../components/periodText';
import { showChanged } from '../../notice';
import { LevelCounts } from './Badges';
import type { PastPlan } from './RoundPast';

interface PastFormProps {
  plan: PastPlan;
  /** Reads again with the grade numbers running this way. */
  onGrades: (grades: NonNullable<PastPlan['scheme']>) => void;
  onDone: (id: string | null) => void;
}

/** What was read in a sentence, and what a person states of that round. */
export function PastForm({ plan, onGrades, onDone }: PastFormProps) {
  const { t } = useTranslation(['roundTime', 'round', 'term']);
  const { data: choices } = useApi('risk.choices', {}, { subjects: ['enterprise'] });
  const today = choices?.today;
  return (
    <Stack gap="xs" px="md" pb="sm">
      <Group gap="md">
        <Text fw={600}>{t('past.read', { count: plan.total })}</Text>
        <LevelCounts levels={plan.levels} />
        <Text size="sm" c="dimmed">
          {t('past.matches', { ...plan.matches })}
        </Text>
      </Group>
      {plan.refused > 0 && (
        <Alert variant="light" color="violet" p="xs">
          {t('past.refused', { count: plan.refused })}
        </Alert>
      )}
      {plan.units.length > 0 && (
        <Alert variant="light" color="violet" p="xs">
          {t('past.units', { units: plan.units.join('、') })}
        </Alert>
      )}
      {plan.scheme && (
        <Group gap="xs">
          <Text size="sm">{t('past.grades')}</Text>
          <SegmentedControl
            size="xs"
            aria-label={t('past.grades')}
            value={plan.scheme.direction}
            onChange={(direction) => onGrades({ direction: direction as 'down' | 'up', grades: plan.scheme!.grades })}
            data={(['down', 'up'] as const).map((value) => ({ value, label: t(`past.${value}`) }))}
          />
        </Group>
      )}
      {today !== undefined && <Fields plan={plan} today={today} onDone={onDone} />}
    </Stack>
  );
}

type Round = Input<'round.importPast'>['round'];

function Fields({ plan, today, onDone }: Pick<PastFormProps, 'plan' | 'onDone'> & { today: string }) {
  const { t } = useTranslation(['roundTime', 'round', 'term']);
  const { data: rounds = [] } = useApi('round.list', {}, { subjects: ['round'] });
  const store = useTask('round.importPast', { title: t('past.title') });
  const [round, setRound] = useState<Round>(() => {
    const period = plan.period ?? previousPeriod(quarterOf(today));
    const day = plan.date ?? earlier(periodBounds(period).to, today);
    return { name: nameOfRound(period, 'quarterly'), kind: 'quarterly', period, assessedOn: day, closedOn: day };
  });
  const same = rounds.find(({ period }) => period === round.period);
  const choose = (kind: RoundKind, period: string) => {
    const followed = round.name === nameOfRound(round.period, round.kind) ? nameOfRound(period, kind) : round.name;
    setRound({ ...round, kind, period, name: followed });
  };
  const chooseKind = (kind: RoundKind) => {
    const year = round.period.slice(0, 4);
    choose(kind, kind === 'annual' ? year : round.period.includes('Q') ? round.period : `${year}Q4`);
  };
  const save = async () => {
    const reply = await store.run({ sessionId: plan.sessionId, round });
    if (!reply.ok) return;
    showChanged({ changed: 0, message: t('past.done', { count: reply.data.risks }), undo: () => void undo() });
    onDone(reply.data.id);
  };
  return (
    <>
      <Group gap="sm" align="flex-end">
        <NativeSelect
          label={t('round:kind')}
          data={roundKinds.map((value) => ({ value, label: t(`term:roundKind.${value}`) }))}
          value={round.kind}
          onChange={(event) => chooseKind(event.currentTarget.value as RoundKind)}
        />
        <NativeSelect
          label={t('round:period')}
          data={periodsBack(round.kind === 'annual', today, round.period).map((value) => ({ value, label: periodText(t, value) }))}
          value={round.period}
          onChange={(event) => choose(round.kind, event.currentTarget.value)}
        />
        <TextInput
          label={t('round:name')}
          w="19rem"
          maxLength={120}
          value={round.name}
          error={round.name.trim() === '' ? t('round:nameMissing') : undefined}
          onChange={(event) => setRound({ ...round, name: event.currentTarget.value })}
        />
        {(['assessedOn', 'closedOn'] as const).map((field) => (
          <DayInput
            key={field}
            label={t(`round:${field}`)}
            w="9.5rem"
            clearable={false}
            max={today}
            value={round[field]}
            onChange={(day) => {
              if (day !== null) setRound({ ...round, [field]: day });
            }}
          />
        ))}
        <Button loading={store.running} disabled={plan.total === 0 || round.name.trim() === ''} onClick={() => void save()}>
          {t('past.verb', { count: plan.total })}
        </Button>
      </Group>
      {same && (
        <Text size="sm" c="dimmed">
          {t('past.same', { name: same.name, no: same.no })}
        </Text>
      )}
      <Findings findings={store.failure?.findings ?? []} />
    </>
  );
}

const earlier = (a: string, b: string): string => (a < b ? a : b);

/** The last twelve years or twenty quarters, and the one that the sheets name. */
function periodsBack(isAnnual: boolean, today: string, named: string): string[] {
  const periods: string[] = [];
  for (let at = isAnnual ? today.slice(0, 4) : quarterOf(today); periods.length < (isAnnual ? 12 : 20); at = previousPeriod(at))
    periods.push(at);
  return periods.includes(named) ? periods : [named, ...periods];
}
