import { ActionIcon, Button, Group, Modal, Stack, Text, Tooltip } from '@mantine/core';
import { IconPaperclip, IconSignature, IconX } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, type Data } from '../../api';
import { useAttachments } from '../../attachments';
import { Attachments } from '../../components/Attachments';
import { EmptyState } from '../../components/EmptyState';
import { Needs } from '../../components/Needs';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/layout';
import { useList } from '../../components/table/list';
import type { Fetch } from '../../components/table/rowWindow';
import { isPicked } from '../../components/table/selection';
import { go } from '../../place';
import { NoteDialog } from './dialogs';
import type { OwnerList } from './list';
import classes from './Responsibility.module.css';

type Holder = Data<'responsibility.get'>['holders'][number];
type Line = Holder & { id: string; isFormer: boolean };
type NoFilter = Record<string, never>;

/** 责任人员 of the day and who of them has taken note of the version, with the signed sheets. */
export function People({ list }: { list: OwnerList }) {
  const { t } = useTranslation(['responsibility', 'term']);
  const { holders, former, notedId, key } = list;
  const [noting, setNoting] = useState<readonly string[] | null>(null);
  const [scanned, setScanned] = useState<Line | null>(null);
  const lines = useMemo(
    (): Line[] => [
      ...holders.map((holder) => ({ ...holder, id: holder.personId, isFormer: false })),
      ...former.map((holder) => ({ ...holder, id: holder.personId, isFormer: true })),
    ],
    [holders, former],
  );
  const table = useList<NoFilter, 'name'>(`responsibility.people.${key}`, { filter: {}, sort: { by: 'name', descending: false } });
  const fetch = useCallback<Fetch<Line, NoFilter, 'name'>>(
    ({ offset, limit }) => Promise.resolve({ rows: lines.slice(offset, offset + limit), total: lines.length }),
    [lines],
  );
  const columns = useMemo(
    (): Column<Line>[] => [
      { id: 'name', title: t('people.name'), width: 120, grow: 1, text: ({ name }) => name },
      { id: 'department', title: t('field.department'), width: 140, grow: 1, text: ({ department }) => department ?? '' },
      {
        id: 'noted',
        title: t('people.noted'),
        width: 150,
        text: ({ on, isFormer }) =>
          [on ?? t('people.notYet'), isFormer ? t('people.former') : ''].filter((part) => part !== '').join(' · '),
        render: ({ on, isFormer }) => (
          <span className={classes.stand} data-tone={on === null ? 'attention' : 'good'}>
            {on ?? t('people.notYet')}
            {isFormer && <span className={classes.quiet}>{t('people.former')}</span>}
          </span>
        ),
      },
      {
        id: 'way',
        title: t('acknowledge.way'),
        width: 110,
        text: ({ way }) => (way === null ? '' : t(`term:acknowledgementWay.${way as 'signature'}`)),
      },
      { id: 'remark', title: t('acknowledge.remark'), width: 140, grow: 1, text: ({ remark }) => remark },
      {
        id: 'scans',
        title: t('people.ownScans'),
        width: 84,
        align: 'center',
        text: ({ scans }) => (scans === 0 ? '' : String(scans)),
        render: (holder) => holder.acknowledgementId !== null && <OwnScans holder={holder} onOpen={setScanned} />,
      },
      {
        id: 'withdraw',
        title: t('people.withdraw'),
        width: 72,
        align: 'center',
        text: () => '',
        render: (holder) => holder.acknowledgementId !== null && <Withdraw holder={holder} />,
      },
    ],
    [t],
  );
  const missing = holders.filter(({ on }) => on === null);
  return (
    <>
      <div className={classes.sheet}>
        <DataTable
          label={t('tab.people')}
          list={table}
          columns={columns}
          fetch={fetch}
          plain
          {...(notedId !== null && {
            bulk: () => (
              <Needs needs="responsibility.acknowledge">
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconSignature size={14} aria-hidden />}
                  onClick={() =>
                    setNoting(missing.filter(({ personId }) => isPicked(table.picked, personId)).map(({ personId }) => personId))
                  }
                >
                  {t('acknowledge.picked')}
                </Button>
              </Needs>
            ),
          })}
          empty={
            <EmptyState title={t('people.none')} text={t('people.noneText')}>
              <Button variant="default" onClick={() => go('/person')}>
                {t('people.toPeople')}
              </Button>
            </EmptyState>
          }
        >
          <Group px="md" py="xs" justify="space-between">
            <Text size="sm" c="dimmed">
              {notedId === null ? t('people.notApproved') : t('people.count', { count: holders.length, missing: missing.length })}
            </Text>
            {notedId !== null && missing.length > 0 && (
              <Needs needs="responsibility.acknowledge">
                <Button
                  size="xs"
                  leftSection={<IconSignature size={15} aria-hidden />}
                  onClick={() => setNoting(missing.map(({ personId }) => personId))}
                >
                  {t('acknowledge.all', { count: missing.length })}
                </Button>
              </Needs>
            )}
          </Group>
        </DataTable>
      </div>
      {notedId !== null && <Scans id={notedId} />}
      {scanned !== null && <ScanDialog holder={scanned} onClose={() => setScanned(null)} />}
      {noting !== null && notedId !== null && (
        <NoteDialog ids={[notedId]} personIds={noting} count={noting.length} onClose={() => setNoting(null)} />
      )}
    </>
  );
}

/** Sheets that people signed, for all of them together. */
function Scans({ id }: { id: string }) {
  const { t } = useTranslation('responsibility');
  const scans = useAttachments({ subject: 'responsibility', subjectId: id, use: 'scan' });
  return (
    <Stack gap="xs" className={classes.section}>
      <Attachments label={t('people.scans')} {...scans} />
    </Stack>
  );
}

/** How many scans show that a person signed, and the way to them. */
function OwnScans({ holder, onOpen }: { holder: Line; onOpen: (holder: Line) => void }) {
  const { t } = useTranslation('responsibility');
  const { name, scans } = holder;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      leftSection={<IconPaperclip size={13} aria-hidden />}
      aria-label={t('people.scansOf', { name, count: scans })}
      onClick={() => onOpen(holder)}
    >
      {scans === 0 ? t('people.addScan') : scans}
    </Button>
  );
}

function ScanDialog({ holder: { name, acknowledgementId }, onClose }: { holder: Line; onClose: () => void }) {
  const { t } = useTranslation('responsibility');
  const scans = useAttachments({ subject: 'acknowledgement', subjectId: acknowledgementId!, use: 'scan' });
  return (
    <Modal opened onClose={onClose} title={t('people.scansTitle', { name })} size="lg">
      <Attachments label={t('people.ownScans')} {...scans} />
    </Modal>
  );
}

function Withdraw({ holder: { acknowledgementId, revision, name } }: { holder: Line }) {
  const { t } = useTranslation('responsibility');
  const withdraw = useCommand('responsibility.withdraw', { done: t('people.withdrawn', { name }) });
  return (
    <Needs needs="responsibility.withdraw">
      <Tooltip label={t('people.withdrawOf', { name })}>
        <ActionIcon
          size="sm"
          aria-label={t('people.withdrawOf', { name })}
          loading={withdraw.pending}
          onClick={() => void withdraw.run({ id: acknowledgementId!, revision: revision! })}
        >
          <IconX size={14} />
        </ActionIcon>
      </Tooltip>
    </Needs>
  );
}
