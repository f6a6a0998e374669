import { Button, Group } from '@mantine/core';
import { IconClipboardCheck, IconUserPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appraisalGrades } from '../../../db/domain/responsibility/appraisal';
import { appraisalStates } from '../../../db/domain/responsibility/appraise';
import { useApi } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { useAllowed } from '../../components/Needs';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { Ring } from '../../components/Ring';
import { DataTable } from '../../components/table/DataTable';
import { textFilter, useList } from '../../components/table/list';
import { NothingFound } from '../../components/table/NothingFound';
import { useRowsHere } from '../../components/table/useRowsHere';
import { isPicked } from '../../components/table/selection';
import { go } from '../../place';
import { useListMemory } from '../../preference';
import classes from './Appraisal.module.css';
import { BulkBar } from './BulkBar';
import { useCollecting } from './collecting';
import { CollectPreview } from './CollectPreview';
import { MissingDialog } from './MissingDialog';
import { linesOf, shareText, type LineFilter, type LineSort } from './people';
import { peopleColumns } from './peopleColumns';
import { PeriodActions } from './PeriodActions';

/** What the people of a period depend on. */
const subjects = ['appraisalPeriod', 'appraisal', 'appraisalItem', 'person'];

/** One period: everybody with both scores and the grade, who is missing first; many are scored at once. */
export function People({ periodId }: { periodId: string }) {
  const { t } = useTranslation(['appraisal', 'term']);
  const data = useApi('appraisal.list', { periodId }, { keep: true, subjects });
  const seesMissing = useAllowed('appraisal.missing');
  const missing = useApi('appraisal.missing', { periodId, limit: 200 }, { keep: true, enabled: seesMissing }).data;
  const [isAsking, ask] = useState(false);
  const memory = useListMemory('appraisal');
  const list = useList<LineFilter, LineSort>(`appraisal.${periodId}`, { filter: {}, sort: { by: 'state', descending: false }, memory });
  const rows = data.data?.rows;
  const fetch = useRowsHere(rows, linesOf);
  const columns = useMemo(() => peopleColumns(t as never), [t]);
  const mayCollect = useAllowed('appraisal.collectSheets');
  const { collecting, change, read, isReading, isOver } = useCollecting(periodId, mayCollect && data.data?.period.closedOn === null);
  if (data.isError) return <Refused failure={data.error.failure} onRetry={() => void data.refetch()} />;
  if (!data.data || !rows) return null;
  const { period } = data.data;
  if (collecting) return <CollectPreview period={period} collecting={collecting} onChange={change} />;
  const isOpen = period.closedOn === null;
  const picked = () => linesOf(rows, list.filter, list.sort).filter(({ id }) => isPicked(list.picked, id));
  const departments = [...new Set(rows.map(({ department }) => department))];
  const isFiltered = Object.values(list.filter).some((value) => value !== undefined && value.length > 0);
  return (
    <div className={classes.page} data-over={isOver || undefined}>
      <PageHead
        title={period.name}
        note={`${t('span', { from: period.fromOn, to: period.toOn })} · ${isOpen ? t('isOpen') : t('closedOn', { day: period.closedOn })}`}
        onBack={() => go(period.isOfLeaders === 1 ? '/appraisal/leader' : '/appraisal')}
      >
        <PeriodActions period={period} rows={rows} isReading={isReading} onCollect={() => void read([])} />
      </PageHead>
      <div className={classes.cover}>
        <Ring size={72} done={period.selfScored} total={period.people} label={t('ring.self')} />
        <Ring size={72} done={period.checked} total={period.people} label={t('ring.checked')} />
        <Ring size={72} done={period.signed} total={period.people} label={t('ring.signed')} />
        <Group gap="xs">
          {appraisalGrades.map((grade) => (
            <Button key={grade} size="compact-sm" variant="default" onClick={() => list.setFilter({ grade: [grade] })}>
              {t('gradeOf', { grade: t(`term:appraisalGrade.${grade}`), count: period[grade] })}
            </Button>
          ))}
          {period.share !== null && <span className={classes.quiet}>{t('meanShare', { share: shareText(period.share) })}</span>}
          {missing && missing.leftOut > 0 && (
            <Button
              size="compact-sm"
              variant={missing.people > 0 && isOpen ? 'light' : 'default'}
              leftSection={<IconUserPlus size={14} aria-hidden />}
              onClick={() => ask(true)}
            >
              {t('missing.button', { count: missing.leftOut })}
            </Button>
          )}
        </Group>
      </div>
      <DataTable
        label={period.name}
        list={list}
        columns={columns}
        fetch={fetch}
        onOpen={({ id }) => go(`/appraisal/${periodId}/${id}`)}
        isFiltered={isFiltered}
        emptyFiltered={<NothingFound list={list} title={t('nothing')} reset={t('resetFilter')} />}
        empty={<EmptyState title={t('empty.people')} icon={<IconClipboardCheck size={32} stroke={1.4} aria-hidden />} />}
        bulk={(_selection, _count, clear) => <BulkBar periodId={periodId} isOpen={isOpen} picked={picked} clear={clear} />}
        foot={t('foot')}
      >
        <FilterBar
          text={textFilter(list, t('search'))}
          filters={[
            {
              name: 'state',
              label: t('column.state'),
              value: list.filter.state ?? [],
              onChange: (state) => list.setFilter({ state }),
              options: appraisalStates.map((value) => ({
                value,
                label: t(`term:appraisalState.${value}`),
                count: rows.filter(({ state }) => state === value).length,
              })),
            },
            {
              name: 'grade',
              label: t('column.grade'),
              value: list.filter.grade ?? [],
              onChange: (grade) => list.setFilter({ grade }),
              options: appraisalGrades.map((value) => ({ value, label: t(`term:appraisalGrade.${value}`), count: period[value] })),
            },
            {
              name: 'department',
              label: t('column.department'),
              value: list.filter.department ?? [],
              onChange: (department) => list.setFilter({ department }),
              options: departments.map((value) => ({
                value,
                label: value === '' ? t('noDepartment') : value,
                count: rows.filter(({ department }) => department === value).length,
              })),
            },
          ]}
          onReset={list.resetFilter}
        />
      </DataTable>
      {isAsking && missing && <MissingDialog periodId={periodId} isOpen={isOpen} onClose={() => ask(false)} />}
    </div>
  );
}
