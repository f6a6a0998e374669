import { Anchor, Button, Group, ScrollArea, Text, Tooltip } from '@mantine/core';
import { IconArrowsLeftRight, IconHistory, IconPlus, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { shareIn } from '../../../db/domain/share';
import { useApi } from '../../api';
import { Needs } from '../../components/Needs';
import { EmptyState } from '../../components/EmptyState';
import { PageHead } from '../../components/PageHead';
import { periodText } from '../../components/periodText';
import { Refused } from '../../components/Refused';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { LevelCounts, Moves, StatusBadge } from './Badges';
import { countOf, progressOf, type RoundRow } from './round';

/** Every round, newest first, with what it found. */
export function RoundList({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useTranslation(['round', 'roundTime', 'term']);
  const { data: rounds, error, refetch } = useApi('round.list', {}, { subjects: ['round', 'roundRisk', 'risk'] });
  if (error && !rounds) return <Refused failure={error.failure} onRetry={() => void refetch()} />;
  if (!rounds) return null;
  const openRound = rounds.find(({ status }) => status === 'open');
  const [latest, former] = rounds.filter(({ replacedBy }) => replacedBy === null);
  const columns: SimpleColumn<RoundRow>[] = [
    {
      id: 'name',
      title: t('name'),
      render: (round) => (
        <>
          <Text size="sm" fw={600}>
            {round.name}
          </Text>
          <Text size="xs" c="dimmed">
            {t('numberAndKind', { no: round.no, period: periodText(t, round.period), kind: t(`term:roundKind.${round.kind}`) })}
          </Text>
          <Related round={round} onOpen={onOpen} />
        </>
      ),
    },
    { id: 'status', title: t('status'), width: '6rem', render: (round) => <StatusBadge round={round} /> },
    { id: 'risks', title: t('risks'), width: '5rem', align: 'end', render: (round) => countOf(round.figures) },
    { id: 'levels', title: t('levels'), width: '12rem', render: (round) => <LevelCounts levels={round.figures.levels} /> },
    {
      id: 'moves',
      title: t('moves'),
      width: '11.5rem',
      render: (round) =>
        round.baseRoundId === null ? (
          <Text size="xs" c="dimmed">
            {t('firstRound')}
          </Text>
        ) : (
          <Moves counts={round.figures.comparison} />
        ),
    },
    {
      id: 'on',
      title: t('closedOn'),
      width: '7.5rem',
      render: (round) =>
        round.closedOn ?? (
          <Text size="sm" c="dimmed">
            {t('progress', { percent: shareIn(100, progressOf(round.figures), 1) })}
          </Text>
        ),
    },
  ];
  return (
    <>
      <PageHead title={t('title')}>
        {latest && former && (
          <Button
            variant="default"
            leftSection={<IconArrowsLeftRight size={15} aria-hidden />}
            onClick={() => onOpen(`compare~${former.id}~${latest.id}`)}
          >
            {t('compare.open')}
          </Button>
        )}
        <Needs needs="round.planPast">
          <Button variant="default" leftSection={<IconHistory size={15} aria-hidden />} onClick={() => onOpen('past')}>
            {t('roundTime:past.open')}
          </Button>
        </Needs>
        {openRound ? (
          <Tooltip label={t('oneOpen', { name: openRound.name })}>
            <Button onClick={() => onOpen(openRound.id)}>{t('continue')}</Button>
          </Tooltip>
        ) : (
          <Needs needs="round.open">
            <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => onOpen('new')}>
              {t('new')}
            </Button>
          </Needs>
        )}
      </PageHead>
      {rounds.length === 0 ? (
        <EmptyState title={t('empty.title')} text={t('empty.text')} icon={<IconRefresh size={36} stroke={1.4} aria-hidden />}>
          <Button onClick={() => onOpen('new')}>{t('new')}</Button>
        </EmptyState>
      ) : (
        <ScrollArea style={{ flex: 1, minHeight: 0 }} px="md" pb="md">
          <SimpleTable label={t('title')} columns={columns} rows={rounds} keyOf={({ id }) => id} onOpen={({ id }) => onOpen(id)} />
        </ScrollArea>
      )}
    </>
  );
}

/** The rounds that it replaces or is replaced by, to be gone to. */
function Related({ round: { follows, replacedBy }, onOpen }: { round: RoundRow; onOpen: (id: string) => void }) {
  const { t } = useTranslation('roundTime');
  const link = (to: RoundRow['follows'], text: string) =>
    to && (
      <Anchor
        component="button"
        type="button"
        size="xs"
        onClick={(event) => {
          event.stopPropagation();
          onOpen(to.id);
        }}
      >
        {text}
      </Anchor>
    );
  if (follows === null && replacedBy === null) return null;
  return (
    <Group gap="xs">
      {link(replacedBy, t('follow.replacedOf', { no: replacedBy?.no }))}
      {link(follows, t('follow.followsOf', { no: follows?.no }))}
    </Group>
  );
}
