import type { FilingFormat } from '../../../db/domain/filing/filing';
import type { TFunction } from 'i18next';
import { reportChapters, writtenChapters, type ReportChapter } from '../../../db/domain/filing/report';
import type { EnteredFigures } from '../../../db/domain/round/figure';
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
  kind:
    | 'person'
    | 'line'
    | 'text'
    | 'day'
    | 'count'
    | 'choice'
    | 'flag'
    | 'wording'
    | 'recipient'
    | 'hidden'
    | 'figures'
    | 'chapter'
    | 'lists';
  /** Belongs to this one paper and is not offered for the next. */
  once?: true;
  /** Asked only where the register as it stands is written, and no round. */
  ofRegister?: true;
}

export interface Paper {
  /** Whether it speaks of a round, may speak of the register as it stands, or always does. */
  round: 'required' | 'optional' | 'none';
  details: readonly Detail[];
}

const person = (name: string): Detail => ({ name, kind: 'person' });
const line = (name: string): Detail => ({ name, kind: 'line' });
/** Whom it goes to, and which authority that is where it is one. */
const recipient: readonly Detail[] = [
  { name: 'recipient', kind: 'recipient' },
  { name: 'authorityId', kind: 'hidden' },
];
/** Edition of GB 6441 that accident types are named by; '' leaves them as they were stated. */
const accidentEdition: Detail = { name: 'accidentEdition', kind: 'choice' };

/** Figures entered for this paper, on a pane of their own; '' leaves those of its round. */
const entered: Detail = { name: 'entered', kind: 'figures', once: true };

const isWritten = (chapter: ReportChapter): boolean => (writtenChapters as readonly ReportChapter[]).includes(chapter);

/** What is asked of a person for each paper; everything else is gathered. The letter F40 has a page of its own with the package. */
export const papers: Readonly<Record<string, Paper>> = {
  F07: {
    round: 'optional',
    details: [
      ...recipient,
      person('filledBy'),
      line('phone'),
      person('preparedBy'),
      person('reviewedBy'),
      person('approvedBy'),
      accidentEdition,
      { name: 'assessedFor', kind: 'line', once: true, ofRegister: true },
      entered,
    ],
  },
  F08: {
    round: 'optional',
    details: [
      ...recipient,
      person('filledBy'),
      line('phone'),
      person('leader'),
      { name: 'period', kind: 'line', once: true, ofRegister: true },
      accidentEdition,
      { name: 'assessedFor', kind: 'line', once: true, ofRegister: true },
      entered,
    ],
  },
  F09: {
    round: 'required',
    details: [
      { name: 'from', kind: 'day', once: true },
      { name: 'to', kind: 'day', once: true },
      line('place'),
      line('department'),
      line('publicPhone'),
      { name: 'short', kind: 'flag' },
      { name: 'posts', kind: 'flag' },
      { name: 'wording', kind: 'wording', once: true },
      entered,
    ],
  },
  F10: {
    round: 'required',
    details: [
      ...recipient,
      person('chair'),
      person('recorder'),
      { name: 'noticeFrom', kind: 'choice' },
      { name: 'planFrom', kind: 'choice' },
      { name: 'signInFrom', kind: 'choice' },
      person('preparedBy'),
      person('reviewedBy'),
      person('approvedBy'),
      accidentEdition,
      { name: 'implementation', kind: 'text', once: true },
      { name: 'noticeText', kind: 'text', once: true },
      { name: 'planText', kind: 'text', once: true },
      entered,
    ],
  },
  signoff: { round: 'required', details: [person('chair'), person('recorder'), { name: 'blankRows', kind: 'count' }, entered] },
  F31: {
    round: 'none',
    details: [
      { name: 'part', kind: 'lists', once: true },
      { name: 'day', kind: 'day', once: true },
      { name: 'apart', kind: 'flag' },
      { name: 'from', kind: 'day', once: true },
      { name: 'to', kind: 'day', once: true },
      line('place'),
      person('preparedBy'),
      person('reviewedBy'),
      person('approvedBy'),
    ],
  },
  F33: {
    round: 'none',
    details: [
      { name: 'selection', kind: 'choice', once: true },
      { name: 'perPage', kind: 'choice' },
    ],
  },
  F34: { round: 'none', details: [{ name: 'month', kind: 'line', once: true }] },
  F35: {
    round: 'none',
    details: [...recipient, { name: 'day', kind: 'day', once: true }, person('filledBy'), line('phone'), person('reviewedBy')],
  },
  F36: {
    round: 'none',
    details: [
      { name: 'year', kind: 'choice', once: true },
      line('audience'),
      ...reportChapters.map((name): Detail => ({ name, kind: isWritten(name) ? 'text' : 'chapter', once: true })),
    ],
  },
  F37: {
    round: 'none',
    details: [
      ...recipient,
      { name: 'documentNumber', kind: 'line', once: true },
      person('filledBy'),
      line('phone'),
      { name: 'items', kind: 'hidden', once: true },
    ],
  },
  F41: { round: 'none', details: [{ name: 'letterId', kind: 'choice', once: true }] },
  board: {
    round: 'none',
    details: [{ name: 'size', kind: 'choice' }, { name: 'boardPlan', kind: 'choice', once: true }, line('publicPhone')],
  },
  map: { round: 'none', details: [{ name: 'planId', kind: 'choice', once: true }, person('preparedBy'), person('reviewedBy')] },
};

