import { Anchor } from '@mantine/core';
import { IconArrowForward, IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Round.module.css';
import type { Round } from './round';

/** The rounds that this one replaces or is replaced by, each with the way to it; nothing where there are none. */
export function FollowNotes({ round, onOpen }: { round: Round; onOpen: (id: string) => void }) {
  const { t } = useTranslation('roundTime');
  const { follows, followReason, replacedBy, reissue } = round;
  const link = (to: { id: string; no: string; name: string }) => (
    <Anchor component="button" type="button" size="sm" onClick={() => onOpen(to.id)}>
      {to.no} {to.name}
    </Anchor>
  );
  return (
    <>
      {replacedBy && (
        <div className={classes.banner} role="note">
          <IconArrowForward size={16} aria-hidden />
          <span>{t('follow.replacedBy')}</span>
          {link(replacedBy)}
        </div>
      )}
      {reissue && (
        <div className={classes.banner} role="note">
          <IconArrowForward size={16} aria-hidden />
          <span>{t('follow.underWay')}</span>
          {link(reissue)}
        </div>
      )}
      {follows && (
        <div className={classes.banner} role="note">
          <IconHistory size={16} aria-hidden />
          <span>{t(round.status === 'open' ? 'follow.replaces' : 'follow.replaced')}</span>
          {link(follows)}
          <span className={classes.written}>{t('follow.because', { reason: followReason })}</span>
        </div>
      )}
    </>
  );
}
