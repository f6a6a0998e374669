import type { FilingState } from './filing';
import { figureFaults, type FigureCorrection } from '../round/figure';
import type { LetterStyle } from './handover';

/** Something a paper lacks: a reason is needed to issue it all the same (带缺项出件). */
export interface Gap {
  /** Key of the sentence, `gap.<key>` in the locales. */
  key: string;
  params?: Record<string, string | number>;
  /** Page where it is mended; `figure` is the entered figure that `params.figure` names, `paper` the issued one that says otherwise. */
  at:
    | 'risk'
    | 'round'
    | 'enterprise'
    | 'request'
    | 'card'
    | 'map'
    | 'review'
    | 'authority'
    | 'figure'
    | 'paper'
    | 'staffing'
    | 'responsibility'
    | 'appointment';
  paper?: { id: string; code: string };
  /** Only told: nothing is missing, and no reason is asked for. */
  advice?: true;
}

interface PaperFacts {
  uscc: string;
  compiledOn: string | null;
  risks: number;
  /** Risks with fields that a formal paper needs but that are 待补. */
  incomplete: number;
  round: {
    closed: boolean;
    team: number;
    workerRepresentatives: number;
    pending: number;
    meetingOn: string | null;
    unexplainedDown: number;
  } | null;
}

/** What is missing for a formal paper about a round or the register (handbook 3.2.6, 9.9). Empty when it can be issued as it is. */
export function paperGaps({ uscc, compiledOn, risks, incomplete, round }: PaperFacts): Gap[] {
  const gaps: Gap[] = [];
  if (uscc === '') gaps.push({ key: 'uscc', at: 'enterprise' });
  if (compiledOn === null) gaps.push({ key: 'compiledOn', at: 'request' });
  if (risks === 0) gaps.push({ key: 'noRisks', at: 'risk' });
  if (incomplete > 0) gaps.push({ key: 'incomplete', params: { count: incomplete }, at: 'risk' });
  if (round === null) return gaps;
  if (!round.closed) gaps.push({ key: 'roundOpen', at: 'round' });
  if (round.team === 0) gaps.push({ key: 'noTeam', at: 'round' });
  else if (round.workerRepresentatives === 0) gaps.push({ key: 'noWorkerRepresentative', at: 'round' });
  if (round.pending > 0) gaps.push({ key: 'pending', params: { count: round.pending }, at: 'round' });
  if (round.meetingOn === null) gaps.push({ key: 'noMeeting', at: 'round' });
  if (round.unexplainedDown > 0) gaps.push({ key: 'unexplainedDown', params: { count: round.unexplainedDown }, at: 'round' });
  return gaps;
}

interface MajorRisk {
  riskNo: string;
  location: string;
  monitoring: string;
  /** Nobody has stated it: taken out of the measures. */
  monitoringTaken?: boolean | undefined;
  impactScope?: string | undefined;
  leader: { name: string; title: string; phone: string };
}

/** What a report of 重大 risks (F08) lacks besides (handbook 3.2.7, 9.9). A zero report lacks nothing of the risks. */
export function majorRiskGaps({
  principal,
  recipient,
  risks,
}: {
  principal: string;
  recipient: string;
  risks: readonly MajorRisk[];
}): Gap[] {
  const without = (key: string, lacks: (risk: MajorRisk) => boolean): Gap[] => {
    const found = risks.filter(lacks);
    return found.length === 0
      ? []
      : [{ key, params: { count: found.length, riskNo: found.map(({ riskNo }) => riskNo).join('、') }, at: 'risk' }];
  };
  return [
    ...(principal === '' ? [{ key: 'noPrincipal', at: 'enterprise' } satisfies Gap] : []),
    ...(recipient === '' ? [{ key: 'noRecipient', at: 'request' } satisfies Gap] : []),
    ...without('noLeader', ({ leader }) => leader.name === ''),
    ...without('noLeaderContact', ({ leader }) => leader.name !== '' && (leader.title === '' || leader.phone === '')),
    ...without('noLocation', ({ location }) => location === ''),
    ...without('noMonitoring', ({ monitoring }) => monitoring === ''),
    ...without('noImpact', ({ impactScope = '' }) => impactScope === ''),
    ...without('monitoringTaken', ({ monitoring, monitoringTaken }) => monitoring !== '' && monitoringTaken === true).map((gap): Gap => ({
      ...gap,
      advice: true,
    })),
  ];
}

