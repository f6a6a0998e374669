import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { call, type Data, type Failure } from '../../api';
import { SimpleTable } from '../../components/SimpleTable';
import { ReadingState } from './Reading';
import { RestoreDialog } from './RestoreDialog';
import { useRestoreWords } from './words';

type Tables = Data<'restore.salvage'>['tables'];
const sumOf = (tables: Tables, what: 'read' | 'fromAudit' | 'lost'): number => tables.reduce((sum, table) => sum + table[what], 0);

/** Reads what can be read, tells what came of it, and goes on to taking it. */
export function SalvageDialog({
  aside,
  title,
  onClose,
  onDone,
}: {
  aside: string | null;
  title: string;
  onClose: () => void;
  onDone?: () => void;
}) {
  const { t } = useRestoreWords();
  const [tables, setTables] = useState<Tables>();
  const [failure, setFailure] = useState<Failure>();
  const [isTaking, setTaking] = useState(false);
  const [progress, setProgress] = useState<{ done: number | undefined; step: string }>({ done: undefined, step: 'read' });
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const onProgress = (done: number | undefined, step: string) => setProgress({ done, step });
    void call('restore.salvage', { aside }, { signal, onProgress }).then((reply) => {
      if (signal.aborted) return;
      if (reply.ok) setTables(reply.data.tables);
      else setFailure(reply.error);
    });
    return () => controller.abort();
  }, [aside]);
  const giveUp = () => {
    void call('restore.discard', {});
    onClose();
  };
  if (isTaking) return <RestoreDialog wish={salvaged} onClose={onClose} {...(onDone && { onDone })} />;
  return (
    <Modal opened onClose={giveUp} title={title} size="42rem">
      <Stack gap="sm">
        <ReadingState reading={{ value: tables, failure, ...progress, unlock: () => {} }} />
        {tables && <Report tables={tables} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={giveUp}>
            {t('salvaged.cancel')}
          </Button>
          <Button onClick={() => setTaking(true)} disabled={tables === undefined}>
            {t('salvaged.next')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const salvaged = { source: { kind: 'salvaged' as const }, at: 0 };

function Report({ tables }: { tables: Tables }) {
  const { t, subject } = useRestoreWords();
  const [read, fromAudit, lost] = [sumOf(tables, 'read'), sumOf(tables, 'fromAudit'), sumOf(tables, 'lost')];
  const titles: Record<string, string> = { audit: t('salvaged.log'), auditPayload: t('salvaged.log'), snapshot: t('salvaged.frozen') };
  const told = tables.filter((table) => table.fromAudit + table.lost > 0);
  return (
    <>
      <Text size="sm">{fromAudit + lost === 0 ? t('salvaged.all', { count: read }) : t('salvaged.some', { read, fromAudit, lost })}</Text>
      {told.length > 0 && (
        <SimpleTable
          label={t('salvaged.title')}
          rows={told}
          keyOf={({ table }) => table}
          columns={[
            { id: 'table', title: t('salvaged.table'), width: '8rem', render: ({ table }) => titles[table] ?? subject(table) },
            { id: 'read', title: t('salvaged.read'), width: '4.5rem', align: 'end', render: (row) => row.read },
            { id: 'fromAudit', title: t('salvaged.fromAudit'), width: '7rem', align: 'end', render: (row) => row.fromAudit },
            { id: 'lost', title: t('salvaged.lost'), width: '5rem', align: 'end', render: (row) => row.lost },
            {
              id: 'names',
              title: t('salvaged.names'),
              render: ({ names }) =>
                names
                  .filter((name) => !isId(name))
                  .slice(0, 10)
                  .join('、'),
            },
          ]}
        />
      )}
    </>
  );
}

const isId = (name: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(name);
