import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTask, type Data } from '../../api';
import { failureText } from '../../components/failureText';
import { Needs } from '../../components/Needs';
import { PageHead } from '../../components/PageHead';
import { ProgressOverlay } from '../../components/ProgressOverlay';
import { SidePanel } from '../../components/SidePanel';
import { ApplyDialog } from './ApplyDialog';
import classes from './Copies.module.css';
import { CopyDetail } from './CopyDetail';
import { CopyList } from './CopyList';
import { decide, decided, nextOpen } from './decisions';
import { drop, useComparing } from './useComparing';
import { useCopyWords, type Comparison, type Row, type Side } from './words';

interface MergingProps {
  comparison: Comparison;
  /** Compared again, or the comparison was dropped. */
  onChanged: () => void;
  onMerged: (result: Data<'copies.apply'>) => void;
}

/** Both copies were worked on: what differs, record by record, what is decided about it, and merging. */
export function Merging({ comparison, onChanged, onMerged }: MergingProps) {
  const { t, subject, step } = useCopyWords();
  const { id, isStale, faults, place } = comparison;
  const [counts, setCounts] = useState(comparison.counts);
  const [version, setVersion] = useState(0);
  const [shown, setShown] = useState<Row | null>(null);
  const [isAsking, setAsking] = useState(false);
  const again = useComparing(onChanged);
  const apply = useTask('copies.apply', { title: t('apply.task') });
  const onDecided = (next: Comparison['counts']) => {
    setCounts(next);
    setVersion(version + 1);
  };
  const decideShown = async (row: Row, side: Side | null, field?: string) => {
    const done = await decide(id, { rows: [row.n], ...(field !== undefined && { field }) }, side);
    if (done === undefined) return;
    onDecided(done.counts);
    setShown(decided(row, side, field));
  };
  const showNext = async (n: number) => {
    const next = await nextOpen(id, n);
    if (next) setShown(next);
  };
  const merge = async () => {
    setAsking(false);
    const reply = await apply.run({ id });
    if (reply.ok) onMerged(reply.data);
  };
  const isBarred = isStale || faults > 0 || counts.open > 0;
  return (
    <div className={classes.whole}>
      <SidePanel
        title={shown && `${subject(shown.subject)} ${shown.name}`}
        onClose={() => setShown(null)}
        width={600}
        list={
          <>
            <PageHead title={t('title')} note={place}>
              <Button variant="default" onClick={() => void drop().then(onChanged)}>
                {t('told.other')}
              </Button>
              <Needs needs="copies.apply">
                <Button disabled={isBarred} onClick={() => setAsking(true)}>
                  {t('apply.verb')}
                </Button>
              </Needs>
            </PageHead>
            <Told comparison={comparison} open={counts.open}>
              {isStale && (
                <Button size="compact-sm" disabled={again.running} onClick={() => void again.compare({ place })}>
                  {t('apply.again')}
                </Button>
              )}
              {again.failure && <span className={classes.bad}>{failureText(t, again.failure)}</span>}
            </Told>
            <CopyList id={id} counts={counts} version={version} onDecided={onDecided} openId={shown?.id ?? null} onOpen={setShown} />
          </>
        }
      >
        {shown && (
          <CopyDetail
            key={shown.id}
            row={shown}
            open={counts.open}
            onDecide={(side, field) => void decideShown(shown, side, field)}
            onNext={() => void showNext(shown.n)}
          />
        )}
      </SidePanel>
      {isAsking && <ApplyDialog comparison={comparison} counts={counts} onClose={() => setAsking(false)} onApply={() => void merge()} />}
      <ProgressOverlay running={apply.running} title={t('apply.task')} done={apply.done} step={step(apply.step)} onCancel={apply.cancel} />
      {again.parts}
    </div>
  );
}

/** What both have done since they parted, and what stands in the way of merging. */
function Told({ comparison, open, children }: { comparison: Comparison; open: number; children: ReactNode }) {
  const { t, instant, command } = useCopyWords();
  const { mine, theirs, fork, mergedBefore, faults, isStale } = comparison;
  return (
    <div className={classes.told}>
      <p>
        {t('relation.diverged', { mine: mine.since, theirs: theirs.since })}{' '}
        {fork && t('told.from', { at: instant(fork.at), actor: fork.actor, what: command(fork.command) })}{' '}
        {mergedBefore && t('told.mergedBefore')}
      </p>
      {faults > 0 ? (
        <p className={classes.bad} role="alert">
          {t('apply.faults', { count: faults })}
        </p>
      ) : isStale ? (
        <p className={classes.bad} role="alert">
          {t('apply.stale')}
        </p>
      ) : (
        <p role="status">{open > 0 ? t('apply.open', { count: open }) : t('apply.ready')}</p>
      )}
      <div className={classes.line}>{children}</div>
    </div>
  );
}
