import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';
import { useChoices } from '../../choices';
import { EmptyState } from '../../components/EmptyState';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { speak } from '../../components/speak';
import classes from './Audit.module.css';
import { differences, nameOf, pointsOf, type FieldChange, type RecordChange } from './difference';
import { fieldName, valueText } from './fieldWords';

const most = 200;

/** What happened to one record, field by field, newest first. */
export function RecordHistory({ id, onAll }: { id: string; onAll: () => void }) {
  const { t, i18n } = useTranslation('audit');
  const history = useApi('history.record', { id, limit: most }, { keep: true });
  const departments = useApi('department.list', { withEnded: true }, { subjects: ['department', 'departmentName'] }).data;
  const posts = useApi('post.list', {}, { subjects: ['post'] }).data;
  const choices = useChoices();
  const scales = useApi('risk.scales', {}, { subjects: [] }).data;
  const pointIds = pointsOf(history.data ?? []);
  const points = useApi('riskPoint.names', { ids: pointIds }, { subjects: ['riskPoint'], enabled: pointIds.length > 0 }).data;
  const names = useMemo(
    () =>
      new Map([
        ...[...(departments ?? []), ...(posts ?? [])].map((entry) => [entry.id, entry.name] as const),
        ...Object.entries(points ?? {}),
        ...(choices?.accidentTypes ?? []).map(({ code, name: word }) => [code, word] as const),
        ...(choices?.direct?.all ?? []).flatMap(({ clauses }) => clauses.map((clause) => [clause.id, clause.text] as const)),
        ...(scales?.all ?? []).map(({ id: scale, title }) => [scale, title] as const),
      ]),
    [departments, posts, points, choices, scales],
  );
  const moment = useMemo(() => new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'medium' }), [i18n.language]);
  if (history.isError) return <Refused failure={history.error.failure} onRetry={() => void history.refetch()} />;
  if (!history.data) return null;
  const name = nameOf(history.data);
  return (
    <>
      <PageHead title={name === undefined ? t('record.untitled') : t('record.title', { name })} onBack={() => window.history.back()}>
        <Button variant="default" onClick={onAll}>
          {t('record.all')}
        </Button>
      </PageHead>
      <div className={classes.record}>
        {history.data.length === 0 && <EmptyState title={t('record.none')} icon={<IconHistory size={32} stroke={1.4} aria-hidden />} />}
        {history.data.map((change) => (
          <section key={change.seq} className={classes.card}>
            <div className={classes.changeHead}>
              <b>{speak(t, `command:${change.command}`, { defaultValue: t('record.changed') })}</b>
              <span>{kindOf(change) === 'changed' ? '' : t(`record.${kindOf(change)}`)}</span>
              <small className={classes.quiet}>
                {moment.format(change.at)} · {change.actor}
              </small>
            </div>
            {change.reason !== null && <p className={classes.quiet}>{t('reason', { reason: change.reason })}</p>}
            <Changes change={change} names={names} />
          </section>
        ))}
      </div>
    </>
  );
}

const kindOf = ({ before, after }: RecordChange): 'created' | 'removed' | 'changed' =>
  before === null ? 'created' : after === null ? 'removed' : 'changed';

function Changes({ change, names }: { change: RecordChange; names: ReadonlyMap<string, string> }) {
  const { t } = useTranslation('audit');
  const kind = kindOf(change);
  const rows = differences(change);
  const columns: SimpleColumn<FieldChange>[] = [
    { id: 'field', title: t('record.field'), width: '12rem', render: ({ field }) => fieldName(t, field) },
    ...(kind === 'created'
      ? []
      : [
          {
            id: 'before',
            title: t(kind === 'removed' ? 'record.value' : 'record.before'),
            render: ({ field, before }: FieldChange) => <span className={classes.value}>{valueText(t, field, before, names)}</span>,
          },
        ]),
    ...(kind === 'removed'
      ? []
      : [
          {
            id: 'after',
            title: t(kind === 'created' ? 'record.value' : 'record.after'),
            render: ({ field, after }: FieldChange) => <span className={classes.value}>{valueText(t, field, after, names)}</span>,
          },
        ]),
  ];
  return (
    <SimpleTable
      label={t('record.changed')}
      columns={columns}
      rows={rows}
      keyOf={({ field }) => field}
      empty={<p className={classes.quiet}>{t('record.unchanged')}</p>}
    />
  );
}
