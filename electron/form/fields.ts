import type { FormCode, FormList } from '../../db/domain/form/form';
import { levelColours, levelRank, type RiskLevel } from '../../db/domain/risk/scale';
import type { FigureCorrection } from '../../db/domain/round/figure';
import { comparisons } from '../../db/domain/round/round';
import { term } from '../../db/domain/term';
import type { Dossier } from '../filing/compose';
import { countByDepartment, sumCounts, totalOf, withRisks, type DepartmentCounts, type LevelCounts } from '../filing/counts';
import type { F07Dossier, F07Risk } from '../filing/f07/dossier';
import type { F08Dossier, F08Risk } from '../filing/f08/dossier';
import type { F09Dossier } from '../filing/f09/dossier';
import { publicView } from '../filing/f09/publish';
import type { ChangedRisk, F10Dossier } from '../filing/f10/dossier';
import { letterText, letterTitle } from '../filing/f40/compose';
import type { F40Dossier } from '../filing/f40/dossier';
import { measuresText } from '../filing/gather';
import { masked } from '../filing/mask';
import { correctionsText, regulationText } from '../filing/wording';
import type { FieldContent, FieldKind, FieldValues } from './mapping';

/** A field that a form may ask for; it is called by its term (`formField`, else `field`). */
export interface FormField {
  key: string;
  kind: FieldKind;
}
interface Source<Record> extends FormField {
  value(record: Record, number: number): FieldContent;
}
type Sources<Record> = readonly Source<Record>[];

const field = <Record>(key: string, value: Source<Record>['value'], kind: FieldKind = 'text'): Source<Record> => ({ key, kind, value });
const own = <Record extends object>(kind: FieldKind, ...keys: (keyof Record & string)[]): Source<Record>[] =>
  keys.map((key) => field(key, (record) => record[key] as FieldContent, kind));
const texts = <Record extends object>(...keys: (keyof Record & string)[]) => own<Record>('text', ...keys);
const days = <Record extends object>(...keys: (keyof Record & string)[]) => own<Record>('date', ...keys);
const count = <Record>(key: string, value: (record: Record) => number | null): Source<Record> => field(key, value, 'number');

interface Base {
  enterprise: { name: string; uscc: string };
  period: string;
  compiledOn: string | null;
}
const base: Sources<Base> = [
  field('enterprise', ({ enterprise }) => enterprise.name),
  field('uscc', ({ enterprise }) => enterprise.uscc),
  ...texts<Base>('period'),
  ...days<Base>('compiledOn'),
];

const counts = <Record>(of: (record: Record) => LevelCounts): Source<Record>[] => [
  count('total', (record) => totalOf(of(record))),
  count('majorCount', (record) => of(record).major),
  count('considerableCount', (record) => of(record).considerable),
  count('generalCount', (record) => of(record).general),
  count('lowCount', (record) => of(record).low),
  count('ungradedCount', (record) => of(record).ungraded),
];

const number = <Record>(): Source<Record> => field<Record>('no', (_, at) => at, 'number');
const accidents: Source<{ accidentTypes: string[] }> = field('accidentTypes', ({ accidentTypes }) => accidentTypes.join('、'));
const score: Source<{ score100: number | null }> = count('score', ({ score100 }) => (score100 === null ? null : score100 / 100));
const levels: Sources<{ level: RiskLevel | null }> = [
  field('level', ({ level }) => level, 'riskLevel'),
  field('colour', ({ level }) => (level === null ? null : levelColours[level]), 'levelColour'),
];
const place = texts<{ riskNo: string; riskPoint: string; location: string; hazardSource: string }>(
  'riskNo',
  'riskPoint',
  'location',
  'hazardSource',
);
const answers = texts<{ department: string; owner: string }>('department', 'owner');

const f07Line: Sources<F07Risk> = [
  number(),
  ...place,
  ...own<F07Risk>('riskPointKind', 'riskPointKind').map((source) => ({ ...source, key: 'kind' })),
  ...texts<F07Risk>('step', 'factorCode'),
  accidents,
  ...texts<F07Risk>('consequence'),
  ...own<F07Risk>('riskMethod', 'method'),
  ...own<F07Risk>('number', 'l', 'e', 'c', 's'),
  score,
  ...levels,
  ...own<F07Risk>('riskLevel', 'inherentLevel'),
  ...texts<F07Risk>('directReason', 'engineering', 'administrative', 'training', 'ppe', 'emergency', 'measures'),
  field('allMeasures', measuresText),
  ...own<F07Risk>('controlLevel', 'controlLevel'),
  ...answers,
  ...texts<F07Risk>('phone', 'checkCycle'),
  ...days<F07Risk>('assessedOn', 'nextReviewOn'),
  ...own<F07Risk>('riskStatus', 'status'),
  field('checklistItems', ({ checklistItems }) => checklistItems.join('、')),
  ...texts<F07Risk>('remark'),
];

