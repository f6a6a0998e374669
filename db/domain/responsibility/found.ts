/** What a record of another register shows: the words by which it is matched to duties. */
export const foundTopics = [
  'inspection',
  'remedy',
  'meeting',
  'training',
  'drill',
  'risk',
  'list',
  'letter',
  'approval',
  'shiftDuty',
  'study',
  'other',
] as const;
export type FoundTopic = (typeof foundTopics)[number];

/** `late`: done after its day; `overdue`: its day is past and it is not done; `open`: not due yet. */
export const foundStates = ['done', 'late', 'overdue', 'open'] as const;
export type FoundState = (typeof foundStates)[number];

/** A record of another register that tells what a person did, or was to do, within two days. */
export interface Found {
  subject: string;
  /** The record on whose page it stands. */
  subjectId: string;
  on: string;
  text: string;
  topic: FoundTopic;
  state: FoundState;
}

/** Words of a duty, or of the records it asks for, that name a topic. */
const words: Record<FoundTopic, readonly string[]> = {
  inspection: ['带队检查', '检查', '排查', '巡查', '点检'],
  remedy: ['整改', '隐患', '治理', '销号', '决议', '督办'],
  meeting: ['会议', '例会', '安委会', '纪要'],
  training: ['培训', '教育', '讲课', '授课'],
  drill: ['演练'],
  risk: ['风险', '辨识', '分级管控', '四色图'],
  list: ['责任清单', '责任制', '岗位职责'],
  letter: ['责任书', '承诺书'],
  approval: ['审批', '批准', '签发', '审定', '制度', '规程'],
  shiftDuty: ['带班', '值班', '值守'],
  study: ['学习', '学时'],
  /** Called for by no duty: a person sees whether it counts. */
  other: [],
};

/** Topics that a duty calls for, each with the word that says so. */
export const topicsOf = (said: string): ReadonlyMap<FoundTopic, string> =>
  new Map(
    foundTopics.flatMap((topic): [FoundTopic, string][] => {
      const word = words[topic].find((one) => said.includes(one));
      return word === undefined ? [] : [[topic, word]];
    }),
  );

/** A duty as it is matched: its words and those of the records it asks for. */
export interface Matched {
  id: string;
  text: string;
  evidence: string;
  criteria: string;
  frequency: string;
  standard10: number;
}

export type FoundMatch = Found & {
  /** The word of the duty that called for it. */
  word: string;
};

/** Something that may cost points. A person decides: nothing is scored by itself. */
export interface Proposal {
  /** `few`: found less often than the frequency asks for, which may also be for want of an entry. */
  why: 'overdue' | 'late' | 'few';
  count: number;
  /** How often the frequency asks for it within the period; of `few` alone. */
  expected: number | null;
  /** Tenths, as the criteria say for each; NULL where they name no points. */
  points10: number | null;
}

export interface ItemFound {
  itemId: string;
  found: FoundMatch[];
  proposals: Proposal[];
}

/** Topics whose registers are kept here in full, so that too few of them mean something. */
const counted: ReadonlySet<FoundTopic> = new Set(['inspection', 'meeting', 'training', 'drill', 'shiftDuty']);

/** Points in tenths that the criteria take off each time: 缺一次扣5分; undefined where they name none. */
export function pointsEach(criteria: string): number | undefined {
  const found = /扣\s*(\d{1,3}(?:\.\d)?)\s*分/.exec(criteria)?.[1];
  return found === undefined ? undefined : Math.round(Number(found) * 10);
}

/** Days that a frequency word stands for, the shortest ones left out: shifts and days are not kept here one by one. */
const cycles: readonly (readonly [RegExp, number])[] = [
  [/每周/, 7],
  [/每月/, 30],
  [/每季/, 91],
  [/每半年/, 182],
  [/每年/, 365],
];
const numerals: Readonly<Record<string, number>> = { 一: 1, 两: 2, 二: 2, 三: 3, 四: 4 };

/** How often something falls due within a period; undefined where its frequency is not of that kind (每班, 发生时). */
export function expectedTimes(frequency: string, fromOn: string, toOn: string): number | undefined {
  const cycle = cycles.find(([word]) => word.test(frequency));
  if (cycle === undefined) return undefined;
  const days = (Date.parse(toOn) - Date.parse(fromOn)) / 86_400_000 + 1;
  const said = /([一两二三四\d])\s*次/.exec(frequency)?.[1];
  const times = said === undefined ? 1 : (numerals[said] ?? Number(said));
  return Math.floor((days + 3) / cycle[1]) * times;
}

/** @param tasks those of `found` that no duty before has proposed for: one overdue task costs points once */
function proposalsOf(
  { criteria, frequency, standard10 }: Matched,
  found: readonly FoundMatch[],
  tasks: readonly FoundMatch[],
  span: Span,
): Proposal[] {
  const each = pointsEach(criteria);
  const propose = (why: Proposal['why'], count: number, expected: number | null): Proposal => ({
    why,
    count,
    expected,
    points10: each === undefined ? null : Math.min(standard10, each * count),
  });
  const of = (state: FoundState) => tasks.filter((one) => one.state === state).length;
  const times = found.filter(({ topic, state }) => counted.has(topic) && state === 'done').length;
  const expected = found.every(({ topic }) => counted.has(topic)) ? expectedTimes(frequency, span.fromOn, span.toOn) : undefined;
  return [
    ...(of('overdue') > 0 ? [propose('overdue', of('overdue'), null)] : []),
    ...(of('late') > 0 ? [propose('late', of('late'), null)] : []),
    ...(expected !== undefined && found.length > 0 && times < expected ? [propose('few', expected - times, expected)] : []),
  ];
}

interface Span {
  fromOn: string;
  toOn: string;
}

/** What was found beside the duties that call for it, and what belongs to none of them. */
export function matchFound(items: readonly Matched[], found: readonly Found[], span: Span): { items: ItemFound[]; others: Found[] } {
  const told = new Set<string>();
  const keyOf = ({ subject, subjectId, on, text }: Found) => [subject, subjectId, on, text].join(' ');
  const matched = items.map((item): ItemFound => {
    const topics = topicsOf(`${item.text} ${item.evidence}`);
    const own = found.flatMap((one): FoundMatch[] => {
      const word = topics.get(one.topic);
      if (word === undefined) return [];
      return [{ ...one, word }];
    });
    const tasks = own.filter((one) => !told.has(keyOf(one)));
    for (const one of own) told.add(keyOf(one));
    return { itemId: item.id, found: own, proposals: proposalsOf(item, own, tasks, span) };
  });
  return { items: matched, others: found.filter((one) => !told.has(keyOf(one))) };
}
