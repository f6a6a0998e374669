import { Button } from '@mantine/core';
import { IconChecks, IconPencil, IconPrinter, IconSignature, IconTrash, IconTrophy, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showSaved, undo, useCommand, useTask } from '../../api';
import { ConfirmDanger } from '../../components/ConfirmDanger';
import { Needs } from '../../components/Needs';
import { showChanged } from '../../notice';
import { BulkDialog, type BulkKind } from './BulkDialog';
import type { Line } from './people';

interface BulkBarProps {
  periodId: string;
  isOpen: boolean;
  picked: () => Line[];
  clear: () => void;
}

/** What is done with many people of a period at once. */
export function BulkBar({ periodId, isOpen, picked, clear }: BulkBarProps) {
  const { t } = useTranslation('appraisal');
  const [asked, ask] = useState<BulkKind | 'drop' | null>(null);
  const fillSelf = useTask('appraisal.fillSelfLarge', { title: t('bulk.selfTask') });
  const fillCheck = useTask('appraisal.fillCheckLarge', { title: t('bulk.checkTask') });
  const print = useTask('appraisal.print', { title: t('print.task') });
  const drop = useCommand('appraisal.drop', { done: t('bulk.dropped') });
  const ids = () => picked().map(({ id }) => id);
  const say = (changed: number, message: string) => {
    showChanged({ changed, message, undo: changed === 0 ? undefined : () => void undo() });
    if (changed > 0) clear();
  };
  const selfScores = async () => {
    const reply = await fillSelf.run({ periodId, ids: ids() });
    if (reply.ok) say(reply.data.changed, t('bulk.selfDone', { count: reply.data.value.filled }));
  };
  const checkScores = async () => {
    const reply = await fillCheck.run({ periodId, ids: ids() });
    if (!reply.ok) return;
    const { filled, left } = reply.data.value;
    say(reply.data.changed, left === 0 ? t('bulk.checkDone', { count: filled }) : t('bulk.checkLeft', { done: filled, left }));
  };
  const printed = async () => {
    const reply = await print.run({ periodId, ids: ids(), how: 'together', folder: '' });
    if (reply.ok && reply.data.folder !== null) showSaved(t('print.done', { count: reply.data.sheets }), reply.data.files[0]!);
  };
  const button = (needs: string, icon: typeof IconUser, label: string, onClick: () => void, isPending = false) => {
    const Icon = icon;
    return (
      <Needs needs={needs}>
        <Button size="compact-sm" variant="default" leftSection={<Icon size={14} aria-hidden />} loading={isPending} onClick={onClick}>
          {label}
        </Button>
      </Needs>
    );
  };
  return (
    <>
      {isOpen && (
        <>
          {button('appraisal.fillSelf', IconPencil, t('bulk.self'), () => void selfScores(), fillSelf.running)}
          {button('appraisal.fillCheck', IconChecks, t('bulk.check'), () => void checkScores(), fillCheck.running)}
          {button('appraisal.setMany', IconUser, t('bulk.assessor'), () => ask('assessor'))}
          {button('appraisal.setMany', IconTrophy, t('bulk.outcome'), () => ask('outcome'))}
          {button('appraisal.setMany', IconSignature, t('bulk.signed'), () => ask('signed'))}
        </>
      )}
      {button('appraisal.print', IconPrinter, t('print.sheets'), () => void printed(), print.running)}
      {isOpen && button('appraisal.drop', IconTrash, t('bulk.drop'), () => ask('drop'))}
      {asked !== null && asked !== 'drop' && (
        <BulkDialog
          kind={asked}
          periodId={periodId}
          ids={ids()}
          onClose={() => ask(null)}
          onDone={() => {
            ask(null);
            clear();
          }}
        />
      )}
      <ConfirmDanger
        opened={asked === 'drop'}
        onClose={() => ask(null)}
        title={t('bulk.dropTitle', { count: asked === 'drop' ? picked().length : 0 })}
        destroys={asked === 'drop' ? [t('bulk.dropCount', { count: picked().length })] : []}
        verb={t('bulk.drop')}
        onConfirm={async () => {
          const reply = await drop.run({ periodId, ids: ids() });
          ask(null);
          if (reply.ok) clear();
        }}
      />
    </>
  );
}
