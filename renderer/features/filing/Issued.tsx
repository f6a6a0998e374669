import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FilingFormat } from '../../../db/domain/filing/filing';
import classes from './Filing.module.css';
import { IssuedCard } from './IssuedCard';
import type { Issued as IssuedFiling } from './papers';

interface IssuedProps {
  issued: readonly IssuedFiling[];
  /** Lists older ones; absent where all are listed. */
  onMore?: (() => void) | undefined;
  formats: readonly FilingFormat[];
  shownId: string | null;
  onShow: (id: string | null) => void;
  onReplace: (id: string) => void;
}

/** What was issued, newest first; the one that is shown can be saved, moved on, replaced or voided. */
export function Issued({ issued, onMore, formats, shownId, onShow, onReplace }: IssuedProps) {
  const { t } = useTranslation('filing');
  return (
    <section aria-label={t('issued.title')}>
      <h2 className={classes.paneTitle}>{t('issued.title')}</h2>
      {issued.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('issued.none')}
        </Text>
      )}
      <ul className={classes.issued}>
        {issued.map((filing) => (
          <li
            key={filing.id}
            data-shown={filing.id === shownId || undefined}
            data-quiet={filing.state === 'voided' || filing.state === 'replaced' || undefined}
          >
            <IssuedCard
              filing={filing}
              formats={formats}
              isShown={filing.id === shownId}
              replaced={issued.find(({ id }) => id === filing.replacesId)?.number}
              onShow={() => onShow(filing.id === shownId ? null : filing.id)}
              onReplace={() => onReplace(filing.id)}
            />
          </li>
        ))}
      </ul>
      {onMore && (
        <Button mt="xs" size="compact-sm" variant="default" fullWidth onClick={onMore}>
          {t('issued.more')}
        </Button>
      )}
    </section>
  );
}
