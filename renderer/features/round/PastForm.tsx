import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { periodBounds, previousPeriod, quarterOf } from '../../../db/domain/period';
import { nameOfRound, roundKinds, type RoundKind } from '../../../db/domain/round/round';
import { undo, useApi, useTask, type Input } from '../../api';
import { useChoices } from '../../choices';
import { DayInput } from '../../components/DayInput';
import { Findings } from '../../components/Findings';
import { periodText } from '../../components/periodText';
import { showChanged } from '../../notice';
import { LevelCounts } from './Badges';
import type { PastPlan } from './RoundPast';

interface PastFormProps {
  plan: PastPlan;
  onDone: (id: string | null) => void;
  /** What has to be asked about the levels. */
  children: ReactNode;
}

/** What was read in a sentence, and what a person states of that round. */
export function PastForm({ plan, onDone, children }: PastFormProps) {
  const { t } = useTranslation(['roundTime', 'round', 'term']);
  const choices = useChoices();
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
      {children}
      {today !== undefined && <Fields plan={plan} today={today} onDone={onDone} />}
    </Stack>
  );
}

type Round = Input<'round.importPast'>['round'];

function Fields({ plan, today, onDone }: Pick<PastFormProps, 'plan' | 'onDone'> & { today: string }) {
  const { t } = useTranslation(['roundTime', 'round', 'term']);
  const { data: rounds = [] } = useApi('round.list', {}, { subjects: ['round'] });
  const store = useTask('round.importPast', { title: t('past.title') });
  // What a person has not stated follows what was read, however often it is read again.
  const [stated, state] = useState<Partial<Round>>({});
  const kind = stated.kind ?? 'quarterly';
  const period = stated.period ?? plan.period ?? previousPeriod(quarterOf(today));
  const day = plan.date ?? earlier(periodBounds(period).to, today);
  const round: Round = { name: nameOfRound(period, kind), assessedOn: day, closedOn: day, ...stated, kind, period };
  const same = rounds.find((other) => other.period === period);
  const chooseKind = (chosen: RoundKind) => {
    const year = period.slice(0, 4);
    state({ ...stated, kind: chosen, period: chosen === 'annual' ? year : period.includes('Q') ? period : `${year}Q4` });
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
          onChange={(event) => state({ ...stated, period: event.currentTarget.value })}
        />
        <TextInput
          label={t('round:name')}
          w="19rem"
          maxLength={120}
          value={round.name}
          error={round.name.trim() === '' ? t('round:nameMissing') : undefined}
          onChange={(event) => state({ ...stated, name: event.currentTarget.value })}
        />
        {(['assessedOn', 'closedOn'] as const).map((field) => (
          <DayInput
            key={field}
            label={t(`round:${field}`)}
            w="9.5rem"
            clearable={false}
            max={today}
            value={round[field]}
            onChange={(chosen) => {
              if (chosen !== null) state({ ...stated, [field]: chosen });
            }}
          />
        ))}
        <Button
          loading={store.running}
          disabled={plan.total === 0 || plan.failures.length > 0 || round.name.trim() === ''}
          onClick={() => void save()}
        >
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
