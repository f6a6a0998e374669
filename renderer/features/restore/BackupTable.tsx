import { Button, Text } from '@mantine/core';
import type { Data } from '../../api';
import { SimpleTable } from '../../components/SimpleTable';
import { useRestoreWords } from './words';

type Restorable = Pick<Data<'restore.list'>, 'backups' | 'former'>;
interface Row {
  id: string;
  at: number;
  why: string;
  holds: string;
  verified: string;
  isUsable: boolean;
}

/** Backups of a workspace, newest first. */
export function BackupTable({ list, onChoose }: { list: Restorable; onChoose: (id: string, at: number) => void }) {
  const { t, instant, why } = useRestoreWords();
  const rows: Row[] = [
    ...list.backups.map((entry): Row =>
      entry.state === 'damaged'
        ? { id: entry.id, at: 0, why: entry.id, holds: t('backups.damaged'), verified: '', isUsable: false }
        : {
            id: entry.id,
            at: entry.manifest.at,
            why: why(entry.manifest.why),
            holds: t('backups.counts', countsOf(entry.manifest.counts)),
            verified: instant(entry.manifest.verifiedAt),
            isUsable: true,
          },
    ),
    ...list.former.map(({ id, at, schema }): Row => ({
      id,
      at,
      why: why('migration'),
      holds: t('backups.former', { schema }),
      verified: '',
      isUsable: true,
    })),
  ];
  return (
    <SimpleTable
      label={t('backups.title')}
      rows={rows}
      keyOf={({ id }) => id}
      empty={
        <Text size="sm" c="dimmed">
          {t('backups.empty')}
        </Text>
      }
      columns={[
        { id: 'at', title: t('backups.at'), width: '10.5rem', render: ({ at, id }) => (at === 0 ? id : instant(at)) },
        { id: 'why', title: t('backups.why'), width: '6.5rem', render: ({ why }) => why },
        { id: 'holds', title: t('backups.holds'), render: ({ holds }) => holds },
        { id: 'verified', title: t('backups.verified'), width: '10.5rem', render: ({ verified }) => verified },
        {
          id: 'open',
          title: '',
          width: '9rem',
          align: 'end',
          render: ({ id, at, isUsable }) =>
            isUsable && (
              <Button size="compact-sm" variant="default" onClick={() => onChoose(id, at)}>
                {t('backups.open')}
              </Button>
            ),
        },
      ]}
    />
  );
}

const countsOf = ({ risk = 0, round = 0, filing = 0, attachment = 0 }: Record<string, number>) => ({ risk, round, filing, attachment });
