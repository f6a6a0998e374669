import { Button, Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { datePatterns, fieldsIn, renamed, wordSets, type FormValue } from '../../../db/domain/form/form';
import { terms, type TermKind } from '../../../db/domain/term';
import { speak } from '../../components/speak';
import classes from './Form.module.css';
import { emptyValue, fieldTitle, type FormField } from './work';

interface ValueEditorProps {
  title: string;
  /** Undefined where nothing is written yet. */
  value: FormValue | undefined;
  fields: readonly FormField[];
  editor: RefObject<HTMLTextAreaElement | null>;
  /** Cells show a day as they are made to. */
  ownDates: boolean;
  onChange: (value: FormValue) => void;
}

/** What is written at a place: text with fields, the form's own words, how days and gaps are written. */
export function ValueEditor({ title, value = emptyValue, fields, editor, ownDates, onChange }: ValueEditorProps) {
  const { t } = useTranslation(['form', 'term']);
  const shown = renamed(value.text, (key) => fieldTitle(t, key));
  // What is being typed may hold a name that is no field yet.
  const [typed, setTyped] = useState<{ text: string; of: string } | null>(null);
  const named = fieldsIn(value.text).flatMap((key) => fields.find((field) => field.key === key) ?? []);
  const kinds = [...new Set(named.map(({ kind }) => kind))].filter((kind): kind is TermKind => kind in terms);
  const write = (text: string) => {
    const stored = renamed(text, (name) => fields.find(({ key }) => fieldTitle(t, key) === name)?.key);
    setTyped({ text, of: stored });
    onChange({ ...value, text: stored });
  };
  return (
    <section aria-label={title}>
      <Textarea
        ref={editor}
        size="xs"
        label={title}
        description={t('value.hint')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        value={typed !== null && typed.of === value.text ? typed.text : shown}
        onChange={(event) => write(event.currentTarget.value)}
      />
      {kinds.map((kind) => (
        <Words key={kind} kind={kind} words={value.words} onChange={(words) => onChange({ ...value, words })} />
      ))}
      {value.text !== '' && (
        <Group gap="xs" mt="xs" align="end">
          {named.some(({ kind }) => kind === 'date') && (
            <NativeSelect
              size="xs"
              label={t('value.date')}
              value={ownDates || value.date !== '' ? value.date : 'yyyy-MM-dd'}
              onChange={(event) => onChange({ ...value, date: event.currentTarget.value as FormValue['date'] })}
              data={datePatterns
                .filter((pattern) => ownDates || pattern !== '')
                .map((pattern) => ({ value: pattern, label: pattern === '' ? t('value.ownDate') : pattern }))}
            />
          )}
          <TextInput
            size="xs"
            label={t('value.empty')}
            placeholder={t('value.blank')}
            w="6rem"
            maxLength={20}
            value={value.empty}
            onChange={(event) => onChange({ ...value, empty: event.currentTarget.value })}
          />
          <Button size="compact-sm" variant="subtle" color="wine" onClick={() => onChange(emptyValue)}>
            {t('value.clear')}
          </Button>
        </Group>
      )}
    </section>
  );
}

/** This form's words for the stored ones of a kind. */
function Words({ kind, words, onChange }: { kind: TermKind; words: FormValue['words']; onChange: (words: FormValue['words']) => void }) {
  const { t } = useTranslation(['form', 'term']);
  const stored = Object.keys(terms[kind]);
  const sets = wordSets[kind] ?? [];
  const other = Object.fromEntries(Object.entries(words).filter(([word]) => !stored.includes(word)));
  const chosen = sets.findIndex((set) => stored.every((word, at) => words[word] === set[at]));
  return (
    <div>
      <h3 className={classes.group}>{t('words.title')}</h3>
      {sets.length > 0 && (
        <NativeSelect
          size="xs"
          mb={4}
          aria-label={t('words.set')}
          value={String(chosen)}
          onChange={(event) => {
            const set = sets[Number(event.currentTarget.value)];
            onChange({ ...other, ...(set && Object.fromEntries(stored.map((word, at) => [word, set[at]!]))) });
          }}
          data={[{ value: '-1', label: t('words.own') }, ...sets.map((set, at) => ({ value: String(at), label: set.join(' ') }))]}
        />
      )}
      <div className={classes.words}>
        {stored.map((word) => {
          const term = speak(t, `term:${kind}.${word}`);
          return [
            <span key={`${word} term`}>{term}</span>,
            <TextInput
              key={word}
              size="xs"
              aria-label={t('words.of', { word: term })}
              placeholder={(terms[kind] as Record<string, string>)[word]}
              maxLength={60}
              value={words[word] ?? ''}
              onChange={(event) => {
                const { [word]: _gone, ...rest } = words;
                const text = event.currentTarget.value;
                onChange(text === '' ? rest : { ...rest, [word]: text });
              }}
            />,
          ];
        })}
      </div>
    </div>
  );
}
