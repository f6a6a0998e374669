import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { correctableStates, stepsOf, type FilingState } from '../../../db/domain/filing/filing';
import { useAttachments } from '../../attachments';
import { Attachments } from '../../components/Attachments';
import { Needs } from '../../components/Needs';
import { CorrectDialog } from './AdvanceDialog';
import classes from './Filing.module.css';
import type { Issued } from './papers';

type Event = Issued['events'][number];
interface StateLineProps {
  number: string;
  state: FilingState;
  events: Issued['events'];
}

const ordinary = ['issued', 'signed', 'sealed', 'scanned', 'sent', 'received'] as const satisfies readonly FilingState[];

/** What there may be to keep of an event: the stamped paper, or what the authority gave back. */
const filesOf: Partial<Record<FilingState, 'scan' | 'receipt'>> = {
  signed: 'scan',
  sealed: 'scan',
  scanned: 'scan',
  sent: 'scan',
  received: 'receipt',
  returned: 'receipt',
};

function EventFiles({ id, use }: { id: string; use: 'scan' | 'receipt' }) {
  const { t } = useTranslation('term');
  const attachments = useAttachments({ subject: 'filingEvent', subjectId: id, use });
  return <Attachments label={t(`attachmentUse.${use}`)} {...attachments} />;
}

/** The way of a paper: what happened with its days, corrected where it was entered wrongly, then what is usually still to come. */
export function StateLine({ number, state, events }: StateLineProps) {
  const { t } = useTranslation(['filing', 'term']);
  const [correcting, setCorrecting] = useState<Event | null>(null);
  const steps = useMemo(() => stepsOf(events), [events]);
  const ended = state === 'replaced' || state === 'voided' || state === 'received';
  const reached = Math.max(-1, ...steps.map(({ now }) => (ordinary as readonly FilingState[]).indexOf(now.state)));
  const coming = ended ? [] : ordinary.slice(reached + 1);
  return (
    <>
      <ol className={classes.way} aria-label={t('way.label')}>
        {steps.map(({ first, now, before }, index) => (
          <li key={first.id} data-done data-last={index === steps.length - 1 || undefined}>
            <span>
              <b>{t(`term:filingState.${now.state}`)}</b> {now.on}
              {correctableStates.includes(now.state) && (
                <Needs needs="filing.correctEvent">
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    onClick={() => setCorrecting(now)}
                    aria-label={t('correct.of', { state: t(`term:filingState.${now.state}`) })}
                  >
                    {t('correct.button')}
                  </Button>
                </Needs>
              )}
            </span>
            <Words event={now} />
            {before.toReversed().map((event) => (
              <small key={event.id} className={classes.corrected}>
                {t('correct.was', { on: event.on, note: event.note })}
                {event.correctionReason !== '' && t('correct.because', { reason: event.correctionReason })}
              </small>
            ))}
            {first.state in filesOf && <EventFiles id={first.id} use={filesOf[first.state]!} />}
          </li>
        ))}
        {coming.map((to) => (
          <li key={to}>
            <span>{t(`term:filingState.${to}`)}</span>
          </li>
        ))}
      </ol>
      <CorrectDialog event={correcting} number={number} onClose={() => setCorrecting(null)} />
    </>
  );
}

/** What was entered of a step besides its day. */
function Words({ event: { authority, reasonKind, receivedBy, receiptNo, note, correctionReason } }: { event: Event }) {
  const { t } = useTranslation(['filing', 'term']);
  const words = [
    authority,
    reasonKind === '' ? '' : t(`term:returnReason.${reasonKind}`),
    receivedBy === '' ? '' : t('way.receivedBy', { name: receivedBy }),
    receiptNo === '' ? '' : t('way.receiptNo', { number: receiptNo }),
    ...note.split('\n'),
    correctionReason === '' ? '' : t('correct.because', { reason: correctionReason }),
  ].filter((word) => word !== '');
  return [...new Set(words)].map((word) => <small key={word}>{word}</small>);
}
