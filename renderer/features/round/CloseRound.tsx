import { Anchor, Button, Checkbox, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChoices } from '../../choices';
import { DayInput } from '../../components/DayInput';
import { Findings } from '../../components/Findings';
import { useManyCommand } from '../../manyCommand';
import { remembered } from '../../preference';
import classes from './Round.module.css';
import { countOf, type RoundData } from './round';

interface CloseRoundProps {
  opened: boolean;
  onClose: () => void;
  data: RoundData;
  /** Leads to what is still open. */ onGo: (tab: OpenPoint['tab']) => void;
}

/** What is still open, on which day it was assessed; closing freezes the register into the round. */
export function CloseRound({ opened, onClose, data, onGo }: CloseRoundProps) {
  const { t } = useTranslation('round');
  return (
    <Modal opened={opened} onClose={onClose} title={t('close.title', { name: data.round.name })} size="lg">
      {opened && <Questions data={data} onClose={onClose} onGo={onGo} />}
    </Modal>
  );
}

function Questions({ data: { round, figures, implementation }, onClose, onGo }: Omit<CloseRoundProps, 'opened'>) {
  const { t } = useTranslation('round');
  const choices = useChoices();
  const close = useManyCommand('round.close', countOf(figures), t('close.done'), t('close.title', { name: round.name }));
  const [days, setDays] = useState<{ assessedOn: string | null; closedOn: string | null }>({
    assessedOn: round.meetingOn ?? round.assessedOn,
    closedOn: null,
  });
  const [acceptPending, setAcceptPending] = useState(false);
  const today = choices?.today;
  const assessedOn = days.assessedOn ?? today ?? null;
  const closedOn = days.closedOn ?? today ?? null;
  const unsaved = useUnsaved(round.id);
  const open = [
    ...(unsaved ? [{ key: 'unsaved', count: 0, tab: unsaved } as const] : []),
    ...openPoints({ round, figures, implementation }),
  ];
  const needsTeam = round.team.length === 0;
  const run = async () => {
    if (assessedOn === null || closedOn === null) return;
    const reply = await close.run({ id: round.id, revision: round.revision, assessedOn, closedOn, acceptPending });
    if (reply.ok) onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('close.text')}</Text>
        {open.length > 0 && (
          <div className={classes.notice} role="note">
            <Text size="sm" fw={600} mb={4}>
              {t('close.openPoints')}
            </Text>
            <List size="sm">
              {open.map(({ key, count, tab }) => (
                <List.Item key={key}>
                  {t(`close.point.${key}`, { count })}{' '}
                  <Anchor component="button" type="button" size="sm" onClick={() => onGo(tab)}>
                    {t('close.go')}
                  </Anchor>
                </List.Item>
              ))}
            </List>
          </div>
        )}
        <Group grow align="flex-start">
          <div>
            <DayInput
              label={t('assessedOn')}
              withAsterisk
              clearable={false}
              value={assessedOn}
              min={round.startedOn}
              onChange={(day) => setDays({ ...days, assessedOn: day })}
            />
            <Findings findings={close.findings} field="assessedOn" />
          </div>
          <div>
            <DayInput
              label={t('closedOn')}
              withAsterisk
              clearable={false}
              value={closedOn}
              min={round.startedOn}
              onChange={(day) => setDays({ ...days, closedOn: day })}
            />
            <Findings findings={close.findings} field="closedOn" />
          </div>
        </Group>
        {figures.states.pending > 0 && (
          <Checkbox
            checked={acceptPending}
            onChange={(event) => setAcceptPending(event.currentTarget.checked)}
            label={t('close.acceptPending', { count: figures.states.pending })}
          />
        )}
        <Findings findings={close.findings.filter(({ field }) => field !== 'assessedOn' && field !== 'closedOn')} />
        <Text size="sm" c="dimmed">
          {t('close.final')}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={close.pending} disabled={needsTeam || (figures.states.pending > 0 && !acceptPending)}>
            {t('close.verb')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The tab in which something is typed that has not been saved; forms keep it within a second. */
function useUnsaved(roundId: string): 'plan' | 'conclusion' | null {
  const [tab, setTab] = useState<'plan' | 'conclusion' | null>(null);
  useEffect(() => {
    let current = true;
    const look = async () => {
      const [plan, conclusion] = await Promise.all([
        remembered(`draft.roundPlan.${roundId}`),
        remembered(`draft.roundConclusion.${roundId}`),
      ]);
      if (current) setTab(plan !== undefined ? 'plan' : conclusion !== undefined ? 'conclusion' : null);
    };
    void look();
    const timer = setTimeout(() => void look(), 1000);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [roundId]);
  return tab;
}

interface OpenPoint {
  key: 'pending' | 'implementation' | 'team' | 'worker' | 'meeting' | 'attendance' | 'conclusion';
  count: number;
  tab: 'items' | 'implementation' | 'plan' | 'conclusion';
}

/** What a director would be asked about later. Only the missing team stands in the way. */
function openPoints({ round, figures, implementation }: Pick<RoundData, 'round' | 'figures' | 'implementation'>): OpenPoint[] {
  const absent = round.team.filter((member) => !member.attended).length;
  const points: [isOpen: boolean, point: OpenPoint][] = [
    [figures.states.pending > 0, { key: 'pending', count: figures.states.pending, tab: 'items' }],
    [
      implementation.serious > implementation.stated,
      { key: 'implementation', count: implementation.serious - implementation.stated, tab: 'implementation' },
    ],
    [round.team.length === 0, { key: 'team', count: 0, tab: 'plan' }],
    [round.team.length > 0 && !round.team.some((member) => member.isWorkerRepresentative), { key: 'worker', count: 0, tab: 'plan' }],
    [round.meetingOn === null, { key: 'meeting', count: 0, tab: 'plan' }],
    [round.meetingOn !== null && absent > 0, { key: 'attendance', count: absent, tab: 'plan' }],
    [round.conclusion === '', { key: 'conclusion', count: 0, tab: 'conclusion' }],
  ];
  return points.filter(([isOpen]) => isOpen).map(([, point]) => point);
}
