import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { comparisons, type Comparison } from '../../../db/domain/round/round';
import { useApi } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { LevelBadge } from '../../components/LevelBadge';
import { PageHead } from '../../components/PageHead';
import { periodText } from '../../components/periodText';
import { Refused } from '../../components/Refused';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { StatTile } from '../../components/StatTile';
import { ComparisonBadge } from './Badges';
import { flowsOf } from './flow';
import { FlowPicture } from './FlowPicture';
import classes from './Round.module.css';
import { changedFields, type Compared, type RoundRow } from './round';

interface RoundCompareProps {
  earlierId: string | null;
  laterId: string | null;
  onChoose: (earlierId: string, laterId: string) => void;
  onBack: () => void;
}

/** Any two rounds side by side: numbers, flow between the levels, every change. */
export function RoundCompare({ earlierId, laterId, onChoose, onBack }: RoundCompareProps) {
  const { t } = useTranslation('round');
  const { data: rounds = [] } = useApi('round.list', {}, { subjects: ['round', 'roundRisk', 'risk'] });
  const later = rounds.find(({ id }) => id === laterId) ?? rounds[0];
  const earlier = rounds.find(({ id }) => id === earlierId) ?? rounds.find(({ id }) => id !== later?.id);
  const options = rounds.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className={classes.page}>
      <PageHead title={t('compare.title')} onBack={onBack} />
      {earlier && later ? (
        <>
          <Group px="md" pb="sm" gap="sm" align="flex-end">
            <NativeSelect
              label={t('compare.earlier')}
              data={options}
              value={earlier.id}
              onChange={(event) => onChoose(event.currentTarget.value, later.id)}
            />
            <NativeSelect
              label={t('compare.later')}
              data={options}
              value={later.id}
              onChange={(event) => onChoose(earlier.id, event.currentTarget.value)}
            />
            {later.period < earlier.period && (
              <Button variant="default" onClick={() => onChoose(later.id, earlier.id)}>
                {t('compare.swap')}
              </Button>
            )}
          </Group>
          {earlier.id === later.id ? <EmptyState title={t('compare.same')} /> : <Result earlier={earlier} later={later} />}
        </>
      ) : (
        <EmptyState title={t('compare.none')} />
      )}
    </div>
  );
}

function Result({ earlier, later }: { earlier: RoundRow; later: RoundRow }) {
  const { t } = useTranslation(['round', 'term']);
  const { data, error, refetch } = useApi(
    'round.compare',
    { earlierId: earlier.id, laterId: later.id },
    { subjects: ['round', 'roundRisk', 'risk'] },
  );
  const [only, setOnly] = useState<Comparison | null>(null);
  const flows = useMemo(() => (data ? flowsOf(data, later.figures.levels) : []), [data, later]);
  if (error && !data) return <Refused failure={error.failure} onRetry={() => void refetch()} />;
  if (!data) return null;
  return (
    <div className={classes.scroll}>
      <Stack gap="lg">
        <div className={classes.tiles}>
          {comparisons.map((comparison) => (
            <StatTile
              key={comparison}
              label={t('compare.risks')}
              icon={<ComparisonBadge comparison={comparison} />}
              value={data.counts[comparison]}
              {...(comparison === 'same' ? {} : { onOpen: () => setOnly(only === comparison ? null : comparison) })}
            />
          ))}
        </div>
        <section>
          <Text component="h2" fw={600} fz="md" m={0} mb="xs">
            {t('flow.title')}
          </Text>
          <FlowPicture flows={flows} earlier={periodText(t, earlier.period, 'short')} later={periodText(t, later.period, 'short')} />
        </section>
        <Changes compared={data} only={only} onAll={() => setOnly(null)} />
      </Stack>
    </div>
  );
}

const page = 200;

function Changes({ compared, only, onAll }: { compared: Compared; only: Comparison | null; onAll: () => void }) {
  const { t } = useTranslation(['round', 'term']);
  const [shown, setShown] = useState(page);
  const changes = only === null ? compared.changes : compared.changes.filter(({ comparison }) => comparison === only);
  type Change = (typeof changes)[number];
  const words = (change: Change, field: 'riskNo' | 'riskPoint' | 'hazardSource' | 'department') =>
    (change.after ?? change.before)?.[field] ?? '';
  const columns: SimpleColumn<Change>[] = [
    { id: 'riskNo', title: t('term:field.riskNo'), width: '6rem', render: (change) => words(change, 'riskNo') },
    { id: 'riskPoint', title: t('term:field.riskPoint'), width: '11rem', render: (change) => words(change, 'riskPoint') },
    {
      id: 'hazardSource',
      title: t('term:field.hazardSource'),
      render: (change) => (
        <Text size="sm" lineClamp={2} title={words(change, 'hazardSource')}>
          {words(change, 'hazardSource')}
        </Text>
      ),
    },
    {
      id: 'comparison',
      title: t('items.comparison'),
      width: '5.5rem',
      render: ({ comparison }) => <ComparisonBadge comparison={comparison} />,
    },
    {
      id: 'before',
      title: t('compare.before'),
      width: '5.5rem',
      render: ({ beforeLevel }) => beforeLevel && <LevelBadge level={beforeLevel} />,
    },
    { id: 'after', title: t('items.after'), width: '5.5rem', render: ({ afterLevel }) => afterLevel && <LevelBadge level={afterLevel} /> },
    {
      id: 'changed',
      title: t('items.changed'),
      width: '11rem',
      render: ({ before, after }) => (
        <Text size="sm" lineClamp={2}>
          {changedFields(before, after)
            .map((field) => t(`term:field.${field as 'level'}`))
            .join('、')}
        </Text>
      ),
    },
    {
      id: 'reason',
      title: t('items.reason'),
      width: '11rem',
      render: ({ reason }) => (
        <Text size="sm" lineClamp={2} title={reason}>
          {reason}
        </Text>
      ),
    },
    { id: 'department', title: t('term:field.department'), width: '7rem', render: (change) => words(change, 'department') },
  ];
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Text component="h2" fw={600} fz="md" m={0}>
          {only === null
            ? t('compare.changes', { count: changes.length })
            : t('compare.only', { what: t(`term:comparison.${only}`), count: changes.length })}
        </Text>
        {only !== null && (
          <Button size="compact-sm" variant="default" onClick={onAll}>
            {t('compare.all')}
          </Button>
        )}
      </Group>
      <SimpleTable
        label={t('compare.title')}
        columns={columns}
        rows={changes.slice(0, shown)}
        keyOf={({ riskId }) => riskId}
        empty={
          <Text size="sm" c="dimmed">
            {t('compare.noChanges')}
          </Text>
        }
      />
      {changes.length > shown && (
        <Button mt="sm" variant="default" onClick={() => setShown(shown + page)}>
          {t('compare.more', { count: changes.length - shown })}
        </Button>
      )}
    </section>
  );
}
