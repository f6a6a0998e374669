import { Checkbox, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MaskField } from '../../../db/domain/filing/handover';
import panes from './Filing.module.css';
import type { Along, Evidence } from './packing';
import classes from './Package.module.css';

interface EvidenceListProps {
  along: Along;
  /** What the recipient asks to be left out: nobody can do that to a picture. */
  masked: readonly MaskField[];
}

/** Evidence that may go along: sign-in sheets, photos, postings, what was added to the papers. */
export function EvidenceList({ along: { evidence, taken, take, scanned }, masked }: EvidenceListProps) {
  const { t } = useTranslation(['filing', 'term']);
  const warning = masked.length > 0 && taken.length + scanned.size > 0 && (
    <Text size="xs" c="var(--text-notice)" mt={4}>
      {t('evidence.unmasked', { fields: masked.map((field) => t(`term:maskField.${field}`)).join(t('comma')) })}
    </Text>
  );
  if (evidence.length === 0) return warning || null;
  const kind = ({ subject, use }: Evidence) => (subject === 'publication' ? t('evidence.publication') : t(`term:attachmentUse.${use}`));
  return (
    <section aria-label={t('evidence.title')}>
      <h2 className={panes.paneTitle}>{t('evidence.title')}</h2>
      <ul className={classes.evidence}>
        {evidence.map((offer) => (
          <li key={offer.attachmentId}>
            <Checkbox
              size="xs"
              checked={taken.includes(offer.attachmentId)}
              onChange={(event) => take(offer.attachmentId, event.currentTarget.checked)}
              label={
                <>
                  {offer.name}
                  <Text size="xs" c="dimmed" component="span" display="block">
                    {t('evidence.of', { kind: kind(offer), of: offer.of, size: Math.max(1, Math.round(offer.size / 1024)) })}
                  </Text>
                </>
              }
            />
          </li>
        ))}
      </ul>
      {warning}
    </section>
  );
}
