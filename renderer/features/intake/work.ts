import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useApi, type Data, type Input } from '../../api';
import { remember } from '../../preference';

export type Plan = Data<'intake.plan'>;
export type RemarkKey = Plan['remarks'][number]['key'];
export type Sheet = Plan['sheets'][number];
export type Field = NonNullable<Sheet['columns'][number]['field']>;
export type Row = Data<'intake.rows'>['rows'][number];
export type Run = Data<'intake.runs'>[number];
export type Committed = Data<'intake.commit'>;
type PlanInput = Input<'intake.plan'>;
export type Subject = PlanInput['subject'];
export const subjects = ['risk', 'person', 'department', 'post'] as const satisfies readonly Subject[];
/** Where the records of an import are seen. */
export const pageOf = (subject: Subject, importId: string | null): string =>
  subject === 'risk' ? (importId === null ? '/risk' : `/risk/import-${importId}`) : `/${subject}`;
/** What a person settled, by file name, then by sheet name. */
type Choices = NonNullable<PlanInput['choices']>;
/** Which way 1级–5级 run, by `file#sheet`. */
type Schemes = NonNullable<PlanInput['schemes']>;
/** What was decided of single rows, by the key of the row. */
export type Decisions = NonNullable<PlanInput['decisions']>;
/** What was decided of all rows that ask the same. */
export type Answers = NonNullable<PlanInput['answers']>;
/** What was decided about names that the workspace does not have. */
export type NameAnswers = NonNullable<PlanInput['names']>;
export type Fills = NonNullable<PlanInput['fills']>;
export type NewName = Plan['names'][number];
export type Question = Row['questions'][number];
export type QuestionKey = Question['key'];
export type Lowering = NonNullable<Input<'intake.commit'>['lowering']>;

/** An import between choosing its files and its result. It survives leaving the page; its files and choices survive a restart. */
export interface Work {
  subject: Subject;
  files: readonly string[];
  pasted: string;
  choices: Choices;
  schemes: Schemes;
  decisions: Decisions;
  answers: Answers;
  names: NameAnswers;
  /** What rows get that lack something. */
  fills: Fills;
  /** Mappings for this import and those to come, instead of those of the enterprise. */
  scales: NonNullable<PlanInput['scales']>;
  plan: Plan | null;
  /** Reason and second person for levels that fall; all empty keeps the old assessments. */
  lowering: Lowering;
  committed: Committed | null;
}

export const noLowering: Lowering = { reason: '', assessor: '', reviewer: '' };
/** Nothing that a person has said about what the files hold. */
export const nothingSettled = {
  choices: {},
  schemes: {},
  decisions: {},
  answers: {},
  names: {},
  fills: {},
  scales: {},
  lowering: noLowering,
} satisfies Partial<Work>;
const nothing: Work = { subject: 'risk', files: [], pasted: '', ...nothingSettled, plan: null, committed: null };

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

/** What a restart needs to plan the same import again and to go on deciding. */
export type Unfinished = Pick<Work, 'subject' | 'files' | 'choices' | 'schemes'> &
  Partial<Pick<Work, 'pasted' | 'decisions' | 'answers' | 'names' | 'fills' | 'scales' | 'lowering'>>;

/** A longer block of pasted cells is not kept: copying it again is quicker than carrying it along. */
const longestPasted = 100_000;

export function keepUnfinished({
  subject,
  files,
  choices,
  schemes,
  decisions,
  answers,
  names,
  fills,
  scales,
  lowering,
  pasted,
}: Work): void {
  const isKept = files.length > 0 || (pasted !== '' && pasted.length <= longestPasted);
  const unfinished: Unfinished = { subject, files, choices, schemes, decisions, answers, names, fills, scales, lowering, pasted };
  remember(unfinishedKey, isKept ? unfinished : null);
}
export const forgetUnfinished = (): void => remember(unfinishedKey, null);

/** The import that an earlier start of the application did not finish. */
export function useUnfinished(): Unfinished | null {
  const { data } = useApi('preference.get', { key: unfinishedKey }, { subjects: [] });
  return isUnfinished(data) ? data : null;
}

const isUnfinished = (value: unknown): value is Unfinished =>
  typeof value === 'object' &&
  value !== null &&
  'files' in value &&
  Array.isArray(value.files) &&
  (value.files.length > 0 || ('pasted' in value && value.pasted !== ''));

/** Last part of a path of any system. */
export const fileName = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