/** Whose notice cards can be chosen here, as the values of their choice; a selection made elsewhere is one more. */
export const cardChoices = {
  high: JSON.stringify({ filter: {}, except: [] }),
  all: JSON.stringify({ filter: { all: true }, except: [] }),
  due: JSON.stringify({ filter: { due: true }, except: [] }),
} as const;

/** Papers without a code in the list of filings. */
export const uncoded = ['signoff', 'map', 'board'] as const;
export const uncodedForm = (t: TFunction<'filing'>, code: (typeof uncoded)[number]): Form => ({
  code,
  title: t(`${code}.title`),
  receiver: t(`${code}.receiver`),
  trigger: t(`${code}.trigger`),
  basis: '',
  formats: code !== 'signoff' ? ['pdf'] : ['pdf', 'docx'],
});
export const codeShown = (code: string): string => (/^F\d/.test(code) ? code : '');

/** Values of the form: a paper is stated by its round, its day and its details. */
export type Details = Record<string, string | number | null>;
export interface Stated {
  roundId: string | null;
  compiledOn: string | null;
  details: Details;
}

/** What is asked for a round, or for the register as it stands. */
export const asked = ({ details }: Paper, roundId: string | null): readonly Detail[] =>
  details.filter(({ ofRegister }) => !ofRegister || roundId === null);

const blankRowsAtFirst = 4;
const atFirst: Readonly<Record<string, string | number>> = {
  blankRows: blankRowsAtFirst,
  selection: cardChoices.high,
  perPage: '4',
  noticeFrom: 'set',
  planFrom: 'set',
  signInFrom: 'set',
  size: 'A3',
};
const emptyOf = ({ kind, name }: Detail): string | number | null => (kind === 'day' ? null : (atFirst[name] ?? ''));

export const detailOf = (details: Details, detail: Detail): string | number | null => details[detail.name] ?? emptyOf(detail);

/** The telephone for the public is not the one of who fills papers in, and a board may do without a plan: they are kept apart here. */
const contractNames: Readonly<Record<string, string>> = { publicPhone: 'phone', boardPlan: 'planId' };

/** What the contract asks for; null while a round that is needed has not been chosen. */
export function requestOf(code: string, { roundId, compiledOn, details }: Stated): Request | null {
  const paper = papers[code];
  if (!paper || (paper.round === 'required' && roundId === null)) return null;
  const stated = asked(paper, roundId).map(
    (detail) => [contractNames[detail.name] ?? detail.name, valueOf(detail, detailOf(details, detail))] as const,
  );
  const request = Object.fromEntries(stated);
  if ((code === 'map' && request['planId'] === '') || request['letterId'] === '') return null;
  return { code, ...(paper.round === 'none' ? {} : { roundId }), compiledOn, ...request } as Request;
}

/** What a paper stated, as the form has it: a new version starts from it. */
export function detailsOf(request: Request): Details {
  const stated: Readonly<Record<string, unknown>> = request;
  return Object.fromEntries(
    (papers[request.code]?.details ?? []).flatMap(({ name, kind }) => {
      const value = stated[contractNames[name] ?? name];
      if (value === undefined) return [];
      if (kind === 'flag') return [[name, value === true ? 'yes' : '']];
      return [
        [
          name,
          typeof value === 'object' && value !== null
            ? JSON.stringify(value)
            : typeof value === 'number'
              ? value
              : value === null
                ? null
                : String(value),
        ],
      ];
    }),
  );
}

/** A choice as the contract knows it. */
function valueOf({ name, kind }: Detail, value: string | number | null): unknown {
  if (kind === 'flag') return value === 'yes';
  if (kind === 'wording') return wordingOf(value);
  if (kind === 'figures') return enteredOf(value);
  if (name === 'year') return value === '' ? null : Number(value);
  if (name === 'perPage') return Number(value);
  if (name === 'authorityId') return value === '' ? null : value;
  if (name === 'items') return value === '' || value === null ? null : JSON.parse(String(value));
  return name === 'selection' ? JSON.parse(String(value)) : value;
}

/** What is worded for the public, as it is kept in the details. */
export const wordingOf = (value: string | number | null): Record<string, string> =>
  value === null || value === '' ? {} : (JSON.parse(String(value)) as Record<string, string>);

/** Figures as they are kept in the details; undefined for those of the round. */
export const enteredOf = (value: string | number | null): EnteredFigures | undefined =>
  value === null || value === '' ? undefined : (JSON.parse(String(value)) as EnteredFigures);

/** Papers still in force: neither replaced nor voided. */
export const stands = ({ state }: Pick<Issued, 'state'>): boolean => state !== 'replaced' && state !== 'voided';

export const formatNames: Record<FilingFormat, string> = { xlsx: 'Excel', docx: 'Word', pdf: 'PDF' };
