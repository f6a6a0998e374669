import type { AttachmentSubject } from '../attachment';
import type { AppointmentRole } from '../organization/appointment';
import type { appraisalGrades } from './appraisal';
import type { LetterState } from './responsibility';
import type { Deed } from '../performance/record';

/** Records from which 责任追溯 can begin; a register that comes later adds a word here and its source in `db/query/traceSource.ts`. */
export const traceSubjects = ['risk', 'riskPoint', 'inspectionFinding', 'resolution', 'round', 'filing', 'department'] as const;
export type TraceSubject = (typeof traceSubjects)[number];

/** What is missing, in the order in which it is told. None of it says that anybody is guilty of anything. */
export const traceGaps = [
  'recordedLater',
  'noDepartment',
  'noOwner',
  'noHead',
  'noHolder',
  'statedOnly',
  'namesakes',
  'unmatched',
  'notYet',
  'hadLeft',
  'noPost',
  'noList',
  'notAcknowledged',
  'noLetter',
  'letterUnsigned',
] as const;
export type TraceGap = (typeof traceGaps)[number];

/** What somebody did with the record itself. */
export const traceActs = [
  'recorded',
  'changed',
  'assessed',
  'reviewed',
  'confirmed',
  'tookPart',
  'inspected',
  'found',
  'chaired',
  'resolved',
  'verified',
  'prepared',
  'approved',
  'issued',
  'advanced',
] as const;
export type TraceAct = (typeof traceActs)[number];

/** How it is known that somebody was responsible. */
export const traceBases = ['owner', 'ownerPost', 'leader', 'appointed', 'postLevel', 'stated'] as const;
export type TraceBasis = (typeof traceBases)[number];

/** A duty of the list that was in force. */
export interface TraceDuty {
  text: string;
  frequency: string;
}
/** 岗位安全生产责任清单 in force on the day. */
export interface TraceList {
  id: string;
  title: string;
  version: number;
  validFrom: string;
  approvedBy: string;
  approvedOn: string | null;
  /** Duties of the whole list; `duties` are those that concern the matter. */
  total: number;
  duties: TraceDuty[];
}

export interface TraceLetter {
  id: string;
  number: string;
  title: string;
  state: LetterState;
  /** NULL while it was not signed on the day. */
  signedOn: string | null;
}

/** Last 责任制考核 before the day; `share10` is the score in tenths of a percent of the full one. */
export interface TraceAppraisal {
  id: string;
  name: string;
  grade: (typeof appraisalGrades)[number] | null;
  share10: number | null;
  on: string | null;
}

/** Somebody at a place of the chain. */
export interface TraceHolder {
  /** NULL where only a name is known. */
  personId: string | null;
  name: string;
  department: string;
  post: string;
  basis: TraceBasis;
  title: string;
  scope: string;
  documentNumber: string;
  /** Held since; NULL where no appointment says it. */
  since: string | null;
  list: TraceList | null;
  acknowledgedOn: string | null;
  gaps: TraceGap[];
}

/** A step of the chain: 直接责任人, head of a department, office of the enterprise. */
export interface TraceLink {
  kind: 'direct' | 'leader' | 'head' | 'office';
  role: AppointmentRole | null;
  /** Department by its name of that day; empty for the enterprise. */
  unit: string;
  holders: TraceHolder[];
  /** Of the step as a whole: nobody was named. */
  gaps: TraceGap[];
}

/** What a person had signed, was assessed as and did before the day. */
export interface TracePerson {
  id: string;
  /** Name of that day, and that of today where it is another one. */
  name: string;
  nameNow: string;
  enteredOn: string | null;
  leftOn: string | null;
  letter: TraceLetter | null;
  appraisal: TraceAppraisal | null;
  acknowledgements: { id: string; on: string; title: string; responsibilityId: string }[];
  /** Newest first; `total` may be more. */
  deeds: Deed[];
  total: number;
}

/** Something that was done with the record, by a name as it was written. */
export interface TraceEvent {
  on: string;
  act: TraceAct;
  name: string;
  text: string;
  /** Record that shows it. */
  subject: AttachmentSubject;
  subjectId: string;
}

