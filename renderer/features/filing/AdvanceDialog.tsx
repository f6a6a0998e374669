import { Button, Group, Modal, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { needsReason, type FilingState } from '../../../db/domain/filing/filing';
import { useCommand } from '../../api';
import { useChoices } from '../../choices';
import { DayInput } from '../../components/DayInput';
import { failureText } from '../../components/failureText';
import { showChanged } from '../../notice';
import type { Issued } from './papers';

interface AdvanceDialogProps {
  opened: boolean;
  /** One paper, or a letter with its papers. */
  filings: readonly Pick<Issued, 'id' | 'number' | 'addressee'>[];
  /** States that may be entered now, the most likely one first. */
  states: readonly FilingState[];
  onClose: () => void;
}

const withAuthority = new Set<FilingState>(['sent', 'received', 'returned']);

/** Enters what happened to a paper: signed, sealed, sent, received, returned, voided. */
export function AdvanceDialog({ opened, filings, states, onClose }: AdvanceDialogProps) {
  const { t } = useTranslation('filing');
  const numbers = filings.map(({ number }) => number).join(t('comma'));
  return (
    <Modal opened={opened} onClose={onClose} title={t(states[0] === 'voided' ? 'void.title' : 'advance.title', { number: numbers })}>
      {opened && states.length > 0 && <Entry filings={filings} states={states} onClose={onClose} />}
    </Modal>
  );
}

function Entry({ filings, states, onClose }: Omit<AdvanceDialogProps, 'opened'>) {
  const { t } = useTranslation(['filing', 'term']);
  const today = useChoices()?.today ?? null;
  const advance = useCommand('filing.advance', { done: false, quiet: true });
  const [state, setState] = useState<FilingState>(states[0] as FilingState);
  const [on, setOn] = useState<string | null>();
  const [authority, setAuthority] = useState(filings.find(({ addressee }) => addressee !== '')?.addressee ?? '');
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const day = on === undefined ? today : on;
  const lacksReason = needsReason(state) && note.trim() === '';
  const confirm = async () => {
    setAsked(true);
    if (day === null || lacksReason) return;
    for (const { id } of filings) {
      const reply = await advance.run({
        id,
        change: { state, on: day, note: note.trim(), authority: withAuthority.has(state) ? authority.trim() : '' },
      });
      if (!reply.ok) return;
    }
    const number = filings.map((filing) => filing.number).join(t('comma'));
    showChanged({ changed: 0, message: t('advance.done', { number, state: t(`term:filingState.${state}`) }), undo: undefined });
    onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <Stack gap="sm">
        {states.length > 1 && (
          <NativeSelect
            label={t('advance.state')}
            data={states.map((value) => ({ value, label: t(`term:filingState.${value}`) }))}
            value={state}
            onChange={(event) => setState(event.currentTarget.value as FilingState)}
            data-autofocus
          />
        )}
        {state === 'voided' && <Text size="sm">{t('void.text')}</Text>}
        <DayInput
          label={t('advance.on')}
          withAsterisk
          value={day}
          onChange={setOn}
          error={asked && day === null ? t('advance.onMissing') : undefined}
        />
        {withAuthority.has(state) && (
          <TextInput
            label={t('advance.authority')}
            maxLength={200}
            value={authority}
            onChange={(event) => setAuthority(event.currentTarget.value)}
          />
        )}
        <Textarea
          label={t(needsReason(state) ? 'advance.reason' : 'advance.note')}
          withAsterisk={needsReason(state)}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          error={asked && lacksReason ? t('advance.reasonMissing') : undefined}
        />
        <Text size="xs" c="dimmed">
          {t('advance.text')}
        </Text>
        {advance.failure && (
          <Text size="sm" c="var(--text-attention)" role="alert">
            {failureText(t, advance.failure)}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={advance.pending} {...(state === 'voided' ? { color: 'wine' } : {})}>
            {t(state === 'voided' ? 'void.confirm' : 'advance.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
