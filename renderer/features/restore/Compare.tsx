import { Alert, Stack, Text } from '@mantine/core';
import type { Data } from '../../api';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import classes from './Restore.module.css';
import type { Source } from './Reading';
import { useRestoreWords } from './words';

type Preview = Data<'restore.preview'>;
type Row = { id: string; title: string; now: string; there: string; difference: string };

/** Belongings that mean nothing to people by themselves. */
const inner = new Set([
  'departmentName',
  'assignment',
  'levelChange',
  'roundRisk',
  'filingEvent',
  'submissionItem',
  'counter',
  'changeNote',
  'intakeLayout',
  'restoration',
]);

/** What stands now and what would stand after, side by side; `isNew` where nothing stands now. */
export function Compare({ preview, kind, isNew = false }: { preview: Preview; kind: Source['kind']; isNew?: boolean }) {
  const { t, instant, subject, command } = useRestoreWords();
  const { now, there, relation, lacking, schema } = preview;
  const newest = (standing: Preview['there'] | null): string =>
    standing?.newest
      ? t('compare.newestText', {
          at: instant(standing.newest.at),
          actor: standing.newest.actor,
          what: command(standing.newest.command),
        })
      : '—';
  const rows: Row[] = [...new Set([...Object.keys(now?.counts ?? {}), ...Object.keys(there.counts)])]
    .filter((name) => !inner.has(name) && (now?.counts[name] ?? 0) + (there.counts[name] ?? 0) > 0)
    .map((name) => counted(name, subject(name), now && (now.counts[name] ?? 0), there.counts[name] ?? 0));
  // What differs first: a long list is scrolled.
  rows.sort((one, other) => Number(one.difference === '') - Number(other.difference === ''));
  rows.push(counted('steps', t('compare.steps'), now && now.steps, there.steps));
  rows.push({ id: 'newest', title: t('compare.newest'), now: newest(now), there: newest(there), difference: '' });
  const steps = Math.abs((now?.steps ?? 0) - there.steps);
  const columns: SimpleColumn<Row>[] = [
    { id: 'item', title: t('compare.item'), width: '11rem', render: ({ title }) => title },
    { id: 'now', title: t('compare.now'), align: 'end', render: ({ now: value }) => value },
    { id: 'then', title: t(`compare.then.${kind}`), align: 'end', render: ({ there: value }) => <b>{value}</b> },
    { id: 'difference', title: t('compare.difference'), width: '5rem', align: 'end', render: ({ difference }) => difference },
  ];
  return (
    <Stack gap="sm">
      {isNew && <Text size="sm">{t('compare.arrives', { name: there.name })}</Text>}
      {relation === 'unknown' && !isNew && <Text size="sm">{t('compare.nowUnreadable')}</Text>}
      {relation === 'same' && <Text size="sm">{t('compare.same')}</Text>}
      {(relation === 'behind' || relation === 'ahead') && <Text size="sm">{t(`compare.${relation}`, { count: steps })}</Text>}
      {relation === 'diverged' && <Text size="sm">{t('compare.diverged')}</Text>}
      {relation === 'foreign' && <Alert color="wine">{t('compare.foreign', { name: there.name })}</Alert>}
      {schema < there.schema && <Text size="sm">{t('compare.earlier', { schema })}</Text>}
      {lacking > 0 && <Alert color="amber">{t('compare.lacking', { count: lacking })}</Alert>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- rows are scrolled by keyboard */}
      <div className={classes.counts} tabIndex={0} role="group" aria-label={t('compare.item')}>
        <SimpleTable
          label={t('compare.item')}
          rows={rows}
          keyOf={({ id }) => id}
          columns={isNew ? columns.filter(({ id }) => id === 'item' || id === 'then') : columns}
        />
      </div>
    </Stack>
  );
}

function counted(id: string, title: string, now: number | null, there: number): Row {
  const difference = there - (now ?? 0);
  return {
    id,
    title,
    now: now === null ? '—' : String(now),
    there: String(there),
    difference: now === null || difference === 0 ? '' : difference > 0 ? `+${difference}` : `−${-difference}`,
  };
}
