import { Button, Group } from '@mantine/core';
import { IconBooks, IconCertificate, IconListCheck, IconSignature, IconSpeakerphone } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listStands } from '../../../db/domain/responsibility/list';
import { useApi } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { Needs } from '../../components/Needs';
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
import { AdoptDialog } from './AdoptDialog';
import { AsOf, type AsOfProps } from './AsOf';
import { ApproveDialog, NoteDialog, PublishDialog } from './dialogs';
import { lineColumns } from './columns';
import { departmentsOf, linesOf, listSubjects, type Line, type LineFilter, type LineSort } from './list';
import { PaperButton } from './PaperButton';
import classes from './Responsibility.module.css';

type Asked = { kind: 'approve' | 'publish' | 'note'; lines: readonly Line[] };

/** One line per post in use and per fixed role, who has none first; what is due is done for many at once. */
export function Lists({ day, onDay, onOpen }: AsOfProps & { onOpen: (id: string) => void }) {
  const { t } = useTranslation(['responsibility', 'term']);
  const [asked, ask] = useState<Asked | null>(null);
  const [adopting, setAdopting] = useState(false);
  const data = useApi('responsibility.list', day === null ? {} : { day }, { keep: true, subjects: listSubjects });
  const memory = useListMemory('responsibility');
  const list = useList<LineFilter, LineSort>('responsibility', { filter: {}, sort: { by: 'stand', descending: false }, memory });
  const rows = data.data?.rows;
  const fetch = useRowsHere(rows, linesOf);
  const columns = useMemo(() => lineColumns(t as never), [t]);
  if (data.isError) return <Refused failure={data.error.failure} onRetry={() => void data.refetch()} />;
  if (!data.data || !rows) return null;
  const { total, inForce, people, acknowledged } = data.data;
  const picked = () => linesOf(rows, list.filter, list.sort).filter(({ id }) => isPicked(list.picked, id));
  const departments = departmentsOf(rows);
  const isFiltered = Object.values(list.filter).some((value) => value !== undefined && value.length > 0);
  return (
    <div className={classes.page}>
      <PageHead title={t('title')} note={day === null ? t('note') : t('asOf', { day })}>
        <AsOf day={day} onDay={onDay} />
        <PaperButton part="" disabled={inForce === 0} />
        {day === null && (
          <Needs needs="responsibility.adopt">
            <Button leftSection={<IconBooks size={15} aria-hidden />} onClick={() => setAdopting(true)}>
              {t('adopt.button')}
            </Button>
          </Needs>
        )}
      </PageHead>
      <div className={classes.cover}>
        <Ring size={72} done={inForce} total={total} label={t('covered')} />
        <Ring size={72} done={acknowledged} total={people} label={t('signed')} />
        <Group gap="xs">
          {listStands.map((stand) => {
            const count = rows.filter((row) => row.stand === stand).length;
            return count === 0 ? null : (
              <Button key={stand} size="compact-sm" variant="default" onClick={() => list.setFilter({ stand: [stand] })}>
                {t('standOf', { stand: t(`term:listStand.${stand}`), count })}
              </Button>
            );
          })}
        </Group>
      </div>
      <DataTable
        label={t('title')}
        list={list}
        columns={columns}
        fetch={fetch}
        onOpen={({ id }) => onOpen(id)}
        isFiltered={isFiltered}
        emptyFiltered={<NothingFound list={list} title={t('nothing')} reset={t('resetFilter')} />}
        empty={
          <EmptyState title={t('emptyTitle')} text={t('emptyText')} icon={<IconListCheck size={36} stroke={1.4} aria-hidden />}>
            <Button onClick={() => go('/post')}>{t('toPosts')}</Button>
          </EmptyState>
        }
        bulk={() => (
          <>
            <Needs needs="responsibility.approve">
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconCertificate size={14} aria-hidden />}
                onClick={() => ask({ kind: 'approve', lines: picked() })}
              >
                {t('approve.button')}
              </Button>
            </Needs>
            <Needs needs="responsibility.publish">
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconSpeakerphone size={14} aria-hidden />}
                onClick={() => ask({ kind: 'publish', lines: picked() })}
              >
                {t('publish.button')}
              </Button>
            </Needs>
            <Needs needs="responsibility.acknowledge">
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconSignature size={14} aria-hidden />}
                onClick={() => ask({ kind: 'note', lines: picked() })}
              >
                {t('acknowledge.button')}
              </Button>
            </Needs>
          </>
        )}
      >
        <FilterBar
          text={textFilter(list, t('search'))}
          filters={[
            {
              name: 'stand',
              label: t('field.stand'),
              value: list.filter.stand ?? [],
              onChange: (stand) => list.setFilter({ stand: stand as LineFilter['stand'] }),
              options: listStands.map((value) => ({
                value,
                label: t(`term:listStand.${value}`),
                count: rows.filter(({ stand }) => stand === value).length,
              })),
            },
            {
              name: 'departmentId',
              label: t('field.department'),
              value: list.filter.departmentId ?? [],
              onChange: (departmentId) => list.setFilter({ departmentId }),
              options: departments.map(([value, label]) => ({ value, label: label === '' ? t('noDepartment') : label })),
            },
          ]}
          onReset={list.resetFilter}
        />
      </DataTable>
      {adopting && <AdoptDialog onClose={() => setAdopting(false)} />}
      {asked?.kind === 'approve' && (
        <ApproveDialog
          ids={asked.lines.flatMap(({ draftId }) => (draftId === null ? [] : [draftId]))}
          without={asked.lines.filter(({ draftId }) => draftId === null).length}
          onClose={() => ask(null)}
        />
      )}
      {asked?.kind === 'publish' && (
        <PublishDialog
          ids={asked.lines.flatMap(({ listId }) => (listId === null ? [] : [listId]))}
          without={asked.lines.filter(({ listId }) => listId === null).length}
          onClose={() => ask(null)}
        />
      )}
      {asked?.kind === 'note' && (
        <NoteDialog
          ids={asked.lines.flatMap(({ listId }) => (listId === null ? [] : [listId]))}
          personIds={null}
          count={asked.lines.reduce((sum, { listId, people: held, acknowledged: noted }) => sum + (listId === null ? 0 : held - noted), 0)}
          onClose={() => ask(null)}
        />
      )}
    </div>
  );
}
