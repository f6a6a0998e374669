import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { undo, useTask } from '../../api';
import { RefusedPart } from '../../components/collect/CollectParts';
import { PageHead } from '../../components/PageHead';
import { showChanged } from '../../notice';
import classes from './Appraisal.module.css';
import type { Collecting } from './collecting';
import { ConflictPart, StrangePart, TakenPart, useWhy } from './CollectParts';

interface CollectPreviewProps {
  period: { id: string; name: string };
  collecting: Collecting;
  /** Null: it is laid aside. */
  onChange: (next: Collecting | null) => void;
}

/** What returned sheets would do: nothing is written before it is applied, and then all of it is one step. */
export function CollectPreview({ period, collecting, onChange }: CollectPreviewProps) {
  const { t } = useTranslation('appraisal');
  const why = useWhy();
  const { plan, decisions, isApplied } = collecting;
  const collect = useTask('appraisal.collectSheets', { title: t('collect.applying') });
  const decided = plan.conflicts.filter(({ key }) => typeof decisions[key]?.from === 'string');
  const count = plan.taken.length + decided.length;
  const apply = async () => {
    const reply = await collect.run({ periodId: period.id, files: plan.files, decisions, apply: true });
    if (!reply.ok || !reply.data) return;
    const { step, taken, people, refused, conflicts } = reply.data;
    showChanged({
      changed: taken.length,
      message: t('collect.done', { people, count: taken.length }),
      undo: step === null ? undefined : () => void undo(),
    });
    const left = conflicts.filter(({ decision }) => decision === null);
    const isDone = refused.length + left.length === 0;
    onChange(isDone ? null : { plan: { ...reply.data, conflicts: left }, decisions: {}, isApplied: true });
  };
  return (
    <div className={classes.page}>
      <PageHead title={t('collect.applying')} note={period.name} onBack={() => onChange(null)}>
        <Button variant="default" onClick={() => onChange(null)}>
          {t(isApplied ? 'collect.close' : 'collect.lay')}
        </Button>
        {!isApplied && (
          <Button loading={collect.running} disabled={count === 0} onClick={() => void apply()}>
            {t('collect.apply', { count })}
          </Button>
        )}
      </PageHead>
      <div className={classes.scroll}>
        <div className={classes.collect}>
          <Text size="sm" fw={600}>
            {isApplied
              ? t('collect.left', { conflicts: plan.conflicts.length, refused: plan.refused.length })
              : t('collect.summary', {
                  files: plan.sheets.length,
                  count: plan.taken.length,
                  people: plan.people,
                  conflicts: plan.conflicts.length,
                  refused: plan.refused.length,
                  same: plan.same,
                  blank: plan.blank,
                })}
          </Text>
          {!isApplied && <StrangePart sheets={plan.sheets} />}
          <ConflictPart
            conflicts={plan.conflicts}
            decisions={decisions}
            readOnly={isApplied}
            onDecide={(next) => onChange({ ...collecting, decisions: next })}
          />
          <RefusedPart refused={plan.refused} why={why} />
          {!isApplied && <TakenPart taken={plan.taken} />}
          {!isApplied && plan.taken.length + plan.conflicts.length + plan.refused.length === 0 && (
            <Text size="sm">{t('collect.nothing')}</Text>
          )}
        </div>
      </div>
    </div>
  );
}
