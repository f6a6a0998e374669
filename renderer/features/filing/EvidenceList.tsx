import { Checkbox, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import panes from './Filing.module.css';
import type { Along, Evidence } from './packing';
import classes from './Package.module.css';

/** Evidence that may go along: sign-in sheets, photos, postings, what was added to the papers. */
export function EvidenceList({ along: { evidence, taken, take } }: { along: Along }) {
  const { t } = useTranslation(['filing', 'term']);
  if (evidence.length === 0) return null;
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
    </section>
  );
}