/** Entered figures that are no numbers, or differ from what was counted without a reason. */
export const figureGaps = (corrections: readonly FigureCorrection[]): Gap[] =>
  figureFaults(corrections).map(({ key, fault }) => ({ key: `figure.${fault}`, params: { figure: key }, at: 'figure' }));

/** 重大 and 较大 risks of a report (F10) of which nobody wrote how their measures are carried out. */
export const implementationGaps = (serious: readonly { riskNo: string; implementation: string }[]): Gap[] =>
  named(
    'noImplementation',
    'round',
    serious.filter(({ implementation }) => implementation.trim() === '').map(({ riskNo }) => riskNo),
  );

/** Annexes of a report (F10) whose scanned originals were to be shown, and none is attached to the round. */
export const scanGaps = (missing: readonly string[] = []): Gap[] => missing.map((annex) => ({ key: `noScan.${annex}`, at: 'round' }));

/** Former accident types that a paper in the words of 2025 keeps, because they may mean several present ones. */
export const accidentGaps = ({ accidents }: { accidents?: { kept: readonly { name: string; count: number }[] } | undefined }): Gap[] =>
  accidents === undefined || accidents.kept.length === 0
    ? []
    : [
        {
          key: 'accidentsKept',
          params: {
            count: accidents.kept.reduce((sum, { count }) => sum + count, 0),
            names: accidents.kept.map(({ name }) => name).join('、'),
          },
          at: 'risk',
          advice: true,
        },
      ];

interface Publicity {
  from: string | null;
  to: string | null;
  place: string;
  department: string;
  /** As it will be printed: a mobile is no 监督电话. */
  phone: string;
  /** What the record of the posting says came of it; absent before there is one. */
  result?: string | undefined;
  objections?: string | undefined;
  /** Names of its photos that no paper can print. */
  unprinted?: readonly string[] | undefined;
}

/** What a publication (F09) lacks besides (handbook 9.9), and what was taken out of its texts, in words. */
export function publicityGaps(
  { from, to, place, department, phone, result, objections, unprinted = [] }: Publicity,
  removed: { count: number; text: string },
): Gap[] {
  const gaps: Gap[] = [];
  if (from === null || to === null) gaps.push({ key: 'noPublicityDays', at: 'request' });
  else if (to < from) gaps.push({ key: 'publicityOrder', params: { from, to }, at: 'request' });
  if (place === '') gaps.push({ key: 'noPublicityPlace', at: 'request' });
  if (department === '') gaps.push({ key: 'noPublicityDepartment', at: 'request' });
  if (phone === '') gaps.push({ key: 'noSupervisionPhone', at: 'request' });
  if (result === '' && !objections) gaps.push({ key: 'noPublicityResult', at: 'round', advice: true });
  if (unprinted.length > 0)
    gaps.push({ key: 'photosUnprinted', params: { count: unprinted.length, names: unprinted.join('、') }, at: 'round', advice: true });
  if (removed.count > 0) gaps.push({ key: 'removed', params: { count: removed.count, text: removed.text }, at: 'risk', advice: true });
  return gaps;
}

interface Stated {
  uscc: string;
  compiledOn: string | null;
}
const statedGaps = ({ uscc, compiledOn }: Stated): Gap[] => [
  ...(uscc === '' ? [{ key: 'uscc', at: 'enterprise' } satisfies Gap] : []),
  ...(compiledOn === null ? [{ key: 'compiledOn', at: 'request' } satisfies Gap] : []),
];
const most = 8;
/** Names of some, and how many there are. */
const named = (key: string, at: Gap['at'], names: readonly string[]): Gap[] =>
  names.length === 0
    ? []
    : [{ key, params: { count: names.length, names: `${names.slice(0, most).join('、')}${names.length > most ? '…' : ''}` }, at }];

/** Findings of the 体检, one gap for each sentence: what the law asks for is lacking, the control of a level (V06) is only told. */
export function findingGaps(findings: readonly { rule: string; kind: string; key: string; subject: string; title: string }[]): Gap[] {
  const told = findings.filter(({ kind, rule }) => kind === 'statutory' || rule === 'V06');
  return [...new Set(told.map(({ key }) => key))].flatMap((key) => {
    const found = told.filter((finding) => finding.key === key);
    const { kind, subject } = found[0]!;
    const names = found.map(({ title }) => title);
    return named(`review.${key}`, subject === 'card' ? 'card' : 'review', names).map((gap): Gap =>
      kind === 'statutory' ? gap : { ...gap, advice: true },
    );
  });
}

