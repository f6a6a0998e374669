import { Button, Group, NativeSelect, Pagination, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState';
import { SimpleTable } from '../../components/SimpleTable';
import classes from '../../components/intake/Sheets.module.css';
import type { NameAnswers, NewName } from './work';

interface NewNamesProps {
  names: readonly NewName[];
  answers: NameAnswers;
  onAnswer: (answers: NameAnswers) => void;
}

const pageLength = 50;

/** What the sheets name and the workspace does not have: to be made, to be one that is there, or kept in words. */
export function NewNames({ names, answers, onAnswer }: NewNamesProps) {
  const { t } = useTranslation('import');
  const [search, setSearch] = useState('');
  const [page, setPage] = useState(1);
  const found = names.filter(({ name }) => name.includes(search.trim()));
  const pages = Math.max(1, Math.ceil(found.length / pageLength));
  const shown = Math.min(page, pages);
  const answer = (changes: readonly { kind: NewName['kind']; name: string; to: string }[]) => {
    const next: NameAnswers = { ...answers };
    for (const { kind, name, to } of changes) {
      const { [name]: _before, ...others } = next[kind] ?? {};
      next[kind] = to === '' ? others : { ...others, [name]: to };
    }
    onAnswer(next);
  };
  const open = names.filter(({ answer: told }) => told === null);
  const people = open.filter(({ kind, isOne }) => kind === 'owner' && isOne);
  const near = open.filter((entry) => entry.near.length > 0);
  return (
    <div className={classes.sheets}>
      <Group gap="sm" mb="sm" align="center">
        <Text size="sm" style={{ flex: '1 1 24rem' }}>
          {t('names.text')}
        </Text>
        <TextInput
          size="xs"
          aria-label={t('names.search')}
          placeholder={t('names.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          disabled={near.length === 0}
          onClick={() => answer(near.map(({ kind, name, near: [first = ''] }) => ({ kind, name, to: first })))}
        >
          {t('names.allNear')}
        </Button>
        {names.some(({ kind }) => kind === 'owner') && (
          <Button
            size="xs"
            variant="default"
            disabled={people.length === 0}
            onClick={() => answer(people.map(({ kind, name }) => ({ kind, name, to: '+person' })))}
          >
            {t('names.allPeople')}
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          disabled={Object.values(answers).every((of) => Object.keys(of ?? {}).length === 0)}
          onClick={() => onAnswer({})}
        >
          {t('names.reset')}
        </Button>
      </Group>
      <SimpleTable<NewName>
        label={t('names.label')}
        rows={found.slice((shown - 1) * pageLength, shown * pageLength)}
        keyOf={({ kind, name }) => `${kind} ${name}`}
        empty={<EmptyState title={t('names.none')} />}
        columns={[
          { id: 'kind', title: t('names.kind'), width: '6rem', render: ({ kind }) => t(`names.kinds.${kind}`) },
          { id: 'name', title: t('names.name'), render: ({ name }) => name },
          { id: 'count', title: t('names.count'), width: '5rem', align: 'end', render: ({ count }) => count },
          { id: 'near', title: t('names.near'), render: (entry) => entry.near.slice(0, 3).join(t('comma')) },
          {
            id: 'do',
            title: t('names.do'),
            width: '18rem',
            render: (entry) => (
              <NativeSelect
                size="xs"
                aria-label={t('names.answerFor', { name: entry.name })}
                value={answers[entry.kind]?.[entry.name] ?? entry.merged ?? ''}
                onChange={(event) => answer([{ kind: entry.kind, name: entry.name, to: event.currentTarget.value }])}
                data={[
                  { value: entry.merged === null ? '' : '+', label: t(`names.otherwise.${entry.kind}`) },
                  ...(entry.kind === 'owner' && entry.isOne
                    ? [
                        { value: '+person', label: t('names.makePerson') },
                        { value: '+post', label: t('names.makePost') },
                      ]
                    : []),
                  ...[...new Set([...entry.near, ...entry.known])].map((name) => ({
                    value: name,
                    label: t(name === entry.merged ? 'names.merged' : 'names.known', { name }),
                  })),
                ]}
              />
            ),
          },
        ]}
      />
      {pages > 1 && <Pagination mt="sm" size="sm" total={pages} value={shown} onChange={setPage} aria-label={t('names.page')} />}
    </div>
  );
}
