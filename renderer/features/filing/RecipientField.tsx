import { Anchor, Text } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { maskFields } from '../../../db/domain/filing/handover';
import { Picker } from '../../components/Picker';
import type { DetailsState } from './details';
import { papers } from './papers';
import { useAddressees, type Addressee } from './useAddressees';

interface RecipientFieldProps {
  code: string;
  label: string;
  placeholder: string;
  state: Pick<DetailsState, 'stated' | 'setDetail'>;
}

/** Whom a paper goes to: one of the authorities, or words; says what is left out for it. */
export function RecipientField({ code, label, placeholder, state: { stated, setDetail } }: RecipientFieldProps) {
  const { t } = useTranslation(['filing', 'term']);
  const { rows, options, isKnown } = useAddressees(code);
  const text = String(stated.details['recipient'] ?? '');
  const authorityId = String(stated.details['authorityId'] ?? '');
  const chosen = rows.find(({ id }) => id === authorityId);
  const choose = (name: string, authority: Addressee | undefined) => {
    setDetail('recipient', name);
    setDetail('authorityId', authority?.id ?? '');
    const profile = authority?.profiles[0];
    const asks = (detail: string) => papers[code]?.details.some(({ name: known }) => known === detail) === true;
    if (profile && profile.accidentEdition !== '' && asks('accidentEdition')) setDetail('accidentEdition', profile.accidentEdition);
    if (profile && profile.assessedFor !== '' && asks('assessedFor') && stated.roundId === null)
      setDetail('assessedFor', profile.assessedFor);
  };
  const isGone = isKnown && authorityId !== '' && chosen === undefined;
  // One that was retired or taken back meanwhile leaves its name as words.
  const forget = useEffectEvent(() => {
    if (isGone) setDetail('authorityId', '');
  });
  useEffect(() => forget(), [isGone]);
  const masked = maskFields.filter((field) => chosen?.profiles.some(({ mask }) => mask[field]));
  const likely = text === '' ? rows.find(({ fits }) => fits) : undefined;
  return (
    <div>
      <Picker
        label={label}
        placeholder={placeholder}
        options={options}
        value={chosen?.id ?? null}
        text={text}
        onPick={(picked, option) =>
          choose(
            option?.label ?? '',
            rows.find(({ id }) => id === picked),
          )
        }
        onType={(typed) =>
          choose(
            typed,
            rows.find(({ name }) => name === typed),
          )
        }
      />
      {likely && (
        <Anchor component="button" type="button" size="xs" onClick={() => choose(likely.name, likely)}>
          {t('recipient.take', { name: likely.name })}
        </Anchor>
      )}
      {masked.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('recipient.masks', { fields: masked.map((field) => t(`term:maskField.${field}`)).join('、') })}
        </Text>
      )}
    </div>
  );
}
