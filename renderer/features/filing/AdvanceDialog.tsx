import { Button, Group, Modal, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { needsReason, type FilingState } from '../../../db/domain/filing/filing';
import { returnReason } from '../../../db/domain/filing/handover';
import { useCommand } from '../../api';
import { useChoices } from '../../choices';
import { DayInput } from '../../components/DayInput';
import { failureText } from '../../components/failureText';
import { showChanged } from '../../notice';
import type { Issued } from './papers';

type Event = Issued['events'][number];
interface AdvanceDialogProps {
  opened: boolean;
  /** One paper, or a letter with its papers. */
  filings: readonly Pick<Issued, 'id' | 'number' | 'addressee'>[];
  /** States that may be entered now, the most likely one first. */
  states: readonly FilingState[];
  /** The hand-over that this happened to: all of its papers that can take the step. */
  submission?: { id: string; revision: number; way: string };
  onClose: () => void;
}

const withAuthority = new Set<FilingState>(['sent', 'received', 'returned']);

/** Enters what happened to papers: signed, sealed, sent, received, returned, voided. */
export function AdvanceDialog({ opened, onClose, ...rest }: AdvanceDialogProps) {
  const { t } = useTranslation('filing');
  const numbers = rest.filings.map(({ number }) => number).join(t('comma'));
  return (
    <Modal opened={opened} onClose={onClose} title={t(rest.states[0] === 'voided' ? 'void.title' : 'advance.title', { number: numbers })}>
      {opened && rest.states.length > 0 && <Entry {...rest} onClose={onClose} />}
    </Modal>
  );
}

function Entry({ filings, states, submission, onClose }: Omit<AdvanceDialogProps, 'opened'>) {
  const { t } = useTranslation(['filing', 'term']);
  const advance = useCommand('filing.advanceAll', { done: false, quiet: true });
  const send = useCommand('submission.send', { done: false, quiet: true });
  const [way, setWay] = useState(submission?.way ?? '');
  const [state, setState] = useState<FilingState>(states[0] as FilingState);
  const fields = useStepFields({ authority: filings.find(({ addressee }) => addressee !== '')?.addressee ?? '' });
  const confirm = async () => {
    const particulars = fields.check(state);
    if (particulars === null) return;
    const change = { state, ...particulars };
    const reply = submission
      ? await send.run({ id: submission.id, revision: submission.revision, way: way.trim(), change })
      : await advance.run({ ids: filings.map(({ id }) => id), change });
    if (!reply.ok) return;
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
        <StepFields state={state} fields={fields} />
        {submission && state === 'sent' && (
          <TextInput
            label={t('advance.way')}
            placeholder={t('advance.wayExample')}
            maxLength={100}
            value={way}
            onChange={(event) => setWay(event.currentTarget.value)}
          />
        )}
        <Text size="xs" c="dimmed">
          {t('advance.text')}
        </Text>
        <Buttons
          failure={send.failure ?? advance.failure}
          pending={send.pending || advance.pending}
          onClose={onClose}
          isVoid={state === 'voided'}
        >
          {t(state === 'voided' ? 'void.confirm' : 'advance.confirm')}
        </Buttons>
      </Stack>
    </form>
  );
}

interface CorrectDialogProps {
  /** The step as it reads now; null while none is corrected. */
  event: Event | null;
  number: string;
  onClose: () => void;
}

/** Corrects the day or the words of a step; both stay in the history. */
export function CorrectDialog({ event, number, onClose }: CorrectDialogProps) {
  const { t } = useTranslation(['filing', 'term']);
  const state = event ? t(`term:filingState.${event.state}`) : '';
  return (
    <Modal opened={event !== null} onClose={onClose} title={t('correct.title', { number, state })}>
      {event && <Correction key={event.id} event={event} onClose={onClose} />}
    </Modal>
  );
}

function Correction({ event, onClose }: { event: Event; onClose: () => void }) {
  const { t } = useTranslation(['filing', 'term']);
  const correct = useCommand('filing.correctEvent', { done: t('correct.done'), quiet: true });
  const fields = useStepFields(event);
  const [reason, setReason] = useState('');
  const confirm = async () => {
    const particulars = fields.check(event.state);
    if (particulars === null || reason.trim() === '') return;
    const reply = await correct.run({ id: event.id, change: particulars, reason: reason.trim() });
    if (reply.ok) onClose();
  };
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void confirm();
      }}
    >
      <Stack gap="sm">
        <StepFields state={event.state} fields={fields} />
        <Textarea
          label={t('correct.reason')}
          description={t('correct.text')}
          withAsterisk
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(changed) => setReason(changed.currentTarget.value)}
          error={fields.asked && reason.trim() === '' ? t('advance.reasonMissing') : undefined}
        />
        <Buttons failure={correct.failure} pending={correct.pending} onClose={onClose}>
          {t('correct.confirm')}
        </Buttons>
      </Stack>
    </form>
  );
}

