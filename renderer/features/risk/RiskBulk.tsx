import { Button, Menu, Modal } from '@mantine/core';
import { IconChevronDown, IconDownload, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RiskSelection } from '../../../db/domain/risk/list';
import { Needs } from '../../components/Needs';
import { ConfirmDanger } from '../../components/ConfirmDanger';
import { useManyCommand } from '../../manyCommand';
import { bulkFields, RiskBulkValue, type BulkChange, type BulkField } from './RiskBulkValue';

interface RiskBulkProps {
  selection: RiskSelection;
  count: number;
  onDone: () => void;
  onExport: () => void;
}

/** Buttons for the picked risks: one value for all of them, or away with them. */
export function RiskBulk({ selection, count, onDone, onExport }: RiskBulkProps) {
  const { t } = useTranslation(['risk', 'term']);
  const [field, setField] = useState<BulkField | null>(null);
  const [removing, setRemoving] = useState(false);
  const remove = useManyCommand('risk.remove', count, t('bulk.removed', { count }), t('bulk.running', { count }));
  const update = useManyCommand('risk.updateMany', count, t('bulk.updated', { count }), t('bulk.running', { count }));
  const write = async (change: BulkChange) => {
    const reply = await update.run({ selection, ...change });
    if (!reply.ok) return;
    setField(null);
    onDone();
  };
  return (
    <>
      {bulkFields.slice(0, 2).map((name) => (
        <Needs key={name} needs="risk.updateMany">
          <Button variant="default" size="compact-sm" onClick={() => setField(name)}>
            {t(`bulk.${name}`)}
          </Button>
        </Needs>
      ))}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" size="compact-sm" rightSection={<IconChevronDown size={14} aria-hidden />}>
            {t('bulk.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {bulkFields.slice(2).map((name) => (
            <Needs key={name} needs="risk.updateMany">
              <Menu.Item onClick={() => setField(name)}>{t(`bulk.${name}`)}</Menu.Item>
            </Needs>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" size="compact-sm" leftSection={<IconDownload size={14} aria-hidden />} onClick={onExport}>
        {t('export.picked')}
      </Button>
      <Needs needs="risk.remove">
        <Button variant="default" size="compact-sm" leftSection={<IconTrash size={14} aria-hidden />} onClick={() => setRemoving(true)}>
          {t('remove')}
        </Button>
      </Needs>
      <Modal
        opened={field !== null}
        onClose={() => setField(null)}
        title={
          field && (field === 'riskPoint' ? t('bulk.moveTitle', { count }) : t('bulk.title', { field: t(`term:field.${field}`), count }))
        }
      >
        {field && (
          <RiskBulkValue
            key={field}
            field={field}
            count={count}
            pending={update.pending}
            findings={update.findings}
            onWrite={(change) => void write(change)}
            onCancel={() => setField(null)}
          />
        )}
      </Modal>
      <ConfirmDanger
        opened={removing}
        onClose={() => setRemoving(false)}
        title={t('bulk.removeTitle', { count })}
        destroys={[t('bulk.removeRisks', { count })]}
        verb={t('bulk.removeVerb', { count })}
        onConfirm={async () => {
          const reply = await remove.run({ selection });
          setRemoving(false);
          if (reply.ok) onDone();
        }}
      >
        {t('bulk.removeText')}
      </ConfirmDanger>
    </>
  );
}
