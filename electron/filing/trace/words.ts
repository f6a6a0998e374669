import type { TraceHolder, TraceLetter, TraceLink, TracePerson } from '../../../db/domain/responsibility/trace';
import { term } from '../../../db/domain/term';

/** A place of the chain in words: 焊接车间负责人, 安全总监. */
export const placeText = ({ kind, role, unit }: Pick<TraceLink, 'kind' | 'role' | 'unit'>): string =>
  kind === 'head' ? `${unit}负责人` : kind === 'office' && role !== null ? term('appointmentRole', role) : term('traceLink', kind);

/** Department and post of the day. */
export const whereText = ({ department, post, title }: Pick<TraceHolder, 'department' | 'post' | 'title'>): string =>
  [department, title || post].filter((word) => word !== '').join(' ');

export const letterText = ({ number, signedOn }: TraceLetter): string =>
  `${number}，${signedOn === null ? '当日未签订' : `${signedOn} 签订`}`;

/** What is missing at somebody, and what has become of them since. */
export const holderNote = (
  { gaps }: Pick<TraceHolder, 'gaps'>,
  person: Pick<TracePerson, 'name' | 'nameNow' | 'leftOn'> | undefined,
): string[] => [
  ...gaps.map((gap) => term('traceGap', gap)),
  ...(person !== undefined && person.nameNow !== person.name ? [`现名${person.nameNow}`] : []),
  ...(person?.leftOn && !gaps.includes('hadLeft') ? [`${person.leftOn} 离职`] : []),
];
