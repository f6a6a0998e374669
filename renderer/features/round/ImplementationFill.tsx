import { Autocomplete, Button, Checkbox, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemFilter } from '../../../db/domain/round/item';
import { DayInput } from '../../components/DayInput';
import { Findings } from '../../components/Findings';
import type { Selection } from '../../components/table/selection';
import { useManyCommand } from '../../manyCommand';
import type { Round } from './round';

interface ImplementationFillProps {
  round: Round;
  /** Null: closed. `picked`: rows that a person picked, which may have words already. */
  asked: { selection: Selection<ItemFilter>; count: number; picked: boolean } | null;
  today: string;
  onClose: () => void;
  onDone: () => void;
}

/** Asks for the words that many risks get, and who found it on which day. */
export function ImplementationFill({ asked, ...rest }: ImplementationFillProps) {
  const { t } = useTranslation('round');
  return (
    <Modal opened={asked !== null} onClose={rest.onClose} title={asked && t('implementation.fill', { count: asked.count })}>
      {asked && <Questions asked={asked} {...rest} />}
    </Modal>
  );
}

function Questions({
  round,
  asked,
  today,
  onClose,
  onDone,
}: ImplementationFillProps & { asked: NonNullable<ImplementationFillProps['asked']> }) {
  const { t } = useTranslation('round');
  const fill = useManyCommand(
    'round.implementMany',
    asked.count,
    t('implementation.saved'),
    t('implementation.fill', { count: asked.count }),
  );
  const [words, setWords] = useState('');
  const [on, setOn] = useState<string | null>(null);
  const [by, setBy] = useState('');
  const [replace, setReplace] = useState(false);
  const run = async () => {
    if (words.trim() === '') return;
    const reply = await fill.run({ id: round.id, selection: asked.selection, implementation: words.trim(), on, by: by.trim(), replace });
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
        <Textarea
          label={t('implementation.implementation')}
          placeholder={t('implementation.example')}
          withAsterisk
          data-autofocus
          autosize
          minRows={3}
          maxRows={10}
          maxLength={2000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Group grow align="flex-start">
          <DayInput label={t('implementation.implementedOn')} value={on} onChange={setOn} {...(today === '' ? {} : { max: today })} />
          <Autocomplete
            size="sm"
            label={t('implementation.implementedBy')}
            maxLength={60}
            data={[...new Set(round.team.map(({ name }) => name).filter((name) => name !== ''))]}
            value={by}
            onChange={setBy}
          />
        </Group>
        {asked.picked && (
          <Checkbox checked={replace} onChange={(event) => setReplace(event.currentTarget.checked)} label={t('implementation.replace')} />
        )}
        <Findings findings={fill.findings} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={fill.pending} disabled={words.trim() === ''}>
            {t('implementation.verb', { count: asked.count })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
