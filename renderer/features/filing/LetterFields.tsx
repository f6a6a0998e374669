import { Anchor, Group, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { letterStyles, type LetterStyle } from '../../../db/domain/filing/handover';
import { useApi } from '../../api';
import { DayInput } from '../../components/DayInput';
import { Picker } from '../../components/Picker';
import classes from './Filing.module.css';
import type { Letter, LetterState } from './letter';
import { useAddressees } from './useAddressees';
import { usePeople } from './usePeople';
import { revealPhone } from '../../reveal';

interface LetterFieldsProps {
  state: LetterState;
  /** Issuing was tried: what is needed says so. */
  asked: boolean;
}

/** What is needed before a letter can go out. */
export const lacks = (letter: Letter): (keyof Letter)[] =>
  (['recipient', 'subject', 'compiledOn'] as const).filter((name) => letter[name] === null || letter[name] === '');

/** The letter that goes with the package. */
export function LetterFields({ state, asked }: LetterFieldsProps) {
  const { t } = useTranslation('filing');
  const { letter, set, recipients, chooseRecipient, lastNumber } = state;
  const people = usePeople();
  const { rows, options } = useAddressees('F40', recipients);
  const next = useApi('filing.nextDocumentNumber', { day: letter.compiledOn }, { subjects: ['filing', 'enterprise'] }).data?.number ?? '';
  const authority = rows.find(({ id }) => id === letter.authorityId);
  const missing = asked ? lacks(letter) : [];
  const line = (
    name: 'subject' | 'documentNumber' | 'signer' | 'period' | 'basis' | 'copyTo' | 'contactPhone' | 'contactAddress',
    placeholder = '',
  ) => (
    <TextInput
      label={t(`letter.${name}`)}
      placeholder={placeholder}
      maxLength={200}
      value={letter[name]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
      withAsterisk={name === 'subject'}
      error={name === 'subject' && missing.includes(name) ? t('letter.missing') : undefined}
      style={{ flex: 1 }}
    />
  );
  return (
    <section aria-label={t('letter.title')}>
      <h2 className={classes.paneTitle}>{t('letter.title')}</h2>
      <Stack gap="xs">
        <Picker
          label={t('letter.recipient')}
          placeholder={t('letter.recipientExample')}
          required
          options={options}
          value={letter.authorityId}
          text={letter.recipient}
          onPick={(picked, option) => chooseRecipient(option?.label ?? '', rows.find(({ id }) => id === picked) ?? null)}
          onType={(typed) =>
            chooseRecipient(typed, rows.find(({ name, shortName }) => name === typed || (typed !== '' && shortName === typed)) ?? null)
          }
          error={missing.includes('recipient') ? t('letter.missing') : undefined}
        />
        {line('subject', t('letter.subjectExample'))}
        {line('period', t('letter.periodExample'))}
        <DayInput
          label={t('letter.compiledOn')}
          withAsterisk
          value={letter.compiledOn}
          onChange={(compiledOn) => set({ compiledOn })}
          error={missing.includes('compiledOn') ? t('details.compiledOnMissing') : undefined}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('letter.style')}
          value={letter.style}
          onChange={(style) => set({ style: style as LetterStyle })}
          data={letterStyles.map((value) => ({ value, label: t(`letter.styles.${value}`) }))}
        />
        {line('documentNumber', lastNumber === '' ? t('letter.documentNumberExample') : t('letter.lastNumber', { number: lastNumber }))}
        {next !== '' && letter.documentNumber === '' && (
          <Anchor component="button" type="button" size="xs" onClick={() => set({ documentNumber: next })}>
            {t('letter.takeNumber', { number: next })}
          </Anchor>
        )}
        {letter.style === 'report' && line('signer', t('letter.signerText'))}
        {line('basis', t('letter.basisExample'))}
        <Textarea
          label={t('letter.body')}
          placeholder={t('letter.bodyText')}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={5000}
          value={letter.body}
          onChange={(event) => set({ body: event.currentTarget.value })}
        />
        <Group gap="xs" wrap="nowrap" align="flex-end" grow>
          <Picker
            label={t('letter.contactName')}
            options={people}
            value={null}
            text={letter.contactName}
            onPick={(picked) => {
              const person = people.find(({ value }) => value === picked);
              set({ contactName: person?.label ?? '' });
              if (person && person.phone !== '')
                void revealPhone(person.value, t('reveal.contact')).then((contactPhone) => set({ contactPhone }));
            }}
            onType={(contactName) => set({ contactName })}
          />
          {line('contactPhone')}
        </Group>
        {line('contactAddress')}
        {line('copyTo', t('letter.copyToExample'))}
        {authority && (authority.contactName !== '' || authority.phone !== '') && (
          <Text size="xs" c="dimmed">
            {t('letter.theirContact', { name: authority.contactName, phone: authority.phone })}
          </Text>
        )}
      </Stack>
    </section>
  );
}
