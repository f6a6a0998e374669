import { useTranslation } from 'react-i18next';
import type { FilingState } from '../../../db/domain/filing/filing';
import { useAttachments } from '../../attachments';
import { Attachments } from '../../components/Attachments';
import classes from './Filing.module.css';
import type { Issued } from './papers';

interface StateLineProps {
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

/** The way of a paper: what happened with its days, then what is usually still to come. */
export function StateLine({ state, events }: StateLineProps) {
  const { t } = useTranslation(['filing', 'term']);
  const ended = state === 'replaced' || state === 'voided' || state === 'received';
  const reached = Math.max(-1, ...events.map((event) => (ordinary as readonly FilingState[]).indexOf(event.state)));
  const coming = ended ? [] : ordinary.slice(reached + 1);
  return (
    <ol className={classes.way} aria-label={t('way.label')}>
      {events.map((event, index) => (
        <li key={event.id} data-done data-last={index === events.length - 1 || undefined}>
          <span>
            <b>{t(`term:filingState.${event.state}`)}</b> {event.on}
          </span>
          {event.authority !== '' && <small>{event.authority}</small>}
          {event.note !== '' && <small>{event.note}</small>}
          {event.state in filesOf && <EventFiles id={event.id} use={filesOf[event.state]!} />}
        </li>
      ))}
      {coming.map((to) => (
        <li key={to}>
          <span>{t(`term:filingState.${to}`)}</span>
        </li>
      ))}
    </ol>
  );
}
