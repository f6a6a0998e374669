import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useApi, type Data, type Input } from '../../api';
import { remember } from '../../preference';

export type Plan = Data<'intake.plan'>;
export type RemarkKey = Plan['remarks'][number]['key'];
export type Sheet = Plan['sheets'][number];
export type SheetColumn = Sheet['columns'][number];
export type Field = NonNullable<SheetColumn['field']>;
export type Row = Data<'intake.rows'>['rows'][number];
export type Run = Data<'intake.runs'>[number];
export type Committed = Data<'intake.commit'>;
type PlanInput = Input<'intake.plan'>;
export type Subject = PlanInput['subject'];
/** What a person settled, by file name, then by sheet name. */
export type Choices = NonNullable<PlanInput['choices']>;
export type SheetChoice = Choices[string][string];
/** Which way 1级–5级 run, by `file#sheet`. */
export type Schemes = NonNullable<PlanInput['schemes']>;
export type Lowering = NonNullable<Input<'intake.commit'>['lowering']>;

/** An import between choosing its files and its result. It survives leaving the page; its files and choices survive a restart. */
export interface Work {
  subject: Subject;
  files: readonly string[];
  pasted: string;
  choices: Choices;
  schemes: Schemes;
  plan: Plan | null;
  /** Reason and second person for levels that fall; all empty keeps the old assessments. */
  lowering: Lowering;
  committed: Committed | null;
}

export const noLowering: Lowering = { reason: '', assessor: '', reviewer: '' };
const nothing: Work = {
  subject: 'risk',
  files: [],
  pasted: '',
  choices: {},
  schemes: {},
  plan: null,
  lowering: noLowering,
  committed: null,
};

/** One for each workspace that was open: nothing of one may reach another. */
const works = new Map<string, Work>();
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

export interface WorkState {
  /** The workspace is known. */
  ready: boolean;
  work: Work;
  change: (patch: Partial<Work>) => void;
  /** Begins anew with the same subject; nothing is left to be taken up again. */
  drop: () => void;
}

/** The import of the open workspace. */
export function useWork(): WorkState {
  const { data } = useApi('workspace.state', {}, { subjects: ['enterprise'] });
  const folder = data?.open ? data.folder : '';
  const work = useSyncExternalStore(subscribe, () => works.get(folder) ?? nothing);
  const change = useCallback(
    (patch: Partial<Work>) => {
      works.set(folder, { ...(works.get(folder) ?? nothing), ...patch });
      for (const listener of listeners) listener();
    },
    [folder],
  );
  const drop = useCallback(() => {
    change({ ...nothing, subject: works.get(folder)?.subject ?? 'risk' });
    forgetUnfinished();
  }, [change, folder]);
  const ready = data !== undefined;
  return useMemo(() => ({ ready, work, change, drop }), [ready, work, change, drop]);
}

const unfinishedKey = 'intake.unfinished';

/** What a restart needs to plan the same import again; pasted cells are gone with the clipboard. */
export type Unfinished = Pick<Work, 'subject' | 'files' | 'choices' | 'schemes'>;

export function keepUnfinished({ subject, files, choices, schemes, pasted }: Work): void {
  remember(unfinishedKey, pasted === '' && files.length > 0 ? ({ subject, files, choices, schemes } satisfies Unfinished) : null);
}
export const forgetUnfinished = (): void => remember(unfinishedKey, null);

/** The import that an earlier start of the application did not finish. */
export function useUnfinished(): Unfinished | null {
  const { data } = useApi('preference.get', { key: unfinishedKey }, { subjects: [] });
  return isUnfinished(data) ? data : null;
}

const isUnfinished = (value: unknown): value is Unfinished =>
  typeof value === 'object' && value !== null && 'files' in value && Array.isArray(value.files) && value.files.length > 0;

/** Last part of a path of any system. */
export const fileName = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
