import { useForm, type UseFormReturnType } from '@mantine/form';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { nextReviewOn } from '../../../db/domain/period';
import { defaultControlLevel, gradeRisk } from '../../../db/domain/risk/risk';
import { faultsOf, gradeOther, type OtherAssessment } from '../../../db/domain/risk/assessmentOther';
import { reviewRisk } from '../../../db/domain/risk/rules';
import type { RiskLevel } from '../../../db/domain/risk/scale';
import { refuses, type Finding } from '../../../db/domain/rule';
import type { DraftMemory } from '../../components/form/useDraft';
import { FormPanel, type AfterSave } from '../../components/form/FormPanel';
import type { Choices } from '../../choices';
import { AssessmentFields } from './AssessmentFields';
import { ControlFields } from './ControlFields';
import { Grade } from './Grade';
import { otherScale, scaleFor, type Scales } from './grading';
import { HazardFields } from './HazardFields';
import { OtherAssessments } from './OtherAssessments';
import { MajorFields } from './MajorFields';
import { MeasureFields } from './MeasureFields';
import { besideFields, draftOfValues, hasLeader, leavesStatutory, merged, type RiskValues } from './riskValues';

export type RiskFormState = UseFormReturnType<RiskValues>;

interface RiskFormProps {
  initial: RiskValues;
  /** What is stored of the risk; undefined for a new one. */
  stored: { id: string; level: RiskLevel; scale: string | null; statutoryCode: string } | undefined;
  scales: Scales;
  choices: Choices;
  memory: DraftMemory<RiskValues>;
  /** What the command refused or advised. */
  findings: readonly Finding[];
  pending: boolean;
  /** `graded` is null only for what cannot be saved. */
  onSave: (form: RiskFormState, after: AfterSave, level: RiskLevel | null) => void;
  /** The values have changed since the command spoke. */
  onChange: () => void;
  onDirty: (dirty: boolean) => void;
  actions?: ReactNode;
  /** Above the first group. */
  notice?: ReactNode;
}

