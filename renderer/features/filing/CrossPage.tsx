import { Anchor, NativeSelect, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApi, type Data } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { PageHead } from '../../components/PageHead';
import { periodText } from '../../components/periodText';
import { Refused } from '../../components/Refused';
import { speak } from '../../components/speak';
import { go } from '../../place';
import { CrossTable } from './CrossTable';
import classes from './Cross.module.css';

type Crossed = Data<'filing.crossTable'>;

/** 数字互校 of a period: the round and its papers beside each other, and what has to go out anew. `/filing/cross/2026Q4` */
export function CrossPage({ period: named }: { period: string | undefined }) {
  const { t } = useTranslation('filing');
  const rounds = useApi('round.list', {}, { subjects: ['round'] });
  const periods = [...new Set([...(named ? [named] : []), ...(rounds.data ?? []).map(({ period }) => period)])].sort().reverse();
  const period = named ?? rounds.data?.[0]?.period ?? periods[0];
  const crossed = useApi('filing.crossTable', { period: period ?? '' }, { enabled: period !== undefined, keep: true });
  return (
    <>
      <PageHead title={t('cross.title')} note={t('cross.note')} onBack={() => go('/filing')}>
        {period !== undefined && (
          <NativeSelect
            size="xs"
            aria-label={t('cross.period')}
            data={periods.map((value) => ({ value, label: periodText(t, value, 'short') }))}
            value={period}
            onChange={(event) => go(`/filing/cross/${event.currentTarget.value}`)}
          />
        )}
      </PageHead>
      <div className={classes.page}>
        {crossed.isError && <Refused failure={crossed.error.failure} onRetry={() => void crossed.refetch()} />}
        {crossed.data && <Outdated crossed={crossed.data} onOpen={(code, id) => go(placeOf(code, id))} />}
        {crossed.data?.tables.map((table) => (
          <CrossTable
            key={table.round?.id ?? ''}
            table={table}
            onOpen={({ code, id }) => go(id === null ? `/round/${table.round?.id ?? ''}` : placeOf(code, id))}
          />
        ))}
        {rounds.data?.length === 0 && <EmptyState title={t('cross.none')} text={t('cross.noneText')} />}
      </div>
    </>
  );
}

const placeOf = (code: string, id: string): string => (code === 'F40' ? '/filing/package' : `/filing/${code}/issued-${id}`);

/** Papers that say what the round no longer says, and letters that name papers that no longer stand. */
function Outdated({ crossed: { outdated, letters }, onOpen }: { crossed: Crossed; onOpen: (code: string, id: string) => void }) {
  const { t } = useTranslation(['filing', 'term']);
  if (outdated.length === 0 && letters.length === 0) return null;
  const link = (code: string, id: string, words: string) => (
    <Anchor component="button" type="button" size="sm" onClick={() => onOpen(code, id)}>
      {words}
    </Anchor>
  );
  return (
    <section aria-label={t('cross.outdated')} className={classes.outdated}>
      <h2 className={classes.title}>{t('cross.outdated')}</h2>
      <Stack gap={4}>
        {outdated.map(({ id, code, number, title }) => (
          <Text size="sm" key={id}>
            {link(code, id, `${number} ${title}`)} {t('cross.roundChanged')}
          </Text>
        ))}
        {letters.map(({ id, number, items }) => (
          <Text size="sm" key={id}>
            {link('F40', id, number)}{' '}
            {t('cross.letterNames', {
              items: items.map((item) => `${item.number}（${speak(t, `term:filingState.${item.state}`)}）`).join(t('comma')),
            })}
          </Text>
        ))}
      </Stack>
    </section>
  );
}
