import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { enterpriseLater } from '../../../db/domain/enterprise/enterprise';
import { Ring } from '../../components/Ring';
import classes from './Home.module.css';
import { percent, type Summary } from './remark';

interface CoverageProps {
  summary: Pick<Summary, 'enterprise' | 'risks' | 'round' | 'due'>;
  onGo: (path: string) => void;
}

/** How complete the profile, the register and the round of this period are. */
export function Coverage({ summary: { enterprise, risks, round, due }, onGo }: CoverageProps) {
  const { t } = useTranslation('home');
  const later = enterpriseLater.length;
  const left = enterprise.missing.length;
  const current = round !== null && (round.period === due.period || round.status === 'open') ? round : null;
  const total = current === null ? risks.total : Object.values(current.figures.states).reduce((sum, n) => sum + n, 0);
  const pending = current === null ? total : current.figures.states.pending;
  return (
    <div className={classes.rings}>
      <Part path="/enterprise" onGo={onGo} done={later - left} total={later} label={t('coverage.enterprise')}>
        {left === 0 ? t('coverage.complete') : t('coverage.enterpriseHint', { count: left })}
      </Part>
      <Part path="/risk/missing" onGo={onGo} done={risks.total - risks.missing} total={risks.total} label={t('coverage.missing')}>
        {risks.total === 0
          ? t('coverage.noRisk')
          : risks.missing === 0
            ? t('coverage.complete')
            : t('coverage.missingHint', { count: risks.missing, share: percent(risks.missing, risks.total) })}
      </Part>
      <Part
        path={current === null ? '/round' : `/round/${current.id}`}
        onGo={onGo}
        done={total - pending}
        total={total}
        label={t('coverage.confirmed')}
      >
        {current === null
          ? t('coverage.noRound')
          : pending === 0
            ? t('coverage.allConfirmed')
            : t('coverage.confirmedHint', { count: pending })}
      </Part>
    </div>
  );
}

function Part({
  path,
  onGo,
  children,
  ...ring
}: {
  path: string;
  onGo: (path: string) => void;
  done: number;
  total: number;
  label: string;
  children: ReactNode;
}) {
  return (
    <UnstyledButton className={classes.ring} onClick={() => onGo(path)}>
      <Ring {...ring} size={54}>
        <small className={classes.quiet}>{children}</small>
      </Ring>
    </UnstyledButton>
  );
}
