import { Anchor, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EnteredFigures, PaperFigureKey } from '../../../db/domain/round/figure';
import { useApi } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { FigureTable } from '../../components/FigureTable';
import { go } from '../../place';
import { enteredOf } from './papers';
import type { DetailsState } from './details';
import classes from './Filing.module.css';
import type { Draft } from './papers';

interface FiguresPaneProps {
  figures: NonNullable<Draft['figures']>;
  state: DetailsState;
  /** A figure that was asked for from elsewhere. */
  wanted: PaperFigureKey | null;
  onReached: () => void;
  /** Period of the round that the paper speaks of, whose papers state the same figures. */
  period: string | undefined;
}

/** 数字: what the paper counts beside what a person enters for it, which begins with the figures of its round. */
export function FiguresPane({ figures: { counted, ofRound }, state, wanted, onReached, period }: FiguresPaneProps) {
  const { t } = useTranslation('filing');
  const { details } = state.stated;
  const own = enteredOf(details['entered'] ?? null);
  const enter = (entered: EnteredFigures | undefined) => state.setDetail('entered', entered === undefined ? '' : JSON.stringify(entered));
  const hasRound = Object.keys(ofRound).length > 0;
  return (
    <section className={classes.pane} aria-label={t('tabs.figures')}>
      <Text size="sm" c="dimmed">
        {t('figures.text')}
      </Text>
      {hasRound && own === undefined && <Text size="sm">{t('figures.ofRound')}</Text>}
      <FigureTable
        label={t('tabs.figures')}
        counted={counted}
        entered={own ?? ofRound}
        readOnly={false}
        by={String(details['filledBy'] ?? '')}
        wanted={wanted}
        onReached={onReached}
        onChange={enter}
      />
      <Group gap="md">
        {hasRound && own !== undefined && (
          <Button size="xs" variant="default" onClick={() => enter(undefined)}>
            {t('figures.reset')}
          </Button>
        )}
        {period !== undefined && (
          <Anchor component="button" type="button" size="sm" onClick={() => go(`/filing/cross/${period}`)}>
            {t('figures.cross')}
          </Anchor>
        )}
      </Group>
    </section>
  );
}

/** The figures of an issued paper as they were frozen. */
export function IssuedFigures({ id }: { id: string }) {
  const { t } = useTranslation('filing');
  const { data } = useApi('filing.stated', { id }, { subjects: [] });
  if (!data) return null;
  if (data.figures === null) return <EmptyState title={t('tabs.figures')} text={t('figures.noneKept')} />;
  return (
    <section className={classes.pane} aria-label={t('tabs.figures')}>
      <Text size="sm" c="dimmed">
        {t('figures.frozen')}
      </Text>
      <FigureTable label={t('tabs.figures')} counted={data.figures.counted} entered={data.figures.entered} readOnly />
    </section>
  );
}
