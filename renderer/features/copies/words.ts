import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Data } from '../../api';
import { speak } from '../../components/speak';

export type Comparison = NonNullable<Data<'copies.state'>>;
type CopyRow = Data<'copies.rows'>['rows'][number];
/** A record that differs, with the names of what its fields point to. */
export type Row = CopyRow & { names: ReadonlyMap<string, string> };
export type Side = CopyRow['choices'][number];
export type Verdict = CopyRow['verdict'];
export const verdicts: readonly Verdict[] = ['conflict', 'clash', 'joined', 'removedThere', 'taken', 'kept', 'removedHere'];

/** How these pages tell instants, changes and kinds of records. */
export function useCopyWords() {
  const { t, i18n } = useTranslation('copies');
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
    return {
      t,
      instant: (at: number): string => format.format(at),
      command: (name: string): string => speak(t, `command:${name}`, { defaultValue: speak(t, 'app:frame.change') }),
      /** What a task does now. */
      step: (name: string): string => (name === '' ? '' : speak(t, `step:${name}`, { defaultValue: '' })),
      subject: (name: string): string => speak(t, `failure:subject.${name}`, { defaultValue: name }),
      /** Who did what when, and how often. */
      touched: (change: CopyRow['mine']): string =>
        change === null
          ? t('touched.none')
          : t(change.count > 1 ? 'touched.many' : 'touched.text', {
              actor: change.actor,
              at: format.format(change.at),
              what: t(`change.${change.kind}`),
              count: change.count,
            }),
      /** What becomes of a record as things stand. */
      outcome: ({ verdict, decision, isOpen }: Pick<CopyRow, 'verdict' | 'decision' | 'isOpen'>): string =>
        decision !== null ? t(`choice.${decision}`) : verdict === 'conflict' && !isOpen ? t('choice.byField') : t(`proposed.${verdict}`),
    };
  }, [t, i18n.language]);
}
