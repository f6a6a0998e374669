import type { OtherAssessment } from '../../../db/domain/risk/assessmentOther';
import { emptyRisk, type RiskDraft, type RiskPointKind } from '../../../db/domain/risk/risk';
import type { Finding } from '../../../db/domain/rule';
import type { Data, Input } from '../../api';
import { ownerIds, ownerValue, type OwnerChip } from './choices';

type Point = Input<'risk.create'>['point'];
type Patch = Input<'risk.update'>['patch'];
export type RiskRecordData = Data<'risk.get'>;

/** What stands in the form: a draft whose point and owner can be picked or typed. */
export type RiskValues = Omit<RiskDraft, 'riskPointId' | 'ownerId' | 'ownerPostId' | 'ownerText' | 'directCode'> & {
  /** Null when the picker was cleared. */
  directCode: string | null;
  /** Id of a point that exists; null while a new one is typed. */
  riskPoint: string | null;
  pointName: string;
  pointKind: RiskPointKind | null;
  pointLocation: string;
  /** All who are responsible, the first one first. */
  owners: OwnerChip[];
  departmentName: string;
  /** Since when, and by what evidence, the condition of a statutory clause is gone; empty while it stands. */
  clearedOn: string | null;
  clearedEvidence: string;
  /** Beside the main one, all of them. */
  assessments: OtherAssessment[];
  /** Revision that the values were read from; null for a new risk. */
  revision: number | null;
};

export const newValues = (today: string): RiskValues => {
  const { ownerId: _id, ownerPostId: _post, ownerText: _text, ...draft } = emptyRisk;
  return {
    ...draft,
    assessedOn: today,
    riskPoint: null,
    pointName: '',
    pointKind: null,
    pointLocation: '',
    owners: [],
    departmentName: '',
    clearedOn: null,
    clearedEvidence: '',
    assessments: [],
    revision: null,
  };
};

export function valuesOf({ risk, draft, assessments, owners }: RiskRecordData): RiskValues {
  const { riskPointId, ownerId: _id, ownerPostId: _post, ownerText: _text, ...rest } = draft;
  return {
    ...rest,
    riskPoint: riskPointId,
    pointName: risk.riskPoint,
    pointKind: risk.kind as RiskPointKind,
    pointLocation: risk.location,
    owners: owners.map(({ isLeader, ...owner }) => ({ value: ownerValue(owner), name: owner.ownerText, isLeader })),
    departmentName: risk.department,
    clearedOn: null,
    clearedEvidence: '',
    assessments: assessments.map(({ graded: _graded, ...stated }) => stated),
    revision: risk.revision,
  };
}

/** Values as the rules and the commands take them. `riskPointId` is empty for a new point. */
export function draftOfValues(values: RiskValues): RiskDraft {
  const {
    riskPoint,
    pointName: _name,
    pointKind: _kind,
    pointLocation: _location,
    owners,
    departmentName: _department,
    clearedOn: _on,
    clearedEvidence: _evidence,
    assessments: _others,
    revision: _revision,
    directCode,
    ...rest
  } = values;
  return {
    ...rest,
    directCode: rest.directMajor ? (directCode ?? '') : '',
    riskPointId: riskPoint ?? '',
    ...ownerIds(owners[0]?.value ?? null),
    ownerText: owners[0]?.name ?? '',
  };
}

/** The form leaves the statutory clause that the stored risk rests on; `statutoryCode` is empty for none. */
export const leavesStatutory = ({ directMajor, directCode }: RiskValues, statutoryCode: string): boolean =>
  statutoryCode !== '' && !(directMajor && directCode === statutoryCode);

/** The point that was picked, or the new one that was typed. */
export const pointOf = ({ riskPoint, pointName, pointKind, pointLocation }: RiskValues): Point =>
  riskPoint !== null ? { id: riskPoint } : { name: pointName.trim(), kind: pointKind ?? 'place', location: pointLocation.trim() };

/** Assessments beside the main one, for the command; nothing when they are as they were read. */
export const othersOf = ({ assessments }: RiskValues, before: RiskValues): { assessments?: OtherAssessment[] } =>
  JSON.stringify(assessments) === JSON.stringify(before.assessments) ? {} : { assessments };

/** Whether one of those responsible is a leader of the company; null while that is not known. */
export const hasLeader = ({ owners }: RiskValues): boolean | null =>
  owners.some(({ isLeader }) => isLeader === true) ? true : (owners[0]?.isLeader ?? null);

/** All who are responsible, for the command; nothing when they are as they were read. */
export function ownersOf({ owners }: RiskValues, before?: RiskValues): Pick<Input<'risk.update'>, 'owners'> {
  const stated = (chips: readonly OwnerChip[]) => chips.map(({ value, name }) => ({ ...ownerIds(value), ownerText: name }));
  return before && JSON.stringify(stated(owners)) === JSON.stringify(stated(before.owners)) ? {} : { owners: stated(owners) };
}

/** What the command is told: only fields that differ from what was read. */
export function patchOfValues(values: RiskValues, before: RiskValues): { patch: Patch; point?: Point } {
  const { riskPointId: _point, ownerId: _id, ownerPostId: _post, ownerText: _text, ...draft } = draftOfValues(values);
  const stored: Record<string, unknown> = draftOfValues(before);
  const patch = Object.fromEntries(Object.entries(draft).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(stored[name])));
  return values.riskPoint === before.riskPoint && values.riskPoint !== null ? { patch } : { patch, point: pointOf(values) };
}

/** What was typed since `base`, laid over what is stored now. */
export function merged(base: RiskValues, typed: RiskValues, stored: RiskValues): RiskValues {
  const own = Object.entries(typed).filter(
    ([name, value]) => name !== 'revision' && JSON.stringify(value) !== JSON.stringify(base[name as keyof RiskValues]),
  );
  return { ...stored, ...Object.fromEntries(own) };
}

/** The next risk of the same place: what it has in common with the last one stays. */
export const followingValues = (values: RiskValues, today: string): RiskValues => {
  const { riskPoint, pointName, pointKind, pointLocation, step, method, departmentId, departmentName, owners, phone, assessedOn } = values;
  return {
    ...newValues(today),
    riskPoint,
    pointName,
    pointKind,
    pointLocation,
    step,
    method,
    departmentId,
    departmentName,
    owners,
    phone,
    assessedOn,
  };
};

/** Findings of the command beside the fields of the form: `draft.step` and `patch.step` are `step`. */
export const besideFields = (findings: readonly Finding[]): Finding[] =>
  findings.map((finding) => {
    const field = finding.field
      ?.replace(/^(draft|patch)\./, '')
      .replace(/^point(\..*)?$/, 'riskPoint')
      .replace(/^owner(s\..*|Id|PostId|Text)?$/, 'owners')
      .replace(/^cleared\.(\w)/, (_, first: string) => `cleared${first.toUpperCase()}`);
    return field === undefined ? finding : { ...finding, field };
  });