const f08Line: Sources<F08Risk> = [
  number(),
  ...place,
  ...texts<F08Risk>('step'),
  accidents,
  ...texts<F08Risk>('consequence'),
  ...own<F08Risk>('riskMethod', 'method'),
  score,
  field('level', () => 'major', 'riskLevel'),
  field('colour', () => levelColours.major, 'levelColour'),
  ...texts<F08Risk>('directReason'),
  field('allMeasures', ({ measures }) => measures),
  ...texts<F08Risk>('monitoring', 'emergency'),
  field('leaderName', ({ leader }) => leader.name),
  field('leaderTitle', ({ leader }) => leader.title),
  field('leaderPhone', ({ leader }) => leader.phone),
  ...answers,
  ...texts<F08Risk>('phone', 'change', 'receipt'),
  ...days<F08Risk>('changedOn', 'reportedOn'),
];

type Serious = F09Dossier['serious'][number];
const seriousLine: Sources<Serious> = [
  number(),
  ...place,
  accidents,
  ...levels,
  score,
  field('allMeasures', ({ measures }) => measures),
  ...own<Serious>('controlLevel', 'controlLevel'),
  ...answers,
];

const departmentLine: Sources<DepartmentCounts> = [
  number(),
  ...texts<DepartmentCounts>('department'),
  ...counts<DepartmentCounts>((row) => row.counts),
];

const changeLine: Sources<ChangedRisk> = [
  number(),
  ...texts<ChangedRisk>('riskNo', 'riskPoint', 'hazardSource', 'department'),
  ...own<ChangedRisk>('comparison', 'change'),
  field('levelBefore', ({ before }) => before, 'riskLevel'),
  field('levelAfter', ({ after }) => after, 'riskLevel'),
  field('changeReason', ({ reason }) => reason),
];

type Member = F10Dossier['team'][number];
const teamLine: Sources<Member> = [
  number(),
  field('memberName', ({ name }) => name),
  field('memberTitle', ({ title }) => title),
  field('memberRole', ({ role }) => role),
];

/** Filled in and signed, as F07 and F08 state it. */
const filled = [
  field<{ filledBy: string; phone: string }>('filledBy', ({ filledBy }) => filledBy),
  field<{ phone: string }>('filledPhone', ({ phone }) => phone),
] as const;
const figureNote: Source<{ corrections: FigureCorrection[] }> = field('figureNote', ({ corrections }) => correctionsText(corrections));
const f07Counts = (dossier: F07Dossier): LevelCounts => sumCounts(f07Departments(dossier).map((row) => row.counts));
const f07Departments = ({ risks, departments }: F07Dossier): DepartmentCounts[] => withRisks(countByDepartment(risks, departments));

const f07Head: Sources<F07Dossier> = [
  ...base,
  ...texts<F07Dossier>('scope'),
  ...filled,
  ...texts<F07Dossier>('preparedBy', 'reviewedBy', 'approvedBy'),
  count('riskPoints', ({ risks }) => new Set(risks.map(({ riskPoint }) => riskPoint)).size),
  ...counts(f07Counts),
  ...(['company', 'workshop', 'team', 'post'] as const).map((level) =>
    count<F07Dossier>(
      level === 'team' ? 'shiftCount' : `${level}Count`,
      ({ risks }) => risks.filter(({ controlLevel }) => controlLevel === level).length,
    ),
  ),
  field('methods', ({ risks }) => [...new Set(risks.map(({ method }) => term('riskMethod', method)))].join('、')),
  figureNote,
];

const f08Head: Sources<F08Dossier> = [
  ...base,
  ...texts<F08Dossier>('recipient', 'address', 'principal'),
  ...filled,
  ...counts<F08Dossier>((dossier) => dossier.counts),
  field('roundName', ({ round }) => round?.name ?? ''),
  field('roundAssessedOn', ({ round }) => round?.assessedOn ?? null, 'date'),
  field('previousNumber', ({ previous }) => previous?.number ?? ''),
  count('addedCount', ({ previous }) => previous?.added.length ?? null),
  count('removedCount', ({ previous }) => previous?.removed.length ?? null),
  figureNote,
];

/** What the report (F10) and its publication (F09) both tell of the round. */
type Told = Pick<
  F10Dossier,
  'roundName' | 'assessedOn' | 'scope' | 'methodNote' | 'riskPoints' | 'results' | 'changes' | 'unchanged' | 'previous' | 'corrections'
