import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DueBadge } from '../../components/DueBadge';
import { periodText } from '../../components/periodText';
import { speak } from '../../components/speak';
import type { AgendaItem } from './agenda';
import classes from './Home.module.css';

interface AgendaProps {
  items: readonly AgendaItem[];
  today: string;
  /** The round of this period is asked for by a local policy. */
  isPolicy: boolean;
  onGo: (path: string) => void;
}

/** What is to be done, each with the verb that does it. */
export function Agenda({ items, today, isPolicy, onGo }: AgendaProps) {
  const { t } = useTranslation(['home', 'term']);
  if (items.length === 0) return <p className={classes.quiet}>{t('agenda.none')}</p>;
  return (
    <ul className={classes.agenda}>
      {items.map((entry, index) => {
        const { id, path, due, done, state } = entry;
        const params =
          typeof entry.params['period'] === 'string' ? { ...entry.params, period: periodText(t, entry.params['period']) } : entry.params;
        const states = entry.states
          ?.map(({ state: at, n }) => t('agenda.filing.state', { state: speak(t, `term:filingState.${at}`), count: n }))
          .join(speak(t, 'component:list.comma'));
        const detail = state ? t(`agenda.round.${state}`, params) : speak(t, `agenda.${id}.detail`, { ...params, states });
        const verb = state ? t(`agenda.round.verb.${state}`) : speak(t, `agenda.${id}.verb`);
        return (
          <li key={`${id}-${path}`}>
            <div className={classes.agendaWords}>
              <div className={classes.agendaTitle}>
                <span>{speak(t, `agenda.${id}.title`, params)}</span>
                {id === 'round' && isPolicy && <small className={classes.policy}>{t('agenda.round.policy')}</small>}
              </div>
              <small>{detail}</small>
            </div>
            {due !== null && <DueBadge due={due} today={today} done={done} withDate={!done} />}
            <Button variant={index === 0 && !done ? 'filled' : 'default'} onClick={() => onGo(path)}>
              {verb}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
