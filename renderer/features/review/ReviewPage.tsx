import { SegmentedControl } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { PageHead } from '../../components/PageHead';
import { ProgressOverlay } from '../../components/ProgressOverlay';
import { Refused } from '../../components/Refused';
import { go } from '../../place';
import { FindingGroup, type Group } from './FindingGroup';
import classes from './Review.module.css';
import { RuleSwitches } from './RuleSwitches';

/** What contradicts itself or the law is to be verified, the rest to be completed (handbook 9.1: no accusing words). */
const toVerify = ({ kind }: Pick<Group, 'kind'>): boolean => kind !== 'house';
const most = 50;

/** 体检: all rules over everything stored. */
export default function ReviewPage() {
  const { t } = useTranslation('review');
  const [shown, setShown] = useState<'all' | 'check' | 'complete'>('all');
  const run = useApi('review.run', { limit: most }, { keep: true });
  if (run.isError) return <Refused failure={run.error.failure} onRetry={() => void run.refetch()} />;
  const groups = run.data?.groups ?? [];
  const sum = (own: readonly Group[]) => own.reduce((total, { count }) => total + count, 0);
  const check = groups.filter(toVerify);
  const complete = groups.filter((group) => !toVerify(group));
  const listed = { all: [...check, ...complete], check, complete }[shown];

  return (
    <>
      <PageHead
        title={t('title')}
        note={
          run.data &&
          (groups.length === 0 ? t('private') : `${t('summary', { check: sum(check), complete: sum(complete) })} · ${t('private')}`)
        }
      >
        <SegmentedControl
          size="xs"
          aria-label={t('filter')}
          value={shown}
          onChange={(value) => setShown(value as typeof shown)}
          data={(['all', 'check', 'complete'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </PageHead>
      <div className={classes.columns}>
        <div className={classes.groups}>
          <ProgressOverlay running={run.isPending} title={t('running')} />
          {run.data && groups.length === 0 && (
            <EmptyState
              title={t('good')}
              text={t('goodText')}
              icon={<IconCircleCheck size={36} stroke={1.4} color="var(--accent)" aria-hidden />}
            />
          )}
          {listed.map((group) => (
            <FindingGroup key={`${group.rule} ${group.key}`} group={group} onGo={go} />
          ))}
        </div>
        <aside className={classes.aside}>
          <RuleSwitches />
        </aside>
      </div>
    </>
  );
}
