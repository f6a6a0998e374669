import { Anchor, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { figureWords } from '../../components/figureName';
import { speak } from '../../components/speak';
import classes from './Filing.module.css';
import type { Gap } from './papers';

interface GapsProps {
  /** Undefined as long as nobody knows. */
  gaps: readonly Gap[] | undefined;
  /** Where a gap is mended: a page, or a field of this one. */
  onMend: (gap: Gap) => void;
}

/** Only told: nothing is missing. */
export const isAdvice = (gap: Gap): boolean => 'advice' in gap && gap.advice === true;

/** What a formal paper still lacks, each with the way to where it is mended. */
export function Gaps({ gaps: found, onMend }: GapsProps) {
  const { t } = useTranslation('filing');
  const gaps = found ?? [];
  const lacking = gaps.filter((gap) => !isAdvice(gap)).length;
  return (
    <section aria-label={t('gaps.title')}>
      <h2 className={classes.paneTitle}>
        {t('gaps.title')} {lacking > 0 && <span className={classes.gapCount}>{lacking}</span>}
      </h2>
      {found === undefined && (
        <Text size="sm" c="dimmed">
          {t('gaps.looking')}
        </Text>
      )}
      {found !== undefined && lacking === 0 && (
        <p className={classes.complete}>
          <IconCircleCheck size={18} aria-hidden />
          <span>{t('gaps.none')}</span>
        </p>
      )}
      <ul className={classes.gaps}>
        {gaps.map((gap) => (
          <li key={`${gap.key} ${JSON.stringify(gap.params)}`}>
            {isAdvice(gap) ? <IconInfoCircle size={16} aria-hidden /> : <IconCircleDashed size={16} aria-hidden />}
            <span>
              {gapWords(t, gap)}{' '}
              <Anchor component="button" type="button" size="sm" onClick={() => onMend(gap)}>
                {isAdvice(gap) ? t('gaps.look') : t(`gaps.at.${gap.at}`, { number: otherPaper(gap) })}
              </Anchor>
            </span>
          </li>
        ))}
      </ul>
      {lacking > 0 && (
        <Text size="xs" c="dimmed">
          {t('gaps.text')}
        </Text>
      )}
    </section>
  );
}

/** The issued paper that says otherwise. */
const otherPaper = ({ params }: Gap): string => [params?.['first'], params?.['other']].find((name) => /-/.test(String(name))) as string;

/** The sentence of a gap. */
export const gapWords = (t: Parameters<typeof speak>[0], { key, params }: Gap): string => {
  const level = params?.['level'];
  const figure = params?.['figure'];
  const staffing = params?.['staffing'];
  return speak(t, `filing:gap.${key}`, {
    ...params,
    ...(typeof figure === 'string' ? { figure: figureWords(t, figure) } : {}),
    ...(typeof staffing === 'string' ? { staffing: speak(t, `term:staffingRule.${staffing}`) } : {}),
    ...(typeof level === 'string'
      ? { level: speak(t, `term:riskLevel.${level}`, { defaultValue: speak(t, 'component:level.none') }) }
      : {}),
    defaultValue: speak(t, 'filing:gap.other'),
  });
};

/** Page where a gap is mended; null where that is on the paper's own page. */
export function gapPlace({ key, at, paper }: Gap, roundId: string | null): string | null {
  switch (at) {
    case 'paper':
      return paper === undefined ? null : `/filing/${paper.code}/issued-${paper.id}`;
    case 'enterprise':
      return '/enterprise';
    case 'risk':
      return key === 'noRisks' ? '/intake' : key === 'incomplete' ? '/risk/missing' : '/risk';
    case 'round':
      return roundId === null ? '/round' : `/round/${roundId}${key === 'noImplementation' ? '~implementation' : ''}`;
    case 'card':
      return key.startsWith('review.') ? '/card/due' : '/card';
    case 'review':
      return '/review';
    case 'appointment':
      return '/appointment';
    case 'staffing':
      return '/staffing';
    case 'map':
      return '/map';
    case 'responsibility':
      return '/responsibility';
    case 'authority':
      return '/authority';
    case 'figure':
    case 'request':
      return null;
  }
}
