import type { FilingFormat } from '../../../db/domain/filing/filing';
import type { Data, Input } from '../../api';

export type Request = Input<'filing.draft'>['request'];
export type Draft = Data<'filing.draft'>;
export type Gap = Draft['gaps'][number];
export type Form = Data<'filing.registry'>[number];
export type Issued = Data<'filing.list'>[number];
export type Round = Data<'round.list'>[number];

/** A thing that a person states on a paper. */
export interface Detail {
  name: string;
  kind: 'person' | 'line' | 'text' | 'day' | 'count';
  /** Belongs to this one paper and is not offered for the next. */
  once?: true;
}

export interface Paper {
  /** Whether it speaks of a round, or may speak of the register as it stands. */
  round: 'required' | 'optional';
  details: readonly Detail[];
}

const person = (name: string): Detail => ({ name, kind: 'person' });
const line = (name: string): Detail => ({ name, kind: 'line' });

/** What is asked of a person for each paper; everything else is gathered. The letter F40 has a page of its own with the package. */
export const papers: Readonly<Record<string, Paper>> = {
  F07: {
    round: 'optional',
    details: [
      person('filledBy'),
      line('phone'),
      person('preparedBy'),
      person('reviewedBy'),
      person('approvedBy'),
      { name: 'assessedFor', kind: 'line', once: true },
    ],
  },
  F08: {
    round: 'optional',
    details: [line('recipient'), person('filledBy'), line('phone'), person('leader'), { name: 'assessedFor', kind: 'line', once: true }],
  },
  F09: {
    round: 'required',
    details: [
      { name: 'from', kind: 'day', once: true },
      { name: 'to', kind: 'day', once: true },
      line('place'),
      line('department'),
      line('publicPhone'),
    ],
  },
  F10: {
    round: 'required',
    details: [
      person('chair'),
      person('recorder'),
      { name: 'implementation', kind: 'text', once: true },
      { name: 'noticeText', kind: 'text', once: true },
      { name: 'planText', kind: 'text', once: true },
    ],
  },
  signoff: { round: 'required', details: [person('chair'), person('recorder'), { name: 'blankRows', kind: 'count' }] },
};

/** Values of the form: a paper is stated by its round, its day and its details. */
export type Details = Record<string, string | number | null>;
export interface Stated {
  roundId: string | null;
  compiledOn: string | null;
  details: Details;
}

const blankRowsAtFirst = 4;
const emptyOf = ({ kind, name }: Detail): string | number | null =>
  kind === 'day' ? null : kind === 'count' && name === 'blankRows' ? blankRowsAtFirst : '';

export const detailOf = (details: Details, detail: Detail): string | number | null => details[detail.name] ?? emptyOf(detail);

/** What the contract asks for; null while a round that is needed has not been chosen. */
export function requestOf(code: string, { roundId, compiledOn, details }: Stated): Request | null {
  const paper = papers[code];
  if (!paper || (paper.round === 'required' && roundId === null)) return null;
  // The telephone for the public is not the one of who fills papers in, so they are kept apart here.
  const stated = paper.details.map((detail) => [detail.name === 'publicPhone' ? 'phone' : detail.name, detailOf(details, detail)] as const);
  return { code, roundId, compiledOn, ...Object.fromEntries(stated) } as Request;
}

/** Papers still in force: neither replaced nor voided. */
export const stands = ({ state }: Pick<Issued, 'state'>): boolean => state !== 'replaced' && state !== 'voided';

export const formatNames: Record<FilingFormat, string> = { xlsx: 'Excel', docx: 'Word', pdf: 'PDF' };
