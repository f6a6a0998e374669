import { Text } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { load, useApi, useVersion, type Data } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/layout';
import { useList } from '../../components/table/list';
import type { Fetch } from '../../components/table/rowWindow';

type Confirmation = Data<'round.confirmations'>['rows'][number];
type NoFilter = Record<string, never>;
const subjects = ['roundRisk', 'risk', 'departmentName'];

/** Who confirmed how many risks, of which department, on which day. */
export function Confirmations({ roundId }: { roundId: string }) {
  const { t } = useTranslation('round');
  const list = useList<NoFilter, 'on'>(`roundConfirmations.${roundId}`, { filter: {}, sort: { by: 'on', descending: true } });
  const version = useVersion(...subjects);
  const { data: sum } = useApi('round.confirmations', { id: roundId, offset: 0, limit: 1 }, { subjects });
  const fetch = useCallback<Fetch<Confirmation, NoFilter, 'on'>>(
    ({ offset, limit, signal }) => load('round.confirmations', { id: roundId, offset, limit }, { signal }),
    [roundId],
  );
  const columns = useMemo(
    (): Column<Confirmation>[] => [
      { id: 'by', title: t('items.confirmedBy'), width: 120, grow: 1, text: ({ by }) => by },
      { id: 'on', title: t('items.confirmedOn'), width: 112, text: ({ on }) => on },
      {
        id: 'department',
        title: t('sheets.department'),
        width: 160,
        grow: 2,
        text: ({ department }) => department || t('sheets.noDepartment'),
      },
      { id: 'confirmed', title: t('confirmations.confirmed'), width: 96, align: 'end', text: ({ confirmed }) => String(confirmed) },
      { id: 'changed', title: t('confirmations.changed'), width: 112, align: 'end', text: ({ changed }) => String(changed) },
    ],
    [t],
  );
  return (
    <>
      {sum && sum.total > 0 && (
        <Text size="sm" px="md" pb="xs">
          {t('confirmations.sum', { people: sum.people, count: sum.confirmed })}
        </Text>
      )}
      <DataTable
        label={t('sheets.view.confirmations')}
        list={list}
        columns={columns}
        fetch={fetch}
        version={version}
        plain
        empty={<EmptyState title={t('confirmations.empty')} />}
      />
    </>
  );
}
