import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../db/domain/rule';
import { DayInput } from '../../components/DayInput';
import { Findings } from '../../components/Findings';

interface Details {
  formats: ('xlsx' | 'pdf')[];
  handedTo: string;
  dueOn: string | null;
}
interface HandOutProps {
  /** Departments that get their sheet; null: closed. */
  departments: readonly string[] | null;
  running: boolean;
  findings: readonly Finding[];
  onClose: () => void;
  onHandOut: (details: Details) => Promise<void>;
}

const kinds = ['xlsx', 'pdf'] as const;

/** Asks in which shape the sheets go out, to whom and until when; the folder is asked for by the system. */
export function HandOut({ departments, running, findings, onClose, onHandOut }: HandOutProps) {
  const { t } = useTranslation('round');
  const [formats, setFormats] = useState<readonly string[]>(['xlsx']);
  const [handedTo, setHandedTo] = useState('');
  const [dueOn, setDueOn] = useState<string | null>(null);
  return (
    <Modal opened={departments !== null} onClose={onClose} title={t('handOut.title', { count: departments?.length ?? 0 })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void onHandOut({ formats: kinds.filter((kind) => formats.includes(kind)), handedTo: handedTo.trim(), dueOn });
        }}
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('handOut.text')}
          </Text>
          <Checkbox.Group label={t('handOut.formats')} value={[...formats]} onChange={(next) => setFormats(next)}>
            <Group mt={4}>
              {kinds.map((kind) => (
                <Checkbox key={kind} value={kind} label={t(`handOut.${kind}`)} />
              ))}
            </Group>
          </Checkbox.Group>
          <Group grow align="flex-start">
            <TextInput
              label={t('sheets.handedTo')}
              placeholder={t('handOut.handedToExample')}
              maxLength={60}
              value={handedTo}
              onChange={(event) => setHandedTo(event.currentTarget.value)}
            />
            <DayInput label={t('sheets.dueOn')} value={dueOn} onChange={setDueOn} />
          </Group>
          <Findings findings={findings} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={running} disabled={formats.length === 0}>
              {t('handOut.verb')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
