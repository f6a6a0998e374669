import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTask, type Data, type Input } from '../../api';
import { useDroppedFiles } from '../../components/fromOutside';

export type Plan = NonNullable<Data<'appraisal.collectSheets'>>;
export type Taken = Plan['taken'][number];
export type Conflict = Plan['conflicts'][number];
export type Decisions = NonNullable<Input<'appraisal.collectSheets'>['decisions']>;

/** Sheets that came back and what was decided about them so far, so that leaving the page loses none of it. */
export interface Collecting {
  plan: Plan;
  decisions: Decisions;
  /** What stands here has been taken in; only the open rest is shown. */
  isApplied: boolean;
}

const last = new Map<string, Collecting>();

/** A line by its place, as the contract names it. */
export const placeKey = ({ file, sheet, sheetRow }: Taken['place']): string => `${file}#${sheet}#${sheetRow}`;

/** One word for all conflicts; where two lines differ, neither of them is “the sheet's”, and a person chooses. */
export const decideAll = (conflicts: readonly Conflict[], word: 'sheet' | 'register'): Decisions =>
  Object.fromEntries(
    conflicts.flatMap(({ key, answers }): [string, Decisions[string]][] =>
      word === 'register' ? [[key, { from: null }]] : answers.length === 1 ? [[key, { from: placeKey(answers[0]!.place) }]] : [],
    ),
  );

/** Collecting the sheets of a period: asked for, or dropped on the page. */
export function useCollecting(periodId: string, isOpen: boolean) {
  const { t } = useTranslation('appraisal');
  const [own, setOwn] = useState(() => last.get(periodId) ?? null);
  const task = useTask('appraisal.collectSheets', { title: t('collect.reading') });
  const change = (next: Collecting | null) => {
    if (next === null) last.delete(periodId);
    else last.set(periodId, next);
    setOwn(next);
  };
  const read = async (files: readonly string[], decisions: Decisions = {}) => {
    const reply = await task.run({ periodId, files: [...files], apply: false });
    if (reply.ok && reply.data) change({ plan: reply.data, decisions, isApplied: false });
  };
  const collecting = isOpen ? own : null;
  const isOver = useDroppedFiles((paths) => {
    if (!isOpen || paths.length === 0) return;
    // Files dropped while others are looked at are looked at together with them.
    if (collecting && !collecting.isApplied) void read([...new Set([...collecting.plan.files, ...paths])], collecting.decisions);
    else void read(paths);
  });
  return { collecting, change, read, isReading: task.running, isOver: isOpen && isOver };
}
