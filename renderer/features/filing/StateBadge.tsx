import { useTranslation } from 'react-i18next';
import type { FilingState } from '../../../db/domain/filing/filing';
import classes from './Filing.module.css';

const tones: Record<FilingState, 'plain' | 'good' | 'attention' | 'quiet'> = {
  issued: 'plain',
  signed: 'plain',
  sealed: 'plain',
  scanned: 'plain',
  sent: 'plain',
  received: 'good',
  returned: 'attention',
  replaced: 'quiet',
  voided: 'quiet',
};

/** Where an issued paper stands. */
export function StateBadge({ state }: { state: FilingState }) {
  const { t } = useTranslation('term');
  return (
    <span className={classes.state} data-tone={tones[state]}>
      {t(`filingState.${state}`)}
    </span>
  );
}