>;
const told: Sources<Told> = [
  ...texts<Told>('roundName', 'scope', 'methodNote'),
  field('roundAssessedOn', ({ assessedOn }) => assessedOn, 'date'),
  ...own<Told>('number', 'riskPoints'),
  ...counts<Told>(({ results }) => sumCounts(results.map((row) => row.counts))),
  ...comparisons.map((change) =>
    count<Told>(`${change}Count`, ({ changes, unchanged, previous }) =>
      previous === null ? null : change === 'same' ? unchanged : changes.filter((risk) => risk.change === change).length,
    ),
  ),
  count('previousTotal', ({ previous }) => previous?.total ?? null),
  figureNote,
];

const f09Head: Sources<F09Dossier> = [
  ...base,
  ...own<F09Dossier>('number', 'year'),
  field('address', ({ profile }) => profile.address),
  field('industry', ({ profile }) => profile.industry),
  field('region', ({ profile }) => profile.region),
  count('headcount', ({ profile }) => profile.headcount),
  field('enterpriseScale', ({ profile }) => profile.scale),
  field('principal', ({ profile }) => profile.principal),
  field('leads', ({ leads }) => leads.join('、')),
  ...told,
  field('publicityFrom', ({ publicity }) => publicity.from, 'date'),
  field('publicityTo', ({ publicity }) => publicity.to, 'date'),
  field('publicityPlace', ({ publicity }) => publicity.place),
  field('publicityDepartment', ({ publicity }) => publicity.department),
  field('publicityPhone', ({ publicity }) => publicity.phone),
  field('publicityResult', ({ publicity }) => publicity.result ?? ''),
];

const f10Head: Sources<F10Dossier> = [
  ...base,
  ...own<F10Dossier>('roundKind', 'kind').map((source) => ({ ...source, key: 'roundKind' })),
  field('roundReason', ({ reason }) => reason),
  ...days<F10Dossier>('startedOn'),
  field('signedOn', ({ signedOn }) => signedOn ?? null, 'date'),
  ...told,
  field('teamNames', ({ team }) => team.map(({ name }) => name).join('、')),
  count('teamCount', ({ team }) => team.length),
  count('workerCount', ({ team }) => team.filter((member) => member.isWorkerRepresentative).length),
  field('leads', ({ team }) =>
    team
      .filter(({ role }) => role.includes('组长'))
      .map(({ name }) => name)
      .join('、'),
  ),
  field('regulations', ({ regulations }) => regulations.map(({ title, number: no }) => regulationText(title, no)).join('\n')),
  ...texts<F10Dossier>('conclusion'),
  field('meetingOn', ({ meeting }) => meeting?.on ?? ''),
  field('meetingPlace', ({ meeting }) => meeting?.place ?? ''),
  field('meetingChair', ({ meeting }) => meeting?.chair ?? ''),
  field('meetingRecorder', ({ meeting }) => meeting?.recorder ?? ''),
];

const f40Head: Sources<F40Dossier> = [
  ...base,
  ...texts<F40Dossier>('recipient'),
  field('salutation', ({ salutation }) => salutation ?? '贵单位'),
  field('letterTitle', letterTitle),
  ...texts<F40Dossier>('documentNumber', 'signer', 'subject', 'basis'),
  field('letterText', (dossier) => letterText(dossier).join('\n')),
  field('copyTo', ({ copyTo }) => copyTo ?? ''),
  count('itemCount', ({ items }) => items.length),
  field('itemTitles', ({ items }) => items.map(({ title }, at) => (items.length === 1 ? title : `${at + 1}. ${title}`)).join('\n')),
  field('contactName', ({ contact }) => contact.name),
  field('contactPhone', ({ contact }) => contact.phone),
  field('contactAddress', ({ contact }) => contact.address),
];

type Item = F40Dossier['items'][number];
const itemLine: Sources<Item> = [
  number(),
  field('itemTitle', ({ title }) => title),
  field('itemNumber', ({ number: no }) => no),
  ...own<Item>('number', 'copies', 'pages'),
  ...texts<Item>('format'),
];

interface List<D, Record> {
  list: FormList;
  sources: Sources<Record>;
  rows(dossier: D): readonly Record[];
}
const list = <D, Record>(name: FormList, sources: Sources<Record>, rows: (dossier: D) => readonly Record[]): List<D, unknown> =>
  ({ list: name, sources, rows }) as List<D, unknown>;

