import { Button, Menu } from '@mantine/core';
import { IconFileImport, IconLock, IconLockOpen, IconPencil, IconPrinter, IconSend, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showSaved, useCommand, useTask } from '../../api';
import { ConfirmDanger } from '../../components/ConfirmDanger';
import { MoreMenu } from '../../components/MoreMenu';
import { Needs } from '../../components/Needs';
import { go } from '../../place';
import { CloseDialog, ReopenDialog } from './CloseDialog';
import { EditDialog } from './EditDialog';
import type { Line } from './people';
import type { Period } from './Periods';
import { SendDialog } from './SendDialog';

interface PeriodActionsProps {
  period: Period;
  rows: readonly Line[];
  /** Returned sheets are being read. */
  isReading: boolean;
  onCollect: () => void;
}

/** What is done with a period as a whole: sheets for departments, print, close, open again, edit, remove. */
export function PeriodActions({ period, rows, isReading, onCollect }: PeriodActionsProps) {
  const { t } = useTranslation('appraisal');
  const [asked, ask] = useState<'send' | 'close' | 'reopen' | 'edit' | 'remove' | null>(null);
  const print = useTask('appraisal.print', { title: t('print.task') });
  const summary = useTask('appraisal.printSummary', { title: t('print.summaryTask') });
  const remove = useCommand('appraisal.removePeriod', { done: t('removed') });
  const isOpen = period.closedOn === null;
  const sheets = async (how: 'each' | 'together') => {
    const reply = await print.run({ periodId: period.id, how, folder: '' });
    if (reply.ok && reply.data.folder !== null) showSaved(t('print.done', { count: reply.data.sheets }), reply.data.files[0]!);
  };
  const results = async (format: 'xlsx' | 'docx' | 'pdf') => {
    const reply = await summary.run({ periodId: period.id, format, file: '' });
    if (reply.ok && reply.data.file !== null) showSaved(t('print.summaryDone'), reply.data.file);
  };
  const close = () => ask(null);
  return (
    <>
      {isOpen && (
        <>
          <Button variant="default" leftSection={<IconSend size={15} aria-hidden />} onClick={() => ask('send')}>
            {t('send.button')}
          </Button>
          <Needs needs="appraisal.collectSheets">
            <Button variant="default" leftSection={<IconFileImport size={15} aria-hidden />} loading={isReading} onClick={onCollect}>
              {t('collect.button')}
            </Button>
          </Needs>
        </>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" loading={print.running || summary.running} leftSection={<IconPrinter size={15} aria-hidden />}>
            {t('print.button')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('print.sheets')}</Menu.Label>
          {(['together', 'each'] as const).map((how) => (
            <Menu.Item key={how} onClick={() => void sheets(how)}>
              {t(`print.${how}`)}
            </Menu.Item>
          ))}
          <Menu.Label>{t('print.summary')}</Menu.Label>
          {(['xlsx', 'docx', 'pdf'] as const).map((format) => (
            <Needs key={format} needs="appraisal.printSummary">
              <Menu.Item onClick={() => void results(format)}>{t(`print.${format}`)}</Menu.Item>
            </Needs>
          ))}
        </Menu.Dropdown>
      </Menu>
      {isOpen ? (
        <Needs needs="appraisal.close">
          <Button leftSection={<IconLock size={15} aria-hidden />} onClick={() => ask('close')}>
            {t('closing.button')}
          </Button>
        </Needs>
      ) : (
        <Needs needs="appraisal.reopen">
          <Button variant="default" leftSection={<IconLockOpen size={15} aria-hidden />} onClick={() => ask('reopen')}>
            {t('reopen.button')}
          </Button>
        </Needs>
      )}
      {isOpen && (
        <MoreMenu>
          <Needs needs="appraisal.updatePeriod">
            <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => ask('edit')}>
              {t('edit.button')}
            </Menu.Item>
          </Needs>
          <Needs needs="appraisal.removePeriod">
            <Menu.Item leftSection={<IconTrash size={15} aria-hidden />} onClick={() => ask('remove')}>
              {t('remove')}
            </Menu.Item>
          </Needs>
        </MoreMenu>
      )}
      {asked === 'send' && <SendDialog periodId={period.id} rows={rows} onClose={close} />}
      {asked === 'close' && <CloseDialog period={period} onClose={close} />}
      {asked === 'reopen' && <ReopenDialog period={period} onClose={close} />}
      {asked === 'edit' && <EditDialog period={period} onClose={close} />}
      <ConfirmDanger
        opened={asked === 'remove'}
        onClose={close}
        title={t('removeTitle', { name: period.name })}
        destroys={[t('removeCount', { count: period.people })]}
        verb={t('remove')}
        onConfirm={async () => {
          const reply = await remove.run({ id: period.id, revision: period.revision });
          close();
          if (reply.ok) go(period.isOfLeaders === 1 ? '/appraisal/leader' : '/appraisal');
        }}
      />
    </>
  );
}
