import { ScrollArea, Stack, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { RiskFilter } from '../../../db/domain/risk/list';
import { levelOf, lsScore, lsValues, riskLevels, type RiskLevel } from '../../../db/domain/risk/scale';
import { shareIn } from '../../../db/domain/share';
import { useApi } from '../../api';
import { LevelBadge } from '../../components/LevelBadge';
import { LevelMatrix } from '../../components/LevelMatrix';
import { Refused } from '../../components/Refused';
import { SimpleTable } from '../../components/SimpleTable';
import { StatTile } from '../../components/StatTile';
import { Pictured } from '../../picture';
import { useDepartments } from './choices';
import { scaleFor } from './grading';
import classes from './RiskOverview.module.css';
import { departmentLevels, scoreBands } from './spread';

const DepartmentBars = lazy(() => import('./DepartmentBars').then(({ DepartmentBars: component }) => ({ default: component })));

interface RiskOverviewProps {
  /** Limits of the list; the pictures show the same risks. */
  filter: RiskFilter;
  /** Shows the list with these limits only. */
  onFilter: (filter: RiskFilter) => void;
}

/** How the risks are spread, each picture with its table; a click shows the risks in the list. */
export function RiskOverview({ filter, onFilter }: RiskOverviewProps) {
  const { t } = useTranslation(['risk', 'term']);
  const asked = { subjects: ['risk', 'riskPoint', 'department'], keep: true };
  const { data: facets, error, refetch } = useApi('risk.facets', { filter }, asked);
  const { data: spread } = useApi('risk.spread', { filter }, asked);
  const { data: scales } = useApi('risk.scales', {}, { subjects: ['enterprise'] });
  const { tree } = useDepartments();
  if (error && !facets) return <Refused failure={error.failure} onRetry={() => void refetch()} />;
  if (!facets || !spread || !scales) return null;
  const departments = departmentLevels(spread.departments, tree, t('filter.noDepartment'));
  const lec = scaleFor(scales, 'lec', null);
  const bands = lec ? scoreBands(spread.lec, lec) : [];
  const ls = scaleFor(scales, 'ls', null);
  const isNarrowed = Object.values(filter).some((value) => value !== undefined);
  const show = (extra: RiskFilter) => onFilter({ ...filter, ...extra });
  return (
    <ScrollArea className={classes.scroll}>
      <Stack gap="lg" p="md">
        {isNarrowed && (
          <Text size="sm" c="dimmed">
            {t('overview.narrowed', { count: facets.total })}
          </Text>
        )}
        <div className={classes.tiles}>
          {riskLevels.map((level) => (
            <StatTile
              key={level}
              label={t('overview.risks')}
              icon={<LevelBadge level={level} />}
              value={facets.level[level] ?? 0}
              hint={t('overview.share', { share: percent(facets.level[level] ?? 0, facets.total) })}
              onOpen={() => show({ level: [level] })}
            />
          ))}
        </div>
        <section>
          <Text component="h2" fw={600} fz="md" m={0} mb="xs">
            {t('overview.byDepartment')}
          </Text>
          <div className={classes.pair}>
            <Suspense fallback={<div className={classes.chart} />}>
              <Pictured
                title={t('overview.byDepartment')}
                legend={riskLevels.map((level) => ({ label: t(`term:riskLevel.${level}`), color: `var(--level-${level})` }))}
              >
                <DepartmentBars rows={departments} />
              </Pictured>
            </Suspense>
            <SimpleTable
              label={t('overview.byDepartment')}
              rows={departments}
              keyOf={(row) => row.id}
              onOpen={(row) => show({ departmentId: [row.id] })}
              columns={[
                { id: 'name', title: t('term:field.department'), render: (row) => row.name },
                ...riskLevels.map((level) => ({
                  id: level,
                  title: t(`term:riskLevel.${level}`),
                  align: 'end' as const,
                  width: '3.5rem',
                  render: (row: (typeof departments)[number]) => row.levels[level] || '',
                })),
                { id: 'total', title: t('overview.total'), align: 'end' as const, width: '3.5rem', render: (row) => row.total },
              ]}
            />
          </div>
        </section>
        <div className={classes.pair}>
          {facets.method['lec'] ? (
            <section>
              <Text component="h2" fw={600} fz="md" m={0} mb="xs">
                {t('overview.lec', { count: facets.method['lec'] })}
              </Text>
              <Pictured title={t('overview.lec', { count: facets.method['lec'] })} place="above">
                <SimpleTable
                  label={t('overview.lec', { count: facets.method['lec'] })}
                  rows={bands}
                  keyOf={(band) => band.key}
                  onOpen={({ from, below }) => show({ method: ['lec'], scoreFrom: from, scoreBelow: below })}
                  columns={[
                    { id: 'band', title: 'D', width: '8rem', render: (band) => band.words },
                    {
                      id: 'bar',
                      title: t('overview.spread'),
                      render: (band) => <Bar count={band.count} most={Math.max(...bands.map(({ count }) => count))} level={band.level} />,
                    },
                    { id: 'count', title: t('overview.count'), align: 'end', width: '4rem', render: (band) => band.count },
                  ]}
                />
              </Pictured>
            </section>
          ) : null}
          {ls && facets.method['ls'] ? (
            <section>
              <Text component="h2" fw={600} fz="md" m={0} mb="xs">
                {t('overview.ls', { count: facets.method['ls'] })}
              </Text>
              <Pictured title={t('overview.ls', { count: facets.method['ls'] })} place="above">
                <LevelMatrix
                  label={t('overview.ls', { count: facets.method['ls'] })}
                  xTitle={t('overview.severity')}
                  yTitle={t('overview.likelihood')}
                  xs={lsValues}
                  ys={lsValues.toReversed()}
                  levelOf={(x, y) => levelOf(ls, lsScore(y, x))}
                  countOf={(x, y) => spread.ls.find(({ l, s }) => l === y && s === x)?.count ?? 0}
                  onChoose={(x, y) => show({ method: ['ls'], l: y, s: x })}
                />
              </Pictured>
            </section>
          ) : null}
        </div>
      </Stack>
    </ScrollArea>
  );
}

function Bar({ count, most, level }: { count: number; most: number; level: RiskLevel }) {
  return <span className={classes.bar} data-level={level} style={{ width: `${most === 0 ? 0 : (count / most) * 100}%` }} aria-hidden />;
}

const percent = (part: number, whole: number): string => String(shareIn(1000, part, whole) / 10);
