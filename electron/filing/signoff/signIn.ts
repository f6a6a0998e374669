import type { RoundMember } from '../../../db/domain/round/round';
import type { Block, CellValue, Column, Letter } from '../document';
import { dateWords } from '../wording';

export interface Meeting {
  on: string;
  place: string;
  chair: string;
  recorder: string;
  topic: string;
}

const columns: readonly Column[] = [
  { key: 'no', title: '序号', width: 2.5, kind: 'number' },
  { key: 'name', title: '姓名', width: 6.2, align: 'center' },
  { key: 'title', title: '部门及职务', width: 8, align: 'center' },
  { key: 'signature', title: '签字', width: 6, align: 'center' },
  { key: 'phone', title: '联系电话', width: 6, align: 'center' },
];

/** 签到表: what is met about, and a line to sign on for each person and for some who are not listed. */
export function signInBlocks(meeting: Meeting, people: readonly Pick<RoundMember, 'name' | 'title'>[], blankRows: number): Block[] {
  const lines = [...people, ...Array.from({ length: blankRows }, () => ({ name: null, title: null }))];
  return [
    {
      type: 'facts',
      facts: [
        { label: '会议议题', value: meeting.topic || '安全风险评估结果评审' },
        { label: '会议时间', value: dateWords(meeting.on) },
        { label: '会议地点', value: meeting.place },
        { label: '主持人', value: meeting.chair },
        { label: '记录人', value: meeting.recorder },
      ],
    },
    {
      type: 'table',
      table: { columns, rows: lines.map(({ name, title }, index): CellValue[] => [index + 1, name, title, null, null]), rowHeight: 10 },
    },
  ];
}

interface SignIn {
  enterprise: { name: string; uscc: string };
  roundName: string;
  meeting: Meeting;
  people: readonly Pick<RoundMember, 'name' | 'title'>[];
  blankRows: number;
}

/** The sign-in sheet of a review meeting on its own, to be printed before it. */
export const composeSignIn = ({ enterprise, roundName, meeting, people, blankRows }: SignIn): Letter => ({
  type: 'letter',
  form: true,
  head: {
    code: 'signIn',
    title: '评审会议签到表',
    subtitle: roundName,
    draft: false,
    paper: { size: 'A4', orientation: 'portrait' },
    enterprise: enterprise.name,
    uscc: enterprise.uscc,
  },
  blocks: signInBlocks(meeting, people, blankRows),
});
