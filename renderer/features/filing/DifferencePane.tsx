import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showSaved, useApi, useTask, type Data, type Input } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { Refused } from '../../components/Refused';
import { SimpleTable } from '../../components/SimpleTable';
import { useFigureName } from '../../components/figureName';
import { useFieldName } from './fieldName';
import classes from './Filing.module.css';
import type { Issued } from './papers';

interface DifferencePaneProps {
  /** What is compared: the draft, or the issued paper that is shown. */
  of: Input<'filing.difference'>['of'];
  /** Papers to compare with. */
  issued: readonly Issued[];
}

type Found = Extract<Data<'filing.difference'>, { counts: unknown }>;

/** 与上次报送比较: figures side by side, then what came, went and changed; all of it as a table to be saved. */
export function DifferencePane({ of, issued }: DifferencePaneProps) {
  const { t } = useTranslation('filing');
  const [against, setAgainst] = useState<string | null>(null);
  const answer = useApi('filing.difference', { of, against }, { keep: true });
  const save = useTask('filing.saveDifference', { title: t('difference.task') });
  if (answer.isError) return <Refused failure={answer.error.failure} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return null;
  const found = answer.data;
  if (!('counts' in found)) return <EmptyState title={t('difference.none')} text={t('difference.noneText')} />;
  const saveAs = async (format: 'xlsx' | 'pdf') => {
    const reply = await save.run({ of, against, format, file: '' });
    if (reply.ok && reply.data.file !== null) showSaved(t('saved', { file: reply.data.file }), reply.data.file);
  };
  const own = 'id' in of ? of.id : null;
  return (
    <div className={classes.pane}>
      <Group gap="xs" align="end">
        <NativeSelect
          size="xs"
          label={t('difference.against')}
          data={issued
            .filter(({ id }) => id !== own)
            .map(({ id, number, compiledOn }) => ({ value: id, label: `${number}（${compiledOn}）` }))}
          value={found.against.id}
          onChange={(event) => setAgainst(event.currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          loading={save.running}
          onClick={() => void saveAs('xlsx')}
        >
          {t('difference.saveXlsx')}
        </Button>
        <Button size="xs" variant="default" loading={save.running} onClick={() => void saveAs('pdf')}>
          {t('difference.savePdf')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {found.against.sentOn === ''
          ? t('difference.notSent', { day: found.against.compiledOn })
          : t('difference.sent', { day: found.against.sentOn, authority: found.against.authority })}
      </Text>
      <Figures found={found} />
      <Changes found={found} />
    </div>
  );
}

function Figures({ found: { figures, departments } }: { found: Found }) {
  const { t } = useTranslation('filing');
  const figureName = useFigureName();
  const rows = [
    ...figures.map((pair) => ({ ...pair, name: figureName(pair.key) })),
    ...departments.filter(({ before, after }) => before !== after).map((pair) => ({ ...pair, name: pair.key })),
  ];
  const change = ({ before, after }: (typeof rows)[number]): string => {
    if (before === null || after === null || before === after) return '';
    return after > before ? t('difference.more', { count: after - before }) : t('difference.less', { count: before - after });
  };
  if (rows.length === 0) return null;
  return (
    <SimpleTable
      label={t('difference.figures')}
      rows={rows}
      keyOf={({ name }) => name}
      columns={[
        { id: 'name', title: t('difference.figures'), render: ({ name }) => name },
        { id: 'before', title: t('difference.before'), width: '5rem', align: 'end', render: ({ before }) => before ?? '—' },
        { id: 'after', title: t('difference.after'), width: '5rem', align: 'end', render: ({ after }) => after ?? '—' },
        { id: 'change', title: t('difference.change'), width: '7rem', align: 'end', render: (row) => <b>{change(row)}</b> },
      ]}
    />
  );
}

function Changes({ found: { particulars, added, gone, changed, counts } }: { found: Found }) {
  const { t } = useTranslation('filing');
  const fieldName = useFieldName();
  const rows = [
    ...particulars.map((entry) => ({ kind: t('difference.stated'), name: '', ...entry })),
    ...added.map(({ name }) => ({ kind: t('difference.added'), name, field: '', before: '', after: '' })),
    ...gone.map(({ name }) => ({ kind: t('difference.gone'), name, field: '', before: '', after: '' })),
    ...changed.flatMap(({ name, fields }) => fields.map((entry) => ({ kind: t('difference.changed'), name, ...entry }))),
  ];
  const isCut = added.length < counts.added || gone.length < counts.gone || changed.length < counts.changed;
  return (
    <>
      <Text size="sm">{t('difference.counts', counts)}</Text>
      {isCut && (
        <Text size="sm" c="dimmed">
          {t('difference.cut')}
        </Text>
      )}
      {rows.length > 0 && (
        <SimpleTable
          label={t('difference.changes')}
          rows={rows.map((row, at) => ({ ...row, at }))}
          keyOf={({ at }) => String(at)}
          columns={[
            { id: 'kind', title: t('difference.kind'), width: '4.5rem', render: ({ kind }) => kind },
            { id: 'name', title: t('difference.name'), width: '28%', render: ({ name }) => name },
            { id: 'field', title: t('difference.field'), width: '7rem', render: ({ field }) => (field === '' ? '' : fieldName(field)) },
            { id: 'before', title: t('difference.before'), render: ({ before }) => <span className={classes.written}>{before}</span> },
            { id: 'after', title: t('difference.after'), render: ({ after }) => <span className={classes.written}>{after}</span> },
          ]}
        />
      )}
    </>
  );
}
