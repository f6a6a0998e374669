import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { load, useTask, type CallFailed, type Data, type Input } from '../../api';
import { DayInput } from '../../components/DayInput';
import { fieldName, valueText } from '../../../db/domain/fieldWords';
import { Picker } from '../../components/Picker';
import { Refused } from '../../components/Refused';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { sayIn, speak } from '../../components/speak';
import { useEndless } from '../../components/useEndless';
import { useMoment, useNames } from '../../history';
import { usePlace } from '../../place';
import classes from './Audit.module.css';
import { ChangeExport } from './ChangeExport';
import { ofAccount, useFacets } from './useFacets';

type Change = Data<'history.changes'>['rows'][number];
export type ChangeFilter = NonNullable<Input<'history.changes'>['filter']>;

const portion = 100;
/** Fields of one change that are told in the list; all of them stand in the history of the record. */
const mostFields = 6;

/** Changes of all records, found by record, field, person and days; newest first. */
export function ChangeList({ filter, onFilter }: { filter: ChangeFilter; onFilter: (filter: ChangeFilter) => void }) {
  const { t } = useTranslation('audit');
  const { open } = usePlace('/audit');
  const changes = useInfiniteQuery({
    queryKey: ['history.changes', filter],
    queryFn: ({ pageParam, signal }) =>
      load('history.changes', { filter, limit: portion, ...(pageParam === null ? {} : { before: pageParam }) }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const rows = useMemo(() => changes.data?.pages.flatMap((page) => page.rows) ?? [], [changes.data]);
  const words = useNames();
  const names = useMemo(
    () => new Map([...words, ...(changes.data?.pages.flatMap((page) => Object.entries(page.names)) ?? [])]),
    [words, changes.data],
  );
  const moment = useMoment();
  const end = useEndless<HTMLParagraphElement>(changes);
  if (changes.isError) return <Refused failure={(changes.error as CallFailed).failure} onRetry={() => void changes.refetch()} />;
  const columns: SimpleColumn<Change>[] = [
    { id: 'at', title: t('steps.at'), width: '12.5rem', render: ({ at }) => moment.format(at) },
    { id: 'actor', title: t('steps.actor'), width: '7rem', render: ({ actor }) => actor },
    {
      id: 'record',
      title: t('changes.record'),
      width: '26%',
      render: ({ subject, name }) => (
        <>
          <span className={classes.quiet}>
            {speak(t, `failure:subject.${subject}`, { defaultValue: speak(t, 'failure:subject.other') })}
          </span>{' '}
          {name}
        </>
      ),
    },
    { id: 'what', title: t('changes.what'), render: (change) => <What change={change} names={names} /> },
  ];
  return (
    <>
      <Filters filter={filter} onFilter={onFilter} />
      <div className={classes.steps}>
        <SimpleTable
          label={t('changes.title')}
          columns={columns}
          rows={rows}
          keyOf={({ seq }) => String(seq)}
          onOpen={({ subjectId }) => open(subjectId)}
        />
        <p ref={end} className={classes.end}>
          {changes.hasNextPage || changes.isPending ? t('steps.loading') : rows.length === 0 ? t('changes.none') : t('steps.end')}
        </p>
      </div>
    </>
  );
}

/** The command, then each field with what it was and what it became. */
function What({ change: { command, subject, kind, fields }, names }: { change: Change; names: ReadonlyMap<string, string> }) {
  const { t } = useTranslation('audit');
  const said = (field: string, value: unknown) => {
    const words = valueText(sayIn(t), field, value, names);
    return words.length > 80 ? `${words.slice(0, 80)}…` : words;
  };
  return (
    <>
      <span>
        {speak(t, `command:${command}`, { defaultValue: t('record.changed') })}
        {kind === 'changed' ? '' : ` · ${t(`record.${kind}`)}`}
      </span>
      {kind === 'changed' && (
        <ul className={classes.fields}>
          {fields.slice(0, mostFields).map(({ field, before, after }) => (
            <li key={field}>
              {t('changes.field', { field: fieldName(sayIn(t), field, subject) })}
              <del>{said(field, before)}</del> → <ins>{said(field, after)}</ins>
            </li>
          ))}
          {fields.length > mostFields && <li>{t('changes.more', { count: fields.length - mostFields })}</li>}
        </ul>
      )}
    </>
  );
}

function Filters({ filter, onFilter }: { filter: ChangeFilter; onFilter: (filter: ChangeFilter) => void }) {
  const { t } = useTranslation('audit');
  const { subjects, fieldsOf, actors } = useFacets();
  const run = useTask('audit.export', { title: t('export.title') });
  const set = (part: { [Key in keyof ChangeFilter]: ChangeFilter[Key] | null }) =>
    onFilter(Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value !== null)) as ChangeFilter);
  return (
    <search className={classes.filters}>
      <Picker
        size="xs"
        aria-label={t('changes.subject')}
        placeholder={t('changes.subject')}
        options={subjects}
        value={filter.subject ?? null}
        onPick={(subject) => set({ subject: subject as ChangeFilter['subject'], field: null })}
      />
      <Picker
        size="xs"
        aria-label={t('record.field')}
        placeholder={t('record.field')}
        options={fieldsOf(filter.subject)}
        value={filter.field ?? null}
        onPick={(field) => set({ field })}
      />
      <Picker
        size="xs"
        aria-label={t('steps.actor')}
        placeholder={t('steps.actor')}
        options={actors}
        value={filter.accountId === undefined ? (filter.actor ?? null) : `${ofAccount}${filter.accountId}`}
        onPick={(picked) =>
          set(
            picked?.startsWith(ofAccount) ? { actor: null, accountId: picked.slice(ofAccount.length) } : { actor: picked, accountId: null },
          )
        }
      />
      <DayInput
        size="xs"
        w="9rem"
        aria-label={t('changes.from')}
        placeholder={t('changes.from')}
        value={filter.from ?? null}
        onChange={(from) => set({ from })}
      />
      <DayInput
        size="xs"
        w="9rem"
        aria-label={t('changes.to')}
        placeholder={t('changes.to')}
        value={filter.to ?? null}
        onChange={(to) => set({ to })}
      />
      <Button size="xs" variant="default" onClick={() => onFilter({ subject: 'risk', field: 'level' })}>
        {t('changes.levels')}
      </Button>
      {Object.keys(filter).length > 0 && (
        <Button size="compact-sm" variant="subtle" onClick={() => onFilter({})}>
          {t('changes.reset')}
        </Button>
      )}
      <ChangeExport filter={filter} run={run.run} running={run.running} />
    </search>
  );
}
