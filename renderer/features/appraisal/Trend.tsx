import { SegmentedControl } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, type Data } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { PageHead } from '../../components/PageHead';
import { Picker } from '../../components/Picker';
import { Refused } from '../../components/Refused';
import { SimpleTable } from '../../components/SimpleTable';
import { personOptions } from '../../people';
import { Pictured } from '../../picture';
import { go } from '../../place';
import classes from './Appraisal.module.css';
import { AppraisalTabs } from './AppraisalTabs';
import { shareText } from './people';

const TrendChart = lazy(() => import('./TrendChart'));

type Point = Data<'appraisal.trend'>[number];

/** How everybody, a department or a person did from period to period. */
export function Trend() {
  const { t } = useTranslation(['appraisal', 'term']);
  const [isOfLeaders, setLeaders] = useState(false);
  const [departmentId, setDepartment] = useState<string | null>(null);
  const [person, setPerson] = useState<{ id: string; name: string } | null>(null);
  const { data: departments = [] } = useApi('department.list', {}, { keep: true, subjects: ['department', 'departmentName'] });
  const options = useMemo(() => departments.map(({ id, name }) => ({ value: id, label: name })), [departments]);
  const list = useApi(
    'appraisal.trend',
    { isOfLeaders, departmentId, personId: person?.id ?? null },
    { keep: true, subjects: ['appraisal', 'appraisalPeriod'] },
  );
  if (list.isError) return <Refused failure={list.error.failure} onRetry={() => void list.refetch()} />;
  const points = list.data ?? [];
  const assessed = points.filter(({ share }) => share !== null);
  return (
    <>
      <PageHead title={t('title')} note={t('trend.note')} />
      <AppraisalTabs at="trend">
        <div className={classes.pickers}>
          <SegmentedControl
            size="xs"
            aria-label={t('trend.whose')}
            value={isOfLeaders ? 'leader' : 'staff'}
            onChange={(value) => setLeaders(value === 'leader')}
            data={(['staff', 'leader'] as const).map((value) => ({ value, label: t(`tab.${value}`) }))}
          />
          <Picker
            size="xs"
            aria-label={t('column.department')}
            placeholder={t('trend.everyDepartment')}
            options={options}
            value={departmentId}
            onPick={setDepartment}
          />
          <Picker
            size="xs"
            aria-label={t('column.person')}
            placeholder={t('trend.everyone')}
            options={personOptions}
            value={person?.id ?? null}
            text={person?.name ?? ''}
            onPick={(id, option) => setPerson(id === null || option === null ? null : { id, name: option.label })}
          />
        </div>
      </AppraisalTabs>
      <div className={classes.scroll}>
        {assessed.length > 0 && (
          <div className={classes.chart}>
            <Suspense fallback={null}>
              <Pictured title={t('trend.share')} place="corner">
                <TrendChart label={t('trend.share')} points={assessed.map(({ period, share }) => ({ period, share: share! / 10 }))} />
              </Pictured>
            </Suspense>
          </div>
        )}
        {list.data && (
          <SimpleTable<Point>
            label={t('tab.trend')}
            rows={points.toReversed()}
            keyOf={({ periodId }) => periodId}
            onOpen={({ periodId }) => go(`/appraisal/${periodId}`)}
            columns={[
              { id: 'name', title: t('period.name'), render: ({ name }) => name },
              { id: 'people', title: t('period.people'), width: '6rem', align: 'end', render: ({ people }) => people },
              { id: 'checked', title: t('period.checked'), width: '6rem', align: 'end', render: ({ checked }) => checked },
              ...(['excellent', 'qualified', 'unqualified'] as const).map((grade) => ({
                id: grade,
                title: t(`term:appraisalGrade.${grade}`),
                width: '6rem',
                align: 'end' as const,
                render: (point: Point) => point[grade],
              })),
              { id: 'share', title: t('period.share'), width: '8rem', align: 'end', render: ({ share }) => shareText(share) },
            ]}
            empty={<EmptyState title={t('trend.none')} icon={<IconChartLine size={32} stroke={1.4} aria-hidden />} />}
          />
        )}
      </div>
    </>
  );
}