type ReasonKind = Event['reasonKind'];
interface StepValues {
  on: string | null;
  authority: string;
  note: string;
  reasonKind: ReasonKind;
  receivedBy: string;
  receiptNo: string;
}

/** What is entered of a step; the day is today until another one is chosen. */
function useStepFields(first: Partial<StepValues>) {
  const today = useChoices()?.today ?? null;
  const [values, setValues] = useState<Partial<StepValues>>(first);
  const [asked, setAsked] = useState(false);
  const stated: StepValues = {
    authority: '',
    note: '',
    reasonKind: '',
    receivedBy: '',
    receiptNo: '',
    ...values,
    on: values.on === undefined ? today : values.on,
  };
  const lacksReason = (state: FilingState): boolean => {
    const isNamed = state === 'returned' && stated.reasonKind !== '' && stated.reasonKind !== 'other';
    return needsReason(state) && !isNamed && stated.note.trim() === '';
  };
  return {
    stated,
    asked,
    lacksReason,
    set: (patch: Partial<StepValues>) => setValues((was) => ({ ...was, ...patch })),
    /** What is handed to the command; null while something is missing, which then says so. */
    check: (state: FilingState) => {
      setAsked(true);
      const { on, authority, note, reasonKind, receivedBy, receiptNo } = stated;
      if (on === null || lacksReason(state)) return null;
      return {
        on,
        note: note.trim(),
        authority: withAuthority.has(state) ? authority.trim() : '',
        reasonKind: state === 'returned' ? reasonKind : ('' as const),
        receivedBy: state === 'received' ? receivedBy.trim() : '',
        receiptNo: state === 'received' ? receiptNo.trim() : '',
      };
    },
  };
}

function StepFields({
  state,
  fields: { stated, set, asked, lacksReason },
}: {
  state: FilingState;
  fields: ReturnType<typeof useStepFields>;
}) {
  const { t } = useTranslation(['filing', 'term']);
  const line = (name: 'authority' | 'receivedBy' | 'receiptNo') => (
    <TextInput
      label={t(`advance.${name}`)}
      maxLength={name === 'authority' ? 200 : 100}
      value={stated[name]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <DayInput
        label={t('advance.on')}
        withAsterisk
        value={stated.on}
        onChange={(on) => set({ on })}
        error={asked && stated.on === null ? t('advance.onMissing') : undefined}
      />
      {withAuthority.has(state) && line('authority')}
      {state === 'received' && (
        <Group gap="xs" grow>
          {line('receivedBy')}
          {line('receiptNo')}
        </Group>
      )}
      {state === 'returned' && (
        <NativeSelect
          label={t('advance.reasonKind')}
          data={[
            { value: '', label: t('advance.reasonKindNone') },
            ...returnReason.options.map((value) => ({ value, label: t(`term:returnReason.${value}`) })),
          ]}
          value={stated.reasonKind}
          onChange={(event) => set({ reasonKind: event.currentTarget.value as ReasonKind })}
        />
      )}
      <Textarea
        label={t(needsReason(state) ? 'advance.reason' : 'advance.note')}
        withAsterisk={needsReason(state) && (state !== 'returned' || stated.reasonKind === '' || stated.reasonKind === 'other')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={stated.note}
        onChange={(event) => set({ note: event.currentTarget.value })}
        error={asked && lacksReason(state) ? t('advance.reasonMissing') : undefined}
      />
    </>
  );
}

interface ButtonsProps {
  failure: Parameters<typeof failureText>[1] | undefined;
  pending: boolean;
  isVoid?: boolean;
  onClose: () => void;
  children: string;
}

function Buttons({ failure, pending, isVoid, onClose, children }: ButtonsProps) {
  const { t } = useTranslation('filing');
  return (
    <>
      {failure && (
        <Text size="sm" c="var(--text-attention)" role="alert">
          {failureText(t, failure)}
        </Text>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={pending} {...(isVoid ? { color: 'wine' } : {})}>
          {children}
        </Button>
      </Group>
    </>
  );
}
