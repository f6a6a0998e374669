import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { riskLevels } from '../../../db/domain/risk/scale';
import { LevelBadge } from '../../components/LevelBadge';
import classes from './Home.module.css';
import { percent, type Summary } from './remark';

interface LevelsProps {
  risks: Pick<Summary['risks'], 'total' | 'level'>;
  onGo: (path: string) => void;
}

/** The statutory four with their numbers, and one bar of their shares. */
export function Levels({ risks: { total, level }, onGo }: LevelsProps) {
  const { t } = useTranslation(['home', 'term']);
  return (
    <>
      <div className={classes.levels}>
        {riskLevels.map((name) => {
          const count = level[name] ?? 0;
          return (
            <UnstyledButton
              key={name}
              className={classes.level}
              onClick={() => onGo(`/risk/level-${name}`)}
              aria-label={`${t('levels.open', { level: t(`term:riskLevel.${name}`) })} ${count}`}
            >
              <LevelBadge level={name} />
              <b>{count}</b>
              <small className={classes.quiet}>{t('levels.share', { share: percent(count, total) })}</small>
            </UnstyledButton>
          );
        })}
      </div>
      <div
        className={classes.bar}
        role="img"
        aria-label={`${t('levels.bar')} ${riskLevels.map((name) => `${t(`term:riskLevel.${name}`)} ${percent(level[name] ?? 0, total)}%`).join(' ')}`}
      >
        {riskLevels.map((name) =>
          (level[name] ?? 0) > 0 ? <span key={name} data-level={name} style={{ flexGrow: level[name] }} /> : null,
        )}
      </div>
    </>
  );
}