/** What notice cards (F33) lack: those that do not tell everything (handbook 3.2.8, R17). */
export function cardGaps(stated: Stated, cards: readonly { name: string; lacking: number }[]): Gap[] {
  return [
    ...statedGaps(stated),
    ...(cards.length === 0 ? [{ key: 'noCards', at: 'card' } satisfies Gap] : []),
    ...named(
      'cardLacking',
      'card',
      cards.filter(({ lacking }) => lacking > 0).map(({ name }) => name),
    ),
  ];
}

interface DrawnZone {
  name: string;
  level: string | null;
  owner: string;
}

/** What a notice board lacks (handbook 3.2.8): a telephone to report to, and the picture that has to hang with it. */
export const boardGaps = (stated: Stated & { phone: string; picture: boolean; imageGone: boolean }): Gap[] => [
  ...statedGaps(stated),
  ...(stated.phone === '' ? [{ key: 'boardPhone', at: 'request' } satisfies Gap] : []),
  ...(stated.imageGone ? [{ key: 'mapImage', at: 'map' } satisfies Gap] : []),
  ...(stated.picture ? [] : [{ key: 'boardPicture', at: 'map', advice: true } satisfies Gap]),
];

/** What the responsibility lists lack (F31): what the law asks for needs a reason, what a policy asks for and blanks of 公示 are told. */
export function listGaps(
  stated: Stated & { posting: { from: string | null; place: string } },
  findings: readonly { kind: string; key: string; title: string }[],
  inForce: number,
): Gap[] {
  const found = [...new Set(findings.map(({ key }) => key))].flatMap((key) => {
    const those = findings.filter((finding) => finding.key === key);
    const gaps = named(
      `list.${key.replace('responsibility.', '')}`,
      'responsibility',
      those.map(({ title }) => title),
    );
    return gaps.map((gap): Gap => (those[0]!.kind === 'statutory' ? gap : { ...gap, advice: true }));
  });
  return [
    ...statedGaps(stated),
    ...(inForce === 0 ? [{ key: 'list.nothing', at: 'responsibility' } satisfies Gap] : []),
    ...found,
    ...(stated.posting.from === null || stated.posting.place === ''
      ? [{ key: 'list.posting', at: 'request', advice: true } satisfies Gap]
      : []),
  ];
}

/** What the record of the month's full inspection lacks (F34): the inspection itself, or who took part. Advice only: a policy asks for it, no law. */
export const inspectionGaps = (stated: Stated, inspections: readonly { participants: string }[]): Gap[] => [
  ...statedGaps(stated),
  ...(inspections.length === 0 ? [{ key: 'inspectionNone', at: 'request', advice: true } satisfies Gap] : []),
  ...(inspections.some(({ participants }) => participants === '')
    ? [{ key: 'inspectionParticipants', at: 'request', advice: true } satisfies Gap]
    : []),
];

/** What the table of safety staff (F35) tells: what the law asks for needs a reason to go out without, what policies ask for is only told. */
export const staffingGaps = (
  stated: Stated & { headcount: number | null },
  requirements: readonly { rule: string; kind: string; state: string }[],
): Gap[] => [
  ...statedGaps(stated),
  ...(stated.headcount === null ? [{ key: 'headcount', at: 'enterprise' } satisfies Gap] : []),
  ...requirements
    .filter(({ state }) => state === 'lacking')
    .map(({ rule, kind }): Gap => ({
      key: 'staffing',
      params: { staffing: rule },
      at: 'staffing',
      ...(kind === 'statutory' ? {} : { advice: true }),
    })),
];

/** What a notice of appointments (F37) lacks: whom it goes to and whom it is about; that nobody asks for it is only told. */
export const noticeGaps = (
  stated: Stated & { recipient: string; isAsked: boolean },
  items: readonly { name: string; kind: string; certificate: string }[],
): Gap[] => [
  ...statedGaps(stated),
  ...(stated.recipient === '' ? [{ key: 'noRecipient', at: 'request' } satisfies Gap] : []),
  ...(items.length === 0 ? [{ key: 'noticeNone', at: 'appointment' } satisfies Gap] : []),
  ...(stated.isAsked ? [] : [{ key: 'noticeNotAsked', at: 'enterprise', advice: true } satisfies Gap]),
  ...named(
    'noticeCertificate',
    'appointment',
    items.filter(({ kind, certificate }) => kind === 'taking' && certificate === '').map(({ name }) => name),
  ).map((gap): Gap => ({ ...gap, advice: true })),
];

