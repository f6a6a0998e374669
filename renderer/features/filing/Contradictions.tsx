import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Data } from '../../api';
import { go } from '../../place';
import { gapWords } from './Gaps';

/** Figures in which issued papers contradict each other, with the way to each paper. */
export function Contradictions({ found }: { found: Data<'filing.packCheck'>['contradictions'] }) {
  const { t } = useTranslation('filing');
  return found.map(({ key, params, papers }) => (
    <Text size="sm" key={`${key} ${JSON.stringify(params)}`}>
      {gapWords(t, { key, params, at: 'paper' })} <PaperLinks papers={papers} />
    </Text>
  ));
}

/** The ways to issued papers. */
export function PaperLinks({ papers }: { papers: readonly { id: string; number: string; code: string }[] }) {
  const { t } = useTranslation('filing');
  return papers.map(({ id, number, code }) => (
    <Anchor key={id} component="button" type="button" size="sm" me="xs" onClick={() => go(`/filing/${code}/issued-${id}`)}>
      {t('gaps.at.paper', { number })}
    </Anchor>
  ));
}