/** A department on the way from the matter to the enterprise, with what became of it. */
export interface TraceUnit {
  id: string;
  name: string;
  endedOn: string | null;
  /** Names of what took its work over. */
  successor: string;
}

export interface TraceFact {
  key: 'level' | 'score' | 'location' | 'owner' | 'state' | 'due' | 'period' | 'addressee' | 'meeting' | 'inspection' | 'risks';
  value: string;
  /** Group of terms of which the value is a word; left out for words of the record itself. */
  term?: 'riskLevel' | 'riskStatus' | 'roundStatus';
}

/** 责任追溯 of one record on one day. */
export interface Trace {
  subject: TraceSubject;
  id: string;
  /** Record on whose page it stands: the inspection of a finding, the meeting of a resolution. */
  shownId: string;
  number: string;
  title: string;
  /** Day that is asked about, and that of the matter itself. */
  day: string;
  eventDay: string;
  /** First day of the period of which deeds are told. */
  from: string;
  facts: TraceFact[];
  /** First entry of the record in the audit. */
  recordedOn: string | null;
  units: TraceUnit[];
  links: TraceLink[];
  people: TracePerson[];
  events: TraceEvent[];
  gaps: TraceGap[];
}

/** Words by which a duty concerns a matter of that kind. */
const concerned: Record<TraceSubject, RegExp> = {
  risk: /风险|隐患|危险源|辨识|管控|巡检|检查|操作规程|应急/,
  riskPoint: /风险|隐患|危险源|辨识|管控|巡检|检查|操作规程|应急/,
  inspectionFinding: /隐患|检查|整改|排查|巡检|巡查/,
  resolution: /安委会|安全生产委员会|会议|决议|部署|落实/,
  round: /风险|辨识|评估|评价|危险源/,
  filing: /风险|报告|报送|上报|档案|台账|资料|公示/,
  department: /事故|隐患|风险|检查|教育|培训|操作规程|应急/,
};

/** Duties of a list that concern the matter; all of them where none says a word of it. */
export function dutiesConcerned(duties: readonly TraceDuty[], subject: TraceSubject): TraceDuty[] {
  const found = duties.filter(({ text }) => concerned[subject].test(text));
  return found.length > 0 ? found : [...duties];
}

/** What is known of somebody at a place of the chain. */
export interface HolderFacts {
  day: string;
  personId: string | null;
  /** People of that name on the day, where no person is linked. */
  namesakes: number;
  basis: TraceBasis;
  post: string;
  enteredOn: string | null;
  leftOn: string | null;
  hasList: boolean;
  acknowledgedOn: string | null;
  letter: Pick<TraceLetter, 'signedOn'> | null;
}

/** What is missing at somebody: of a mere name nothing can be said. */
export function holderGaps(facts: HolderFacts): TraceGap[] {
  const { day, personId, namesakes, basis, post, enteredOn, leftOn, hasList, acknowledgedOn, letter } = facts;
  const stated: TraceGap[] = basis === 'stated' ? ['statedOnly'] : [];
  if (personId === null)
    return [...stated, ...(namesakes > 1 ? (['namesakes'] as const) : basis === 'stated' ? [] : (['unmatched'] as const))];
  const gaps: TraceGap[] = [...stated];
  if (enteredOn !== null && enteredOn > day) gaps.push('notYet');
  if (leftOn !== null && leftOn < day) gaps.push('hadLeft');
  if (post === '') gaps.push('noPost');
  if (!hasList) gaps.push('noList');
  else if (acknowledgedOn === null) gaps.push('notAcknowledged');
  if (letter === null) gaps.push('noLetter');
  else if (letter.signedOn === null) gaps.push('letterUnsigned');
  return gaps;
}

/** Days of a period of some months that ends on a day, both included. */
export function periodBefore(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 - months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const start = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last) + 1));
  return start.toISOString().slice(0, 10);
}

/** How many gaps there are, place by place. */
export const countGaps = ({ gaps, links }: Pick<Trace, 'gaps' | 'links'>): number =>
  gaps.length + links.reduce((sum, link) => sum + link.gaps.length + link.holders.reduce((own, holder) => own + holder.gaps.length, 0), 0);
