import { ActionIcon, Button, Select, Stack, Text, Textarea, TextInput, Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { datePatterns, emptyWords, fieldsIn, plainValue, renamed, usualDate, type FormValue } from '../../../db/domain/form/form';
import { terms, type TermKind } from '../../../db/domain/term';
import classes from './DocxEditor.module.css';
import { useFieldTitle } from './fieldTitle';

export interface OfferedField {
  key: string;
  kind: string;
  /** What it says today. */
  today: string;
}

interface DocxValueProps {
  fields: readonly OfferedField[];
  value: FormValue | undefined;
  onChange: (value: FormValue | undefined) => void;
}

const wordsOf = (kind: string): string[] => (kind in terms ? Object.keys(terms[kind as TermKind]) : []);

/** What is written in one place of a form: a field from the list, or a text with fields in it, and how it is put into words. */
export function DocxValue({ fields, value, onChange }: DocxValueProps) {
  const { t } = useTranslation('formDocx');
  const title = useFieldTitle();
  const [sought, setSought] = useState('');
  const named = value === undefined ? [] : fieldsIn(value.text);
  const kinds = fields.filter(({ key }) => named.includes(key)).map(({ kind }) => kind);
  const shown = fields.filter(({ key }) => title(key).includes(sought.trim()));
  const keyOf = (name: string) => fields.find(({ key }) => title(key) === name)?.key;
  const begin = (key: string, kind: string): FormValue => plainValue(key, kind === 'date' ? { date: usualDate } : {});
  const put = (key: string, kind: string) => onChange(begin(key, kind));
  const append = (key: string, kind: string) => {
    const { text, ...rest } = value ?? begin(key, kind);
    onChange({ ...rest, text: value === undefined ? text : `${text}{${key}}` });
  };
  return (
    <Stack gap="xs">
      <TextInput
        size="xs"
        label={t('value.fields')}
        placeholder={t('value.search')}
        value={sought}
        onChange={(event) => setSought(event.currentTarget.value)}
      />
      <div className={classes.fields}>
        <ul>
          {shown.map(({ key, kind, today }) => (
            <li key={key} data-chosen={named.includes(key) || undefined}>
              <button type="button" onClick={() => put(key, kind)}>
                <b>{title(key)}</b>
                <small>{today === '' ? t('value.nothing') : today}</small>
              </button>
              <Tooltip label={t('value.append')}>
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  aria-label={t('value.appendField', { field: title(key) })}
                  onClick={() => append(key, kind)}
                >
                  <IconPlus size={14} />
                </ActionIcon>
              </Tooltip>
            </li>
          ))}
          {shown.length === 0 && <li className={classes.none}>{t('value.noField')}</li>}
        </ul>
      </div>
      <Textarea
        size="xs"
        autosize
        minRows={1}
        maxRows={6}
        label={t('value.text')}
        description={t('value.textHint')}
        value={
          value === undefined ? '' : renamed(value.text, (key) => (fields.some((field) => field.key === key) ? title(key) : undefined))
        }
        onChange={(event) => {
          const text = renamed(event.currentTarget.value, keyOf);
          onChange(text === '' ? undefined : { ...(value ?? plainValue('')), text });
        }}
      />
      {value !== undefined && (
        <>
          {kinds.includes('date') && (
            <Select
              size="xs"
              label={t('value.date')}
              value={value.date === '' ? 'yyyy-MM-dd' : value.date}
              data={datePatterns.filter((pattern) => pattern !== '')}
              allowDeselect={false}
              onChange={(date) => onChange({ ...value, date: date as FormValue['date'] })}
            />
          )}
          {[...new Set(kinds)].flatMap((kind) =>
            wordsOf(kind).length > 8
              ? []
              : wordsOf(kind).map((word) => (
                  <TextInput
                    key={`${kind}.${word}`}
                    size="xs"
                    label={t('value.word', { word: terms[kind as TermKind][word as never] as string })}
                    placeholder={terms[kind as TermKind][word as never]}
                    value={value.words[word] ?? ''}
                    onChange={(event) => {
                      const { [word]: _former, ...words } = value.words;
                      const said = event.currentTarget.value;
                      onChange({ ...value, words: said === '' ? words : { ...words, [word]: said } });
                    }}
                  />
                )),
          )}
          {named.length > 0 && (
            <Select
              size="xs"
              label={t('value.empty')}
              value={value.empty}
              data={emptyWords.map((word) => ({ value: word, label: word === '' ? t('value.leave') : word }))}
              allowDeselect={false}
              onChange={(empty) => onChange({ ...value, empty: empty ?? '' })}
            />
          )}
          <Button size="xs" variant="default" onClick={() => onChange(undefined)}>
            {t('value.clear')}
          </Button>
        </>
      )}
      {value === undefined && <Text size="xs">{t('value.hint')}</Text>}
    </Stack>
  );
}
