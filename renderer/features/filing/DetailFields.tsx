import { Checkbox, NativeSelect, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { memo, useMemo, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftedChapter } from '../../../db/domain/filing/report';
import { DayInput } from '../../components/DayInput';
import { periodText } from '../../components/periodText';
import { Picker } from '../../components/Picker';
import { speak } from '../../components/speak';
import { useGrowing } from '../../components/useGrowing';
import type { DetailsState } from './details';
import classes from './Filing.module.css';
import { asked, detailOf, papers, type Detail, type Round } from './papers';
import { ChapterText } from './ChapterText';
import { ChoiceField } from './ChoiceField';
import { ListsField } from './ListsField';
import { PublicTexts } from './PublicTexts';
import { RecipientField } from './RecipientField';
import { usePeople } from './usePeople';
import { revealPhone } from '../../reveal';

interface DetailFieldsProps {
  code: string;
  state: DetailsState;
  rounds: readonly Round[];
  day: RefObject<HTMLInputElement | null>;
  /** Issuing was tried without it. */
  dayMissing: boolean;
}

const register = 'register';

/** What a person states on the paper; everything else is gathered. Drawn anew only when that changes: a page of many fields is heavy. */
export const DetailFields = memo(function DetailFields({ code, state, rounds, day, dayMissing }: DetailFieldsProps) {
  const { t } = useTranslation('filing');
  const { stated, setRound, setCompiledOn } = state;
  const paper = papers[code];
  const choices = useMemo(
    () => [
      ...(paper?.round === 'optional' ? [{ value: register, label: t('round.register') }] : []),
      ...rounds.map(({ id, name, period, status }) => ({
        value: id,
        label: `${name.includes(period.slice(0, 4)) ? name : `${periodText(t, period, 'short')} ${name}`}${status === 'open' ? t('round.open') : ''}`,
      })),
    ],
    [paper, rounds, t],
  );
  const details = paper ? asked(paper, stated.roundId) : [];
  const shown = useGrowing(details.length);
  if (!paper) return null;
  return (
    <section aria-label={t('details.title')}>
      <h2 className={classes.paneTitle}>{t('details.title')}</h2>
      <Stack gap="xs">
        {paper.round !== 'none' && (
          <NativeSelect
            size="sm"
            label={t('round.label')}
            data={choices}
            value={stated.roundId ?? register}
            onChange={(event) => setRound(event.currentTarget.value === register ? null : event.currentTarget.value)}
          />
        )}
        <DayInput
          ref={day}
          label={t('details.compiledOn')}
          description={t('details.compiledOnText')}
          withAsterisk
          value={stated.compiledOn}
          onChange={setCompiledOn}
          error={dayMissing ? t('details.compiledOnMissing') : undefined}
        />
        {details.slice(0, shown).map((detail) => (
          <DetailField key={detail.name} code={code} detail={detail} state={state} />
        ))}
      </Stack>
    </section>
  );
});

interface DetailFieldProps {
  code: string;
  detail: Detail;
  state: DetailsState;
}

const DetailField = memo(function DetailField({ code, detail, state: { stated, setDetail } }: DetailFieldProps) {
  const { t } = useTranslation('filing');
  const people = usePeople();
  const { name, kind } = detail;
  const value = detailOf(stated.details, detail);
  const label = speak(t, `details.${name}`);
  const placeholder = speak(t, `details.${name}Text`, { defaultValue: '' });
  switch (kind) {
    case 'person':
      return (
        <Picker
          label={label}
          placeholder={placeholder}
          options={people}
          value={null}
          text={String(value)}
          onPick={(picked) => {
            const person = people.find((option) => option.value === picked);
            setDetail(name, person?.label ?? '');
            if (person && person.phone !== '' && name === 'filledBy' && (stated.details['phone'] ?? '') === '')
              void revealPhone(person.value, t('reveal.contact')).then((phone) => setDetail('phone', phone));
          }}
          onType={(text) => setDetail(name, text)}
        />
      );
    case 'hidden':
    case 'figures':
      return null;
    case 'recipient':
      return <RecipientField code={code} label={label} placeholder={placeholder} state={{ stated, setDetail }} />;
    case 'line':
      return (
        <TextInput
          label={label}
          placeholder={placeholder}
          maxLength={200}
          value={String(value)}
          onChange={(event) => setDetail(name, event.currentTarget.value)}
        />
      );
    case 'text':
      return (
        <Textarea
          label={label}
          placeholder={placeholder}
          autosize
          minRows={2}
          maxRows={10}
          value={String(value)}
          onChange={(event) => setDetail(name, event.currentTarget.value)}
        />
      );
    case 'chapter':
      return (
        <ChapterText
          chapter={name as DraftedChapter}
          label={label}
          stated={stated}
          value={String(value)}
          onChange={(text) => setDetail(name, text)}
        />
      );
    case 'day':
      return <DayInput label={label} value={value === null ? null : String(value)} onChange={(next) => setDetail(name, next)} />;
    case 'flag':
      return (
        <Checkbox
          label={label}
          description={placeholder}
          checked={value === 'yes'}
          onChange={(event) => setDetail(name, event.currentTarget.checked ? 'yes' : '')}
        />
      );
    case 'wording':
      return <PublicTexts code={code} stated={stated} value={value} onChange={(next) => setDetail(name, next)} />;
    case 'lists':
      return <ListsField label={label} value={String(value)} onChoose={(next) => setDetail(name, next)} />;
    case 'choice':
      return <ChoiceField name={name} label={label} value={String(value)} onChoose={(next) => setDetail(name, next)} />;
    case 'count':
      return (
        <NumberInput
          label={label}
          min={0}
          max={40}
          allowDecimal={false}
          value={Number(value)}
          onChange={(next) => {
            if (typeof next === 'number') setDetail(name, next);
          }}
        />
      );
  }
});
