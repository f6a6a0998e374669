import { Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface ConfirmDangerProps {
  opened: boolean;
  onClose: () => void;
  onConfirm: () => void | Promise<void>;
  /** Verb and object: 删除风险点“冲压车间”. */
  title: string;
  /** How much it destroys, each with its number: 12 条风险, 36 个附件. */
  destroys: readonly string[];
  /** What stays, whether it can be undone. */
  children?: ReactNode;
  /** Verb on the button. */
  verb: string;
  /** Name to be typed before the button works, for what cannot be undone. */
  word?: string;
}

/** Asks before something is destroyed and says how much. */
export function ConfirmDanger({ opened, onClose, onConfirm, title, destroys, children, verb, word }: ConfirmDangerProps) {
  const { t } = useTranslation('component');
  const [typed, setTyped] = useState('');
  const [pending, setPending] = useState(false);
  const confirm = async () => {
    setPending(true);
    try {
      await onConfirm();
    } finally {
      setPending(false);
      setTyped('');
    }
  };
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <Stack gap="sm">
        {destroys.length > 0 && (
          <div>
            <Text size="sm">{t('danger.destroys')}</Text>
            <List size="sm">
              {destroys.map((entry) => (
                <List.Item key={entry}>{entry}</List.Item>
              ))}
            </List>
          </div>
        )}
        <Text size="sm" c="dimmed" component="div">
          {children ?? t('danger.undoable')}
        </Text>
        {word !== undefined && (
          <TextInput label={t('danger.type', { word })} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('danger.cancel')}
          </Button>
          <Button color="wine" loading={pending} disabled={word !== undefined && typed.trim() !== word} onClick={() => void confirm()}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
