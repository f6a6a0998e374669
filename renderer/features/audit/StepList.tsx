import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { load, type CallFailed } from '../../api';
import { Refused } from '../../components/Refused';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { speak } from '../../components/speak';
import { useEndless } from '../../components/useEndless';
import { useMoment } from '../../history';
import classes from './Audit.module.css';
import { stepStates, type Step } from './steps';

const portion = 100;

/** All steps, newest first; older ones are fetched when the end of the list comes into sight. */
export function StepList() {
  const { t } = useTranslation('audit');
  const steps = useInfiniteQuery({
    queryKey: ['history.steps', 'endless'],
    queryFn: ({ pageParam, signal }) =>
      load('history.steps', { limit: portion, ...(pageParam === null ? {} : { before: pageParam }) }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.length < portion ? undefined : last.at(-1)?.step),
  });
  const rows = useMemo(() => steps.data?.pages.flat() ?? [], [steps.data]);
  const states = useMemo(() => stepStates(rows), [rows]);
  const moment = useMoment();
  const end = useEndless<HTMLParagraphElement>(steps);
  if (steps.isError) return <Refused failure={(steps.error as CallFailed).failure} onRetry={() => void steps.refetch()} />;
  const columns: SimpleColumn<Step>[] = [
    { id: 'no', title: t('steps.no'), width: '5rem', align: 'end', render: ({ step }) => step },
    { id: 'at', title: t('steps.at'), width: '13rem', render: ({ at }) => moment.format(at) },
    { id: 'actor', title: t('steps.actor'), width: '9rem', render: ({ actor }) => actor },
    {
      id: 'command',
      title: t('steps.command'),
      render: ({ step, command, reason }) => (
        <>
          <span data-taken={states.get(step)?.kind === 'taken' || undefined} className={classes.command}>
            {speak(t, `command:${command}`, { defaultValue: command })}
          </span>
          {reason !== null && <small className={classes.quiet}> · {t('reason', { reason })}</small>}
        </>
      ),
    },
    { id: 'rows', title: t('steps.rows'), width: '6rem', align: 'end', render: ({ rows: count }) => t('steps.rowCount', { count }) },
    {
      id: 'state',
      title: t('steps.state'),
      width: '11rem',
      render: ({ step }) => {
        const state = states.get(step);
        if (state === undefined || state.kind === 'plain') return '';
        return (
          <span className={classes.quiet}>
            {state.kind === 'taken' ? t('steps.taken') : t(`steps.${state.kind}`, { step: state.step })}
          </span>
        );
      },
    },
  ];
  return (
    <>
      <SimpleTable label={t('steps.title')} columns={columns} rows={rows} keyOf={({ step }) => String(step)} />
      <p ref={end} className={classes.end}>
        {steps.hasNextPage || steps.isPending
          ? t('steps.loading')
          : rows.length === 0
            ? t('steps.none')
            : rows.length > portion
              ? t('steps.end')
              : ''}
      </p>
    </>
  );
}
