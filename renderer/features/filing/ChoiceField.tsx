import { NativeSelect } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { accidentEditions } from '../../../db/domain/risk/accident';
import { useApi } from '../../api';
import { useToday } from '../../choices';
import { cardChoices, stands } from './papers';

interface ChoiceFieldProps {
  name: string;
  label: string;
  value: string;
  onChoose: (value: string) => void;
}
type Options = readonly { value: string; label: string }[];

/** One of a few: whose cards, how many to a page, which floor plan, which letter. */
export function ChoiceField({ name, label, value, onChoose }: ChoiceFieldProps) {
  const options = useOptions(name, value);
  const first = options[0]?.value;
  const isKnown = options.some((option) => option.value === value);
  // A plan that was taken away meanwhile leaves its place to the first.
  const settle = useEffectEvent(() => {
    if (!isKnown && first !== undefined) onChoose(first);
  });
  useEffect(() => settle(), [isKnown, first]);
  return (
    <NativeSelect size="sm" label={label} data={[...options]} value={value} onChange={(event) => onChoose(event.currentTarget.value)} />
  );
}

function useOptions(name: string, value: string): Options {
  const { t } = useTranslation('filing');
  const { data: plans = [] } = useApi('map.plans', {}, { subjects: ['floorPlan'], enabled: name === 'planId' || name === 'boardPlan' });
  const { data: letters = [] } = useApi('filing.list', { code: 'F40' }, { enabled: name === 'letterId' });
  const thisYear = Number(useToday().slice(0, 4));
  if (name === 'letterId')
    return letters.filter(stands).map(({ id, number, addressee }) => ({ value: id, label: `${number} ${addressee}` }));
  if (name === 'year')
    return [0, 1, 2].map((back) => String(thisYear - back)).map((year) => ({ value: year, label: t('report.year', { year }) }));
  if (name === 'planId') return plans.map((plan) => ({ value: plan.id, label: plan.name }));
  if (name === 'boardPlan')
    return [
      { value: '', label: t('board.first') },
      ...plans.map((plan) => ({ value: plan.id, label: plan.name })),
      { value: 'none', label: t('board.noPicture') },
    ];
  if (name === 'size') return (['A3', 'A2'] as const).map((size) => ({ value: size, label: t(`board.size.${size}`) }));
  if (name === 'accidentEdition')
    return (['', ...accidentEditions] as const).map((edition) => ({ value: edition, label: t(`accidents.${edition || 'stated'}`) }));
  if (name.endsWith('From')) return (['set', 'scan'] as const).map((source) => ({ value: source, label: t(`annex.${source}`) }));
  if (name === 'perPage') return (['4', '2', '1'] as const).map((count) => ({ value: count, label: t(`cards.perPage.${count}`) }));
  const own = (['high', 'all', 'due'] as const).map((which) => ({ value: cardChoices[which], label: t(`cards.${which}`) }));
  if (own.some((option) => option.value === value)) return own;
  const { ids } = JSON.parse(value) as { ids?: string[] };
  return [{ value, label: ids ? t('cards.ids', { count: ids.length }) : t('cards.chosen') }, ...own];
}
