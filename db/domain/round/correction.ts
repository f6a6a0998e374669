import { z } from 'zod';
import { isoDate, text } from '../field';
import { enteredFigures, roundFigureKeys, type EnteredFigure, type RoundFigureKey } from './figure';
import { roundDraft, roundMember, type RoundMember } from './round';

/** Particulars of a closed round that a person could have mistyped. What was frozen of the risks is not among them: that takes 换版. */
export const roundParticulars = roundDraft
  .pick({ name: true, reason: true, scope: true, methodNote: true, noticeNo: true, noticeOn: true, startedOn: true })
  .extend({
    assessedOn: isoDate,
    closedOn: isoDate,
    meetingOn: isoDate.nullable(),
    meetingPlace: text(200),
    team: z.array(roundMember).max(200),
    noticeText: text(20_000),
    planText: text(20_000),
    conclusion: text(20_000),
    entered: enteredFigures,
  });
export type RoundParticulars = z.infer<typeof roundParticulars>;
export type RoundParticular = keyof RoundParticulars;
/** In the order of the form and of the papers. */
export const particularNames = Object.keys(roundParticulars.shape) as RoundParticular[];

/** What each paper of a round prints of them; a correction of one of these asks for 换版 of the paper. */
export const printedOn: Readonly<Record<string, readonly RoundParticular[]>> = {
  F07: ['scope', 'entered'],
  F08: ['name', 'assessedOn', 'entered'],
  F09: ['name', 'assessedOn', 'scope', 'methodNote', 'team', 'entered'],
  F10: particularNames.filter((name) => name !== 'closedOn'),
  signoff: ['name', 'meetingOn', 'meetingPlace', 'team', 'conclusion', 'entered'],
};

/** A particular as it is kept: text as it is, an empty day as nothing, lists as JSON. */
export const particularText = (value: RoundParticulars[RoundParticular]): string =>
  value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);

/** A kept particular in words; days stay ISO. */
export function particularWords(name: RoundParticular, kept: string, figureName: (key: RoundFigureKey) => string): string {
  if (kept === '') return '';
  if (name === 'team') return (JSON.parse(kept) as RoundMember[]).map(memberWords).join('、');
  if (name !== 'entered') return kept;
  const figures = JSON.parse(kept) as Partial<Record<RoundFigureKey, EnteredFigure>>;
  return roundFigureKeys
    .filter((key) => figures[key] !== undefined && figures[key].entered !== '')
    .map((key) => `${figureName(key)} ${figures[key]!.entered}`)
    .join('、');
}

function memberWords({ name, title, role, isWorkerRepresentative, attended }: RoundMember): string {
  const details = [title, role, isWorkerRepresentative && role !== '职工代表' ? '职工代表' : '', attended ? '已签到' : ''];
  const told = details.filter((detail) => detail !== '');
  return told.length === 0 ? name : `${name}（${told.join('，')}）`;
}
