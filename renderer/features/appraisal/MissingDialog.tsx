import { Button, Checkbox, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { undo, useApi, useCommand } from '../../api';
import { Needs } from '../../components/Needs';
import { showChanged } from '../../notice';
import { LeftOutTable } from './LeftOutTable';

/** Who is not in a period and why; who can be assessed by now is added. */
export function MissingDialog({ periodId, isOpen, onClose }: { periodId: string; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('appraisal');
  const [evenly, setEvenly] = useState(false);
  const plan = useApi('appraisal.missing', { periodId, evenly, limit: 1000 }, { keep: true }).data;
  const add = useCommand('appraisal.addMissing', { done: false });
  const confirm = async () => {
    const reply = await add.run({ periodId, evenly });
    if (!reply.ok) return;
    const { people } = reply.data.value;
    showChanged({ changed: people, message: t('missing.done', { count: people }), undo: () => void undo() });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('missing.title')} size="xl">
      <Stack gap="sm">
        {plan && <LeftOutTable plan={plan} />}
        {isOpen && (
          <Checkbox
            label={t('open.evenly')}
            description={t('open.evenlyText')}
            checked={evenly}
            onChange={(event) => setEvenly(event.currentTarget.checked)}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('close')}
          </Button>
          {isOpen && (
            <Needs needs="appraisal.addMissing">
              <Button loading={add.pending} disabled={!plan || plan.people === 0} onClick={() => void confirm()}>
                {t('missing.add', { count: plan?.people ?? 0 })}
              </Button>
            </Needs>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
