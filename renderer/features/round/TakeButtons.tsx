import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ItemFilter } from '../../../db/domain/round/item';
import { useApi } from '../../api';
import type { Selection } from '../../components/table/selection';
import { useManyCommand } from '../../manyCommand';
import classes from './Round.module.css';
import type { Round } from './round';

const isReissue = ({ status, followsId }: Round): boolean => status === 'open' && followsId !== null;

interface TakeButtonsProps {
  round: Round;
  selection: Selection<ItemFilter>;
  count: number;
  onDone?: () => void;
}

/** In a reissue under way: whether risks stand as the register now says, or as the former round froze them. */
export function TakeButtons({ round, selection, count, onDone }: TakeButtonsProps) {
  const { t } = useTranslation('roundTime');
  const take = useManyCommand('round.take', count, t('follow.took', { count }), t('follow.taking', { count }));
  if (!isReissue(round)) return null;
  const run = async (from: 'register' | 'former') => {
    const reply = await take.run({ id: round.id, from, selection });
    if (reply.ok) onDone?.();
  };
  return (
    <Group gap="xs">
      <Button size="compact-sm" variant="default" disabled={take.pending} onClick={() => void run('register')}>
        {t('follow.fromRegister')}
      </Button>
      <Button size="compact-sm" variant="default" disabled={take.pending} onClick={() => void run('former')}>
        {t('follow.fromFormer')}
      </Button>
    </Group>
  );
}

/** How many risks of the register a reissue under way does not hold, and the way to take them in. */
export function Outside({ round }: { round: Round }) {
  const { t } = useTranslation('roundTime');
  const { data } = useApi('round.following', { id: round.id }, { subjects: ['round', 'roundRisk', 'risk'], enabled: isReissue(round) });
  const outside = data?.outside ?? 0;
  const takeIn = useManyCommand('round.takeIn', outside, t('follow.takenIn'), t('follow.outside', { count: outside }));
  if (!isReissue(round) || outside === 0) return null;
  return (
    <div className={classes.banner} role="note">
      <span>{t('follow.outside', { count: outside })}</span>
      <Button size="compact-sm" variant="default" loading={takeIn.pending} onClick={() => void takeIn.run({ id: round.id })}>
        {t('follow.takeIn')}
      </Button>
    </div>
  );
}
