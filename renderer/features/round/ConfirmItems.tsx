import { Autocomplete, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChoices } from '../../choices';
import { DayInput } from '../../components/DayInput';
import type { ItemFilter } from '../../../db/domain/round/item';
import type { Selection } from '../../components/table/selection';
import { useManyCommand } from '../../manyCommand';
import type { Round } from './round';

interface ConfirmItemsProps {
  round: Round;
  /** Null: closed. `selection` null: everything that is pending. */
  asked: { selection: Selection<ItemFilter> | null; count: number } | null;
  onClose: () => void;
  onDone: () => void;
}

/** Asks who looked at the risks, and on which day. */
export function ConfirmItems({ round, asked, onClose, onDone }: ConfirmItemsProps) {
  const { t } = useTranslation('round');
  return (
    <Modal opened={asked !== null} onClose={onClose} title={asked && t('confirm.title', { count: asked.count })}>
      {asked && <Questions round={round} asked={asked} onClose={onClose} onDone={onDone} />}
    </Modal>
  );
}

/** Who confirmed last, offered again: departments are worked through one after the other. */
let lastBy = '';

function Questions({ round, asked, onClose, onDone }: ConfirmItemsProps & { asked: NonNullable<ConfirmItemsProps['asked']> }) {
  const { t } = useTranslation('round');
  const choices = useChoices();
  const confirm = useManyCommand(
    'round.confirm',
    asked.count,
    t('confirm.done', { count: asked.count }),
    t('confirm.title', { count: asked.count }),
  );
  const [by, setBy] = useState(lastBy);
  const [on, setOn] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const day = on ?? choices?.today ?? null;
  const run = async () => {
    if (by.trim() === '' || day === null) return;
    const selection = asked.selection ?? { filter: { state: ['pending' as const] }, except: [] };
    const reply = await confirm.run({ id: round.id, selection, by: by.trim(), on: day, reason: reason.trim() });
    lastBy = by.trim();
    if (reply.ok) onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('confirm.text')}
        </Text>
        <Group grow align="flex-start">
          <Autocomplete
            size="sm"
            label={t('confirm.by')}
            withAsterisk
            maxLength={60}
            data-autofocus
            data={[...new Set(round.team.map(({ name }) => name).filter((name) => name !== ''))]}
            value={by}
            onChange={setBy}
          />
          <DayInput
            label={t('confirm.on')}
            withAsterisk
            clearable={false}
            value={day}
            onChange={setOn}
            {...(choices ? { max: choices.today } : {})}
            min={round.startedOn}
          />
        </Group>
        <Textarea
          label={t('confirm.reason')}
          autosize
          minRows={1}
          maxRows={5}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={confirm.pending} disabled={by.trim() === '' || day === null}>
            {t('confirm.verb', { count: asked.count })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
