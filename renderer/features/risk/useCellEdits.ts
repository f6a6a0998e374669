import { notifications } from '@mantine/notifications';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RiskDraft } from '../../../db/domain/risk/risk';
import { load, undo, useCommand } from '../../api';
import { findingText } from '../../components/findingText';
import type { Edit } from '../../components/table/edit';
import { showChanged } from '../../notice';
import { isWritable, patchOf, type CellFault } from './cells';
import { accidentWords, findOwners, type DepartmentChoice } from './choices';
import type { Choices } from '../../choices';
import { falls, regraded, type RiskRow } from './grading';
import type { FallingRisk, Lowering } from './LoweringDialog';

/** Cells to be written: one patch a row. */
export interface Change {
  row: RiskRow;
  patch: Partial<RiskDraft>;
}

/**
 * Writes cells of the register, one call one undo step. Where a level falls the reason is asked for first:
 * `falling` is not empty then, and `confirm` or `cancel` goes on.
 */
export function useCellEdits(tree: readonly DepartmentChoice[], choices: Choices | undefined) {
  const { t } = useTranslation(['risk', 'term']);
  // Rows that follow from a change (why a level fell) are not counted among what was saved.
  const command = useCommand('risk.updateEach', { done: false });
  const [waiting, setWaiting] = useState<{ changes: readonly Change[]; falling: readonly FallingRisk[]; done: (() => void) | undefined }>();
  const { run } = command;

  const write = useCallback(
    async (changes: readonly Change[], lowering: Lowering | null, done?: () => void) => {
      const reply = await run({ changes: changes.map(({ row, patch }) => ({ id: row.id, revision: row.revision, patch })), lowering });
      if (reply.ok) {
        notifications.hide('cell-refused');
        showChanged({ changed: changes.length, message: t('edit.saved', { count: changes.length }), undo: () => void undo() });
        done?.();
      } else if (reply.error.findings?.length) {
        notifications.show({
          id: 'cell-refused',
          color: 'wine',
          withBorder: true,
          autoClose: 12_000,
          title: t('edit.refused'),
          message: reply.error.findings.map((finding) => findingText(t as never, finding)).join(' '),
        });
      }
      return reply.ok;
    },
    [run, t],
  );

  const apply = useCallback(
    async (changes: readonly Change[], done?: () => void) => {
      if (changes.length === 0) return;
      const scales = await load('risk.scales', {});
      const falling = changes.flatMap(({ row, patch }): FallingRisk[] => {
        const level = regraded(row, patch, scales).graded?.level ?? null;
        return falls(row.level, level) ? [{ riskNo: row.riskNo, hazardSource: row.hazardSource, from: row.level, to: level }] : [];
      });
      if (falling.length > 0) setWaiting({ changes, falling, done });
      else await write(changes, null, done);
    },
    [write],
  );

  const edit = useCallback(
    async (edits: readonly Edit<RiskRow>[]) => {
      const departments = new Map(tree.map(({ name, id }) => [name, id]));
      const owners = await findOwners(edits.filter(({ column }) => column === 'owner').map(({ value }) => value)).catch(() => new Map());
      const changes = new Map<string, Change>();
      const faults: { row: RiskRow; column: string; value: string; fault: CellFault }[] = [];
      for (const { row, column, value } of edits) {
        if (!isWritable(column)) continue;
        const outcome = patchOf(column, value, row.method, { departments, owners, accidentCodes: accidentWords(choices).stored });
        if ('fault' in outcome) faults.push({ row, column, value, fault: outcome.fault });
        else changes.set(row.id, { row, patch: { ...changes.get(row.id)?.patch, ...outcome.patch } });
      }
      const [first] = faults;
      if (first) {
        notifications.show({
          id: 'cell-fault',
          color: 'wine',
          withBorder: true,
          autoClose: 10_000,
          title: t('edit.fault', { count: faults.length, riskNo: first.row.riskNo, column: t(`term:field.${first.column as 'l'}`) }),
          message: t(`cell.${first.fault}`, { value: first.value }),
        });
      }
      await apply([...changes.values()]);
    },
    [tree, choices, t, apply],
  );

  return {
    edit,
    apply,
    pending: command.pending,
    falling: waiting?.falling ?? none,
    confirm: (lowering: Lowering) => {
      if (!waiting) return;
      void write(waiting.changes, lowering, waiting.done).then((ok) => {
        if (ok) setWaiting(undefined);
      });
    },
    cancel: () => setWaiting(undefined),
  };
}

const none: readonly FallingRisk[] = [];
