import { Autocomplete, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTask, undo } from '../../api';
import { RefusedPart } from '../../components/collect/CollectParts';
import { DayInput } from '../../components/DayInput';
import { showChanged } from '../../notice';
import { CollectConflicts } from './CollectConflicts';
import { ChangesPart, DepartmentsPart, FoundPart, useWhy } from './CollectParts';
import classes from './Round.module.css';
import type { Round } from './round';
import { placeKey, type Collecting } from './sheet';

interface CollectPreviewProps {
  round: Round;
  collecting: Collecting;
  /** Null: it is laid aside. */
  onChange: (next: Collecting | null) => void;
}

/** What returned sheets would do: nothing is written before it is applied, and then all of it is one step. */
export function CollectPreview({ round, collecting, onChange }: CollectPreviewProps) {
  const { t } = useTranslation('round');
  const why = useWhy();
  const { plan, decisions, declined, by, on, isApplied } = collecting;
  const collect = useTask('round.collectSheets', { title: t('collect.applying') });
  const [again, setAgain] = useState(false);
  const open = plan.conflicts.filter(({ riskNo, decision }) => decision === null && decisions[riskNo] === undefined);
  const found = plan.added.filter((line) => !declined.includes(placeKey(line)));
  const decided = plan.conflicts.filter(({ riskNo }) => typeof decisions[riskNo]?.from === 'string');
  const taken = plan.confirmed + plan.changed + decided.length + found.length;
  const input = { id: round.id, files: plan.files, by: by.trim(), ...(on === null ? {} : { on }) };
  const readAgain = async (patch: Partial<Collecting>) => {
    setAgain(true);
    const next = { ...collecting, ...patch };
    onChange(next);
    const reply = await collect.run({
      id: round.id,
      files: plan.files,
      by: next.by.trim(),
      ...(next.on === null ? {} : { on: next.on }),
      apply: false,
    });
    setAgain(false);
    if (reply.ok && reply.data) onChange({ ...next, plan: reply.data });
  };
  const apply = async () => {
    const reply = await collect.run({ ...input, decisions, accepted: found.map(placeKey), apply: true });
    if (!reply.ok || !reply.data) return;
    const { step, confirmed, changed, refused, conflicts } = reply.data;
    showChanged({
      changed: 0,
      message: t('collect.done', { confirmed, changed, added: found.length }),
      undo: step === null ? undefined : () => void undo(),
    });
    const left = conflicts.filter(({ decision }) => decision === null);
    onChange(
      refused.length + left.length === 0
        ? null
        : { ...collecting, plan: { ...reply.data, conflicts: left }, decisions: {}, isApplied: true },
    );
  };
  return (
    <div className={classes.page}>
      <div className={classes.progress}>
        <Text size="sm" fw={600}>
          {isApplied
            ? t('collect.left', { conflicts: plan.conflicts.length, refused: plan.refused.length })
            : t('collect.summary', {
                files: plan.files.length,
                confirmed: plan.confirmed,
                changed: plan.changed,
                conflicts: plan.conflicts.length,
                added: plan.added.length,
                refused: plan.refused.length,
              })}
        </Text>
        <Group gap="xs" ml="auto">
          <Button size="compact-sm" variant="default" onClick={() => onChange(null)}>
            {t(isApplied ? 'collect.close' : 'collect.lay')}
          </Button>
          {!isApplied && (
            <Button size="compact-sm" loading={collect.running && !again} disabled={again} onClick={() => void apply()}>
              {t('collect.apply', { count: taken })}
            </Button>
          )}
        </Group>
      </div>
      <div className={classes.scroll}>
        <div className={classes.wide}>
          {!isApplied && (
            <Group gap="sm" align="flex-end">
              <Autocomplete
                size="xs"
                w="14rem"
                label={t('collect.by')}
                placeholder={t('collect.byExample')}
                maxLength={60}
                data={[...new Set(round.team.map(({ name }) => name).filter((name) => name !== ''))]}
                value={by}
                onChange={(next) => onChange({ ...collecting, by: next })}
                onBlur={(event) => {
                  const typed = event.currentTarget.value.trim();
                  if (typed !== collecting.readBy) void readAgain({ by: typed, readBy: typed });
                }}
              />
              <DayInput
                size="xs"
                w="11rem"
                label={t('collect.on')}
                value={on}
                onChange={(next) => {
                  if (next !== on) void readAgain({ on: next });
                }}
              />
              <Text size="xs" c="dimmed">
                {t('collect.byText')}
              </Text>
            </Group>
          )}
          {plan.sheets
            .filter(({ otherRound }) => otherRound !== null)
            .map(({ file, otherRound }) => (
              <Text key={file} size="sm" c="var(--text-attention)" role="alert">
                {t('collect.otherRound', { file, other: otherRound, no: round.no })}
              </Text>
            ))}
          {!isApplied && plan.implemented > 0 && <Text size="sm">{t('collect.implemented', { count: plan.implemented })}</Text>}
          {!isApplied && <DepartmentsPart plan={plan} />}
          <CollectConflicts
            conflicts={plan.conflicts}
            decisions={decisions}
            open={open.length}
            readOnly={isApplied}
            onDecide={(next) => onChange({ ...collecting, decisions: next })}
          />
          {!isApplied && <ChangesPart changes={plan.changes} />}
          {!isApplied && (
            <FoundPart found={plan.added} declined={declined} onDecline={(next) => onChange({ ...collecting, declined: next })} />
          )}
          <RefusedPart refused={plan.refused} why={why} />
        </div>
      </div>
    </div>
  );
}