/** 重大 first, as the paper itself lists them. */
const weighty = <Risk extends { level: RiskLevel | null }>(risks: readonly Risk[]): Risk[] =>
  risks.toSorted((a, b) => (a.level === null ? 9 : levelRank(a.level)) - (b.level === null ? 9 : levelRank(b.level)));

const papers = {
  F07: {
    head: f07Head,
    lists: [
      list<F07Dossier, F07Risk>('risks', f07Line, ({ risks }) => weighty(risks)),
      list<F07Dossier, DepartmentCounts>('departments', departmentLine, f07Departments),
    ],
  },
  F08: { head: f08Head, lists: [list<F08Dossier, F08Risk>('risks', f08Line, ({ risks }) => risks)] },
  F09: {
    head: f09Head,
    lists: [
      list<F09Dossier, Serious>('risks', seriousLine, ({ serious }) => serious),
      list<F09Dossier, DepartmentCounts>('departments', departmentLine, ({ results }) => results),
      list<F09Dossier, ChangedRisk>('changes', changeLine, ({ changes }) => changes),
    ],
  },
  F10: {
    head: f10Head,
    lists: [
      list<F10Dossier, F10Dossier['serious'][number]>(
        'risks',
        [...seriousLine, ...texts<F10Dossier['serious'][number]>('implementation')],
        ({ serious }) => serious,
      ),
      list<F10Dossier, DepartmentCounts>('departments', departmentLine, ({ results }) => results),
      list<F10Dossier, ChangedRisk>('changes', changeLine, ({ changes }) => changes),
      list<F10Dossier, Member>('team', teamLine, ({ team }) => team),
    ],
  },
  F40: { head: f40Head, lists: [list<F40Dossier, Item>('items', itemLine, ({ items }) => items)] },
} satisfies { [Code in FormCode]: { head: Sources<never>; lists: readonly List<never, unknown>[] } };

export interface FormFields {
  head: readonly FormField[];
  lists: readonly { list: FormList; fields: readonly FormField[] }[];
}

const bare = (sources: readonly FormField[]): FormField[] => sources.map(({ key, kind }) => ({ key, kind }));

/** The fields that a form for a paper may ask for. */
export const fieldsOf = (code: FormCode): FormFields => ({
  head: bare(papers[code].head),
  lists: papers[code].lists.map(({ list: name, sources }) => ({ list: name, fields: bare(sources) })),
});

/** What a sheet that stands once for each department may name besides. */
export const departmentField: FormField = { key: 'department', kind: 'text' };

/** Kinds of the fields that may be named in a line of a list, or outside of lists; those of the paper go everywhere. */
export function kindsOf(code: FormCode, name: FormList | null, ofDepartment = false): ReadonlyMap<string, FieldKind> {
  const { head, lists } = fieldsOf(code);
  const line = lists.find((entry) => entry.list === name)?.fields ?? [];
  return new Map([...head, ...(ofDepartment ? [departmentField] : []), ...line].map(({ key, kind }) => [key, kind]));
}

/** What a dossier says to a form. */
export interface FormValues {
  code: FormCode;
  head: FieldValues;
  lists: Partial<Record<FormList, readonly FieldValues[]>>;
}

const valuesOf = <Record>(sources: Sources<Record>, record: Record, at: number): FieldValues =>
  Object.fromEntries(sources.map(({ key, value }) => [key, value(record, at)]));

const gathered = <D>(
  code: FormCode,
  { head, lists }: { head: Sources<D>; lists: readonly List<D, unknown>[] },
  dossier: D,
): FormValues => ({
  code,
  head: valuesOf(head, dossier, 0),
  lists: Object.fromEntries(
    lists.map(({ list: name, sources, rows }) => [name, rows(dossier).map((row, at) => valuesOf(sources, row, at + 1))]),
  ),
});

/** Everything that a form may read out of a dossier; undefined for papers that fill no forms. What is masked or made public is read as its reader may. */
export function formValues(frozen: Dossier): FormValues | undefined {
  const { dossier } = masked(frozen);
  switch (dossier.schema) {
    case 'f07@1':
      return gathered('F07', papers.F07, dossier);
    case 'f08@1':
      return gathered('F08', papers.F08, dossier);
    case 'f09@1':
      return gathered('F09', papers.F09, publicView(dossier).dossier);
    case 'f10@1':
      return gathered('F10', papers.F10, dossier);
    case 'f40@1':
      return gathered('F40', papers.F40, dossier);
    default:
      return undefined;
  }
}

/** How a field is called on papers and forms. */
export const fieldTitle = (key: string): string => {
  const title = term('formField', key);
  return title === key ? term('field', key) : title;
};
