import { longDate } from '../../../db/domain/period';
import { draftNotice, draftPlan } from '../../../db/domain/round/notice';
import type { RoundView } from '../../../db/query/round';
import type { Circular } from './circular';
import type { Meeting } from './signIn';

/** 通知 of a round: as a person wrote it, else as drafted. */
export const noticeOf = (round: RoundView): Circular => ({
  title: `关于开展${round.name}的通知`,
  number: round.noticeNo,
  on: round.noticeOn,
  addressee: '各部门、车间',
  text: round.noticeText || draftNotice(round),
});

/** 方案 of a round: as a person wrote it, else as drafted. */
export const planOf = (round: RoundView): Circular => ({
  title: `${round.name}方案`,
  number: '',
  on: round.noticeOn,
  addressee: '',
  text: round.planText || draftPlan(round),
});

/** Who presides over the meeting of a round and who takes notes, as its group says. */
const named = ({ team }: RoundView, role: RegExp): string => team.find((member) => role.test(member.role))?.name ?? '';
export const chairOf = (round: RoundView): string => named(round, /(?<!副)组长/);
export const recorderOf = (round: RoundView): string => named(round, /记录/);

/** The review meeting of a round; its day may still be open. */
export const meetingOf = (round: RoundView, { chair, recorder }: { chair: string; recorder: string }): Meeting => ({
  on: round.meetingOn === null ? '' : longDate(round.meetingOn),
  place: round.meetingPlace,
  chair,
  recorder,
  topic: `${round.name}结果评审`,
});
