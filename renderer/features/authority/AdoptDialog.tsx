import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api';
import type { Former } from './authority';

interface AdoptDialogProps {
  former: readonly Former[];
  onClose: () => void;
}

/** 从以往的报送函取: chooses among names that papers were addressed to before. */
export function AdoptDialog({ former, onClose }: AdoptDialogProps) {
  const { t } = useTranslation(['authority', 'term']);
  const [names, setNames] = useState<string[]>(former.map(({ name }) => name));
  const adopt = useCommand('authority.adopt', { done: t('adopt.done') });
  const confirm = async () => {
    const reply = await adopt.run({ names });
    if (reply.ok) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('adopt.title')} size="lg">
      <Stack gap="sm">
        <Text size="sm">{t('adopt.text')}</Text>
        <Checkbox.Group value={names} onChange={setNames}>
          <Stack gap={6} mah="50vh" style={{ overflow: 'auto' }}>
            {former.map(({ name, kind, subjects, source, filings }) => (
              <Checkbox
                key={name}
                value={name}
                label={name}
                description={[
                  t(`term:authorityKind.${kind}`),
                  subjects.map((subject) => t(`term:supervisionSubject.${subject}`)).join('、'),
                  filings > 0 ? t('adopt.filings', { count: filings }) : t(`adopt.source.${source}`),
                ]
                  .filter((part) => part !== '')
                  .join(' · ')}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button loading={adopt.pending} disabled={names.length === 0} onClick={() => void confirm()}>
            {t('adopt.confirm', { count: names.length })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
