import type { Summary } from './remark';

type Numbers = Record<string, string | number>;

/** One thing to do; `id` names its words, `path` is where it is done. */
export interface AgendaItem {
  id:
    | 'appraisal'
    | 'resolution'
    | 'resolutionSoon'
    | 'notice'
    | 'finding'
    | 'inspectionMissed'
    | 'inspectionMonth'
    | 'ownerless'
    | 'import'
    | 'round'
    | 'overdue'
    | 'missing'
    | 'returned'
    | 'filing'
    | 'file'
    | 'enterprise'
    | 'people';
  path: string;
  /** `YYYY-MM-DD`, null when nothing is due by a day. */
  due: string | null;
  done: boolean;
  params: Numbers;
  /** State of the round, choosing its words. */
  state?: 'waiting' | 'open' | 'done';
  /** States of filings with their numbers. */
  states?: readonly { state: string; n: number }[];
}

const item = (id: AgendaItem['id'], path: string, params: Numbers = {}, more: Partial<AgendaItem> = {}): AgendaItem => ({
  id,
  path,
  due: null,
  done: false,
  params,
  ...more,
});

/** What is to be done now, most pressing first; done rounds last. */
export function agendaOf({
  risks,
  round,
  due,
  filings,
  enterprise,
  people,
  trend,
  resolutions,
  notices,
  inspections,
  appraisals,
}: Summary): AgendaItem[] {
  const resolved = [
    ...(inspections.overdue > 0 ? [item('finding', '/performance', { count: inspections.overdue }, { due: inspections.first })] : []),
    ...resolutionItems(resolutions),
    ...appraisalItems(appraisals),
    ...(notices.count > 0 ? [item('notice', '/appointment', { count: notices.count, first: notices.first! })] : []),
  ];
  if (risks.total === 0) {
    return [
      ...resolved,
      item('import', '/intake'),
      ...(enterprise.missing.length > 0 ? [item('enterprise', '/enterprise', { count: enterprise.missing.length })] : []),
    ];
  }
  const returned = filings.find(({ state }) => state === 'returned')?.n ?? 0;
  const underWay = filings.filter(({ state }) => state !== 'returned');
  const closed = trend.at(-1);
  const count = underWay.reduce((sum, { n }) => sum + n, 0);
  return [
    ...(risks.overdue > 0 ? [item('overdue', '/risk/overdue', { count: risks.overdue })] : []),
    ...resolved,
    ...(due.done ? [] : [roundItem({ risks, round, due })]),
    ...monthItems(inspections),
    ...(returned > 0 ? [item('returned', '/filing', { count: returned })] : []),
    ...(closed !== undefined && filings.length === 0 ? [item('file', '/filing', { period: closed.period })] : []),
    ...(count > 0 ? [item('filing', '/filing', { count }, { states: underWay })] : []),
    ...(risks.missing > 0 ? [item('missing', '/risk/missing', { count: risks.missing })] : []),
    ...(people === 0 ? [item('people', '/person')] : []),
    ...(enterprise.missing.length > 0 ? [item('enterprise', '/enterprise', { count: enterprise.missing.length })] : []),
    ...(due.done ? [roundItem({ risks, round, due })] : []),
  ];
}

/** The monthly full inspection where a policy asks for it (D05). */
const monthItems = ({ missing, month }: Summary['inspections']): AgendaItem[] => [
  ...(missing > 0 ? [item('inspectionMissed', '/performance', { count: missing })] : []),
  ...(month === null ? [] : [item('inspectionMonth', '/performance', { month: Number(month.slice(5)) }, { due: lastDayOf(month) })]),
];
const lastDayOf = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);

/** 决议 of the 安委会: overdue, without an owner who is still there, due soon. */
const resolutionItems = ({ overdue, soon, ownerless, next }: Summary['resolutions']): AgendaItem[] => [
  ...(overdue > 0 ? [item('resolution', '/committee/resolution', { count: overdue }, { due: next })] : []),
  ...(ownerless > 0 ? [item('ownerless', '/committee/resolution', { count: ownerless })] : []),
  ...(overdue === 0 && soon > 0 ? [item('resolutionSoon', '/committee/resolution', { count: soon }, { due: next })] : []),
];

/** 责任制考核 whose period is over: finish and close it. */
const appraisalItems = ({ count, id, name, waiting }: Summary['appraisals']): AgendaItem[] =>
  count > 0 ? [item('appraisal', count === 1 && id !== null ? `/appraisal/${id}` : '/appraisal', { count, name, waiting })] : [];

function roundItem({ risks, round, due }: Pick<Summary, 'risks' | 'round' | 'due'>): AgendaItem {
  if (round === null) return item('round', '/round', { period: due.period, count: risks.total }, { state: 'waiting', due: due.by });
  const { states } = round.figures;
  const total = Object.values(states).reduce((sum, n) => sum + n, 0);
  const isOpen = round.status === 'open';
  return item(
    'round',
    `/round/${round.id}`,
    { period: round.period, confirmed: total - states.pending, total, changed: states.changed + states.added + states.removed },
    { state: isOpen ? 'open' : 'done', due: due.by, done: due.done },
  );
}
