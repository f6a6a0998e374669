import { Button, Group, NativeSelect, Stack, Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { comparisons } from '../../../db/domain/round/round';
import { useApi } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { PageHead } from '../../components/PageHead';
import { periodText } from '../../components/periodText';
import { Refused } from '../../components/Refused';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { StatTile } from '../../components/StatTile';
import { ComparisonBadge } from './Badges';
import { flowsOf } from './flow';
import { FlowPicture } from './FlowPicture';
import classes from './Round.module.css';
import type { Compared, RoundRow } from './round';
import { isSettled, RoundChanges, useChanges, type ChangeFilter } from './RoundChanges';

interface RoundCompareProps {
  earlierId: string | null;
  laterId: string | null;
  onChoose: (earlierId: string, laterId: string) => void;
  onBack: () => void;
}

/** Any two rounds side by side: numbers, flow between the levels, departments, every change. */
export function RoundCompare({ earlierId, laterId, onChoose, onBack }: RoundCompareProps) {
  const { t } = useTranslation(['round', 'roundTime']);
  const { data: rounds = [] } = useApi('round.list', {}, { subjects: ['round', 'roundRisk', 'risk'] });
  const standing = rounds.filter(({ replacedBy }) => replacedBy === null);
  const later = rounds.find(({ id }) => id === laterId) ?? standing[0];
  const earlier = rounds.find(({ id }) => id === earlierId) ?? standing.find(({ id }) => id !== later?.id);
  const options = rounds.map(({ id, name, replacedBy }) => ({
    value: id,
    label: replacedBy === null ? name : t('roundTime:follow.option', { name }),
  }));
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

const sections = ['overview', 'changes'] as const;

/** Numbers, flow and departments; every change in a list of its own. */
function Result({ earlier, later }: { earlier: RoundRow; later: RoundRow }) {
  const { t } = useTranslation(['round', 'roundTime', 'term']);
  const { data, error, refetch } = useApi(
    'round.compare',
    { earlierId: earlier.id, laterId: later.id },
    { subjects: ['round', ...(isSettled(earlier, later) ? [] : ['roundRisk', 'risk', 'department', 'departmentName'])] },
  );
  const list = useChanges(earlier, later);
  const [section, setSection] = useState<(typeof sections)[number]>('overview');
  if (error && !data) return <Refused failure={error.failure} onRetry={() => void refetch()} />;
  if (!data) return null;
  const show = (filter: Partial<ChangeFilter>) => {
    list.setFilter({ comparison: undefined, department: undefined, text: undefined, ...filter });
    setSection('changes');
  };
  const { up, down, added, removed } = data.counts;
  return (
    <Tabs
      value={section}
      onChange={(value) => setSection(value === 'changes' ? 'changes' : 'overview')}
      classNames={{ root: classes.tabs, panel: classes.panel }}
      keepMounted={false}
    >
      <Tabs.List px="md">
        <Tabs.Tab value="overview">{t('roundTime:compare.overview')}</Tabs.Tab>
        <Tabs.Tab value="changes">{t('compare.changes', { count: up + down + added + removed })}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="overview">
        <div className={classes.scroll}>
          <Stack gap="lg">
            <div className={classes.tiles}>
              {comparisons.map((comparison) => (
                <StatTile
                  key={comparison}
                  label={t('compare.risks')}
                  icon={<ComparisonBadge comparison={comparison} />}
                  value={data.counts[comparison]}
                  {...(comparison === 'same' ? {} : { onOpen: () => show({ comparison: [comparison] }) })}
                />
              ))}
            </div>
            <section>
              <Text component="h2" fw={600} fz="md" m={0} mb="xs">
                {t('flow.title')}
              </Text>
              <FlowPicture
                flows={flowsOf(data)}
                earlier={periodText(t, earlier.period, 'short')}
                later={periodText(t, later.period, 'short')}
              />
            </section>
            <Departments data={data} onOpen={(department) => show({ department: [department] })} />
          </Stack>
        </div>
      </Tabs.Panel>
      <Tabs.Panel value="changes">
        <RoundChanges earlier={earlier} later={later} list={list} departments={data.departments.map(({ department }) => department)} />
      </Tabs.Panel>
    </Tabs>
  );
}

/** What happened in each department; a row leads to its changes. */
function Departments({ data, onOpen }: { data: Compared; onOpen: (department: string) => void }) {
  const { t } = useTranslation(['round', 'roundTime', 'term']);
  type Entry = Compared['departments'][number];
  const number = (id: string, title: string, value: (entry: Entry) => number): SimpleColumn<Entry> => ({
    id,
    title,
    width: '6rem',
    align: 'end',
    render: (entry) => value(entry) || '',
  });
  return (
    <section>
      <Text component="h2" fw={600} fz="md" m={0} mb="xs">
        {t('roundTime:compare.departments')}
      </Text>
      <SimpleTable
        label={t('roundTime:compare.departments')}
        columns={[
          {
            id: 'department',
            title: t('term:field.department'),
            render: ({ department }) => department || t('roundTime:compare.noDepartment'),
          },
          number('earlier', t('roundTime:compare.earlierCount'), ({ before }) => before),
          number('later', t('roundTime:compare.laterCount'), ({ after }) => after),
          ...comparisons.map((comparison) => number(comparison, t(`term:comparison.${comparison}`), ({ counts }) => counts[comparison])),
        ]}
        rows={data.departments}
        keyOf={({ department }) => department}
        onOpen={({ department }) => onOpen(department)}
      />
    </section>
  );
}
