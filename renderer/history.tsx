import { ActionIcon, Drawer } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { differences, ownName, type Images } from '../db/domain/difference';
import { useApi, type Data } from './api';
import { useChoices } from './choices';
import { EmptyState } from './components/EmptyState';
import { FieldChanges } from './components/FieldChanges';
import { Refused } from './components/Refused';
import { speak } from './components/speak';
import classes from './history.module.css';

const most = 200;
type RecordChange = Data<'history.record'>[number];

/** Risk points that a record has belonged to, by id. */
const pointsOf = (changes: readonly Images[]): string[] =>
  [...new Set(changes.flatMap(({ before, after }) => [before?.['riskPointId'], after?.['riskPointId']]))].filter(
    (id) => typeof id === 'string',
  );

/** Names of what the fields of changed records point to, by id. */
export function useNames(pointIds: readonly string[] = []): ReadonlyMap<string, string> {
  const departments = useApi('department.list', { withEnded: true }, { subjects: ['department', 'departmentName'] }).data;
  const posts = useApi('post.list', {}, { subjects: ['post'] }).data;
  const choices = useChoices();
  const scales = useApi('risk.scales', {}, { subjects: [] }).data;
  const points = useApi('riskPoint.names', { ids: [...pointIds] }, { subjects: ['riskPoint'], enabled: pointIds.length > 0 }).data;
  return useMemo(
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
}

/** Formats instants as day and time. */
export function useMoment(): Intl.DateTimeFormat {
  const { i18n } = useTranslation();
  return useMemo(() => new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'medium' }), [i18n.language]);
}

/** The history of a record and how it calls itself; empty while nothing is known. */
export function useRecordHistory(id: string) {
  const history = useApi('history.record', { id, limit: most }, { keep: true });
  const changes = history.data ?? [];
  const own = changes.map(({ before, after }) => ownName(after ?? before ?? {})).find((known) => known !== '') ?? '';
  return { history, name: own };
}

/** What happened to one record and what belongs to it, field by field, newest first. */
export function RecordChanges({ id }: { id: string }) {
  const { t } = useTranslation('audit');
  const { history } = useRecordHistory(id);
  const names = useNames(pointsOf(history.data ?? []));
  const moment = useMoment();
  if (history.isError) return <Refused failure={history.error.failure} onRetry={() => void history.refetch()} />;
  if (!history.data) return null;
  if (history.data.length === 0) return <EmptyState title={t('record.none')} icon={<IconHistory size={32} stroke={1.4} aria-hidden />} />;
  return (
    <div className={classes.changes}>
      {history.data.map((change) => (
        <section key={change.seq} className={classes.card}>
          <div className={classes.head}>
            <b>{speak(t, `command:${change.command}`, { defaultValue: t('record.changed') })}</b>
            <span>{kindOf(change) === 'changed' ? '' : t(`record.${kindOf(change)}`)}</span>
            <small className={classes.quiet}>
              {moment.format(change.at)} · {change.actor}
              {change.copy !== null && ` · ${t('record.copy', { name: change.copy })}`}
            </small>
          </div>
          {change.reason !== null && <p className={classes.quiet}>{t('reason', { reason: change.reason })}</p>}
          {kindOf(change) === 'erased' ? (
            <p className={classes.quiet}>{t('record.erasedNote')}</p>
          ) : (
            <FieldChanges kind={kindOf(change) as 'changed'} fields={differences(change)} subject={change.subject} names={names} />
          )}
        </section>
      ))}
      {history.data.length === most && <p className={classes.quiet}>{t('record.more', { count: most })}</p>}
    </div>
  );
}

const kindOf = ({ before, after }: RecordChange): 'created' | 'removed' | 'changed' | 'erased' =>
  before === null && after === null ? 'erased' : before === null ? 'created' : after === null ? 'removed' : 'changed';

/** Opens the history of the record shown beside it: who changed it when, and what it was. */
export function HistoryButton({ id }: { id: string }) {
  const { t } = useTranslation('audit');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ActionIcon onClick={() => setOpen(true)} aria-label={t('record.open')} title={t('record.open')}>
        <IconHistory size={18} />
      </ActionIcon>
      <Drawer opened={isOpen} onClose={() => setOpen(false)} position="right" size="38rem" title={t('record.untitled')}>
        {isOpen && <RecordChanges id={id} />}
      </Drawer>
    </>
  );
}