/** What the year's report (F36) lacks: chapters that nobody has written and no register knows. */
export const reportGaps = (stated: Stated & { audience: string }, unwritten: readonly string[]): Gap[] => [
  ...statedGaps(stated),
  ...(stated.audience === '' ? [{ key: 'reportAudience', at: 'request', advice: true } satisfies Gap] : []),
  ...unwritten.map((chapter): Gap => ({ key: `report.${chapter}`, at: 'request' })),
];

/** What a four-colour picture lacks (handbook 3.2.9); `imageGone` where its file is not in the workspace any more. */
export function mapGaps(stated: Stated & { drawnOn: string | null; imageGone: boolean }, zones: readonly DrawnZone[]): Gap[] {
  const advice = (gaps: Gap[]): Gap[] => gaps.map((gap) => ({ ...gap, advice: true }));
  const those = (lacks: (zone: DrawnZone) => boolean) => zones.filter(lacks).map(({ name }) => name);
  return [
    ...statedGaps(stated),
    ...(stated.imageGone ? [{ key: 'mapImage', at: 'map' } satisfies Gap] : []),
    ...(stated.drawnOn === null ? [{ key: 'mapDay', at: 'map' } satisfies Gap] : []),
    ...(zones.length === 0 ? [{ key: 'mapZones', at: 'map' } satisfies Gap] : []),
    ...named(
      'mapOwner',
      'map',
      those(({ owner }) => owner === ''),
    ),
    ...advice(
      named(
        'mapRisks',
        'map',
        those(({ level }) => level === null),
      ),
    ),
  ];
}

interface LetterFacts {
  compiledOn: string | null;
  recipient: string;
  documentNumber: string;
  contact: { name: string; phone: string };
  style?: LetterStyle | undefined;
  signer: string;
  items: readonly { number: string }[];
}

/** An enclosed paper as it stands now. */
export interface EnclosedState {
  number: string;
  state: FilingState;
  /** Of a round that is not closed. */
  isOpen: boolean;
  /** Shows what its recipient asked to be left out: it was not made for it. */
  isUnmasked: boolean;
}

/** What a covering letter (F40) lacks: whom it goes to, whom to ask, and enclosures that still stand (handbook 9.9). */
export function letterGaps(letter: LetterFacts, enclosed: readonly EnclosedState[]): Gap[] {
  const { compiledOn, recipient, documentNumber, contact, style, signer, items } = letter;
  const those = (wanted: (paper: EnclosedState) => boolean) => enclosed.filter(wanted).map(({ number }) => number);
  const gone: readonly FilingState[] = ['voided', 'replaced'];
  return [
    ...(compiledOn === null ? [{ key: 'compiledOn', at: 'request' } satisfies Gap] : []),
    ...(recipient === '' ? [{ key: 'noRecipient', at: 'request' } satisfies Gap] : []),
    ...(contact.name === '' || contact.phone === '' ? [{ key: 'noContact', at: 'request' } satisfies Gap] : []),
    ...(style === 'report' && signer === '' ? [{ key: 'noSigner', at: 'request' } satisfies Gap] : []),
    ...named(
      'enclosureGone',
      'request',
      those(({ state }) => gone.includes(state)),
    ),
    ...named(
      'enclosureReturned',
      'request',
      those(({ state }) => state === 'returned'),
    ),
    ...named(
      'enclosureOpen',
      'round',
      those(({ isOpen }) => isOpen),
    ),
    ...named(
      'enclosureUnmasked',
      'request',
      those(({ state, isUnmasked }) => isUnmasked && !gone.includes(state)),
    ),
    ...(documentNumber === '' ? [{ key: 'noDocumentNumber', at: 'request', advice: true } satisfies Gap] : []),
    ...(items.length === 0 ? [{ key: 'noEnclosures', at: 'request', advice: true } satisfies Gap] : []),
  ];
}

/** What is left out of a paper for the authority that it is for, in words. */
export const maskGaps = (authority: string, text: string): Gap[] =>
  text === '' ? [] : [{ key: 'masked', params: { authority, text }, at: 'authority', advice: true }];