/** Everything a person states of a risk; what follows from it stands above the buttons. */
export function RiskForm({
  initial,
  stored,
  scales,
  choices,
  memory,
  findings,
  pending,
  onSave,
  onChange,
  onDirty,
  actions,
  notice,
}: RiskFormProps) {
  const { t } = useTranslation(['risk', 'term']);
  const form = useForm<RiskValues>({
    mode: 'controlled',
    initialValues: initial,
    validate: (values) => ({
      ...missingErrors(values, stored?.statutoryCode ?? '', (key) => t(`form.required.${key}`)),
      ...otherErrors(values.assessments, (key) => t(`form.required.${key}`)),
    }),
  });
  const values = form.getValues();
  const isDirty = form.isDirty();
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  useEffect(() => () => onDirty(false), [onDirty]);

  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else onChange();
    // Only what is typed counts.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [values]);

  // The record was read again: by our own save, an undo, a cell edited in the list. What is typed here stays.
  const read = useRef(initial);
  useEffect(() => {
    const base = read.current;
    if (base === initial) return;
    read.current = initial;
    const typed = form.getValues();
    // A draft of an earlier revision is not mixed in; saving it says that the record has changed since.
    if (typed.revision !== base.revision) return;
    form.setInitialValues(initial);
    form.resetDirty(initial);
    form.setValues(merged(base, typed, initial));
    // The form itself is the same object for the life of the component.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [initial]);

  const scaleOf = ({ method }: RiskValues) => scaleFor(scales, method, stored?.scale ?? null);
  const scale = scaleOf(values);
  const draft = useMemo(() => draftOfValues(values), [values]);
  const ownerIsLeader = hasLeader(values);
  const graded = useMemo(() => gradeRisk(draft, scale), [draft, scale]);
  const inherent = values.assessments.find(({ role }) => role === 'inherent');
  const advice = useMemo(
    () =>
      graded === null
        ? []
        : reviewRisk(
            {
              risk: draft,
              graded,
              before: stored ? { level: stored.level } : null,
              lowering: null,
              ownerIsLeader,
              inherentLevel: inherent ? (gradeOther(inherent, otherScale(scales, inherent))?.level ?? null) : null,
              today: choices.today,
              cadence: choices.cadence,
              words: choices.words,
            },
            choices.switchedOff,
          ).filter((finding) => !refuses(finding)),
    [draft, graded, stored, ownerIsLeader, inherent, scales, choices],
  );
  const shown = useMemo(() => besideFields([...findings.filter(refuses), ...advice]), [findings, advice]);

  useControlLevel(form, graded?.level ?? null);

  return (
    <FormPanel
      needs="risk.update"
      form={form}
      label={stored ? t('form.edit') : t('form.new')}
      findings={shown}
      pending={pending}
      hasNext
      draft={memory}
      actions={actions}
      // What was typed with the key that saves is graded here: it has not been drawn yet.
      onSave={(saved, after) => onSave(form, after, gradeRisk(draftOfValues(saved), scaleOf(saved))?.level ?? null)}
      live={
        <Grade
          values={values}
          graded={graded}
          scale={scale}
          nextReviewOn={values.assessedOn === null ? null : nextReviewOn(values.assessedOn, choices.cadence)}
        />
      }
    >
      {notice}
      <HazardFields form={form} choices={choices} />
      <AssessmentFields form={form} scale={scale} graded={graded} choices={choices} statutoryCode={stored?.statutoryCode ?? ''} />
      <OtherAssessments form={form} scales={scales} today={choices.today} />
      <MeasureFields form={form} />
      {(graded?.level === 'major' || [values.monitoring, values.impactScope, values.leaderText].some((text) => text !== '')) && (
        <MajorFields choices={choices} />
      )}
      <ControlFields form={form} id={stored?.id} initial={initial} choices={choices} level={graded?.level ?? null} />
    </FormPanel>
  );
}

/** The control level follows the level as long as nobody has chosen another one. */
function useControlLevel(form: RiskFormState, level: RiskLevel | null): void {
  const former = useRef(level);
  useEffect(() => {
    const before = former.current;
    if (level === null || level === before) return;
    former.current = level;
    const { controlLevel } = form.getValues();
    if (controlLevel === null || (before !== null && controlLevel === defaultControlLevel[before]))
      form.setFieldValue('controlLevel', defaultControlLevel[level]);
    // The form itself is the same object for the life of the component.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [level]);
}

const required = [
  'hazardSource',
  'riskPoint',
  'pointKind',
  'l',
  'e',
  'c',
  's',
  'level',
  'directReason',
  'clearedOn',
  'clearedEvidence',
] as const;
type Required = (typeof required)[number];

/** What cannot be left out: a risk is stored without anything else (待补). */
function missingErrors(values: RiskValues, statutoryCode: string, text: (key: Required) => string): Record<string, string> {
  const isNewPoint = values.riskPoint === null;
  const graded = values.directMajor;
  const leaves = leavesStatutory(values, statutoryCode);
  const lacks: Record<Required, boolean> = {
    hazardSource: values.hazardSource.trim() === '',
    riskPoint: isNewPoint && values.pointName.trim() === '',
    pointKind: isNewPoint && values.pointName.trim() !== '' && values.pointKind === null,
    l: !graded && values.method !== 'direct' && values.l === null,
    e: !graded && values.method === 'lec' && values.e === null,
    c: !graded && values.method === 'lec' && values.c === null,
    s: !graded && values.method === 'ls' && values.s === null,
    level: !graded && values.method === 'direct' && values.level === null,
    directReason: values.directMajor && values.directReason.trim() === '',
    clearedOn: leaves && values.clearedOn === null,
    clearedEvidence: leaves && values.clearedEvidence.trim() === '',
  };
  return Object.fromEntries(required.filter((key) => lacks[key]).map((key) => [key, text(key)]));
}

/** What an assessment beside the main one still lacks, each at its field. */
function otherErrors(assessments: readonly OtherAssessment[], text: (key: 'l' | 'e' | 'c' | 's' | 'level' | 'recipient') => string) {
  return Object.fromEntries(
    assessments.flatMap((stated, at) =>
      faultsOf(stated).map(({ params }) => {
        const name = params!['field'] as 'l' | 'e' | 'c' | 's' | 'level' | 'recipient';
        return [`assessments.${at}.${name}`, text(name)];
      }),
    ),
  );
}
