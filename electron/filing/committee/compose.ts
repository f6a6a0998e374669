import { countAttendance } from '../../../db/domain/performance/committee';
import { longDate } from '../../../db/domain/period';
import { term } from '../../../db/domain/term';
import type { MeetingView } from '../../../db/query/committee';
import type { Block, CellValue, Column, Letter } from '../document';
import { signInBlocks, type Meeting } from '../signoff/signIn';
import { paragraphsOf } from '../wording';

export interface MeetingPaper {
  meeting: MeetingView;
  enterprise: { name: string; uscc: string };
}

const headOf = ({ enterprise }: MeetingPaper, code: string, title: string, subtitle?: string): Letter['head'] => ({
  code,
  title,
  ...(subtitle === undefined ? {} : { subtitle }),
  draft: false,
  paper: { size: 'A4', orientation: 'portrait' },
  enterprise: enterprise.name,
  uscc: enterprise.uscc,
});

const agendaList = ({ agenda }: MeetingView): Block[] =>
  agenda.length === 0 ? [] : [{ type: 'list', items: agenda.map(({ text }, at) => `（${at + 1}）${text}`) }];

const namesOf = (attendees: MeetingView['attendees']): string => attendees.map(({ name }) => name).join('、');

/** 会议通知: when, where, what about, who comes. The day it is sent is written by hand: nobody has stated it. */
export function composeMeetingNotice(paper: MeetingPaper): Letter {
  const { meeting, enterprise } = paper;
  const people = namesOf(meeting.attendees);
  return {
    type: 'letter',
    head: headOf(paper, 'committeeNotice', `关于召开${meeting.name}的通知`),
    addressee: '各部门、车间',
    blocks: [
      { type: 'paragraph', text: `经研究，定于${longDate(meeting.heldOn)}召开${meeting.name}。现将有关事项通知如下。` },
      { type: 'heading', level: 1, text: '一、会议时间和地点' },
      { type: 'paragraph', text: `${longDate(meeting.heldOn)}${meeting.place === '' ? '，地点另行通知' : `，${meeting.place}`}。` },
      { type: 'heading', level: 1, text: '二、会议主持' },
      { type: 'paragraph', text: meeting.chairName === '' ? '安全生产委员会主任。' : `${meeting.chairName}。` },
      { type: 'heading', level: 1, text: '三、会议议题' },
      ...(meeting.agenda.length === 0 ? [{ type: 'paragraph' as const, text: '另行通知。' }] : agendaList(meeting)),
      { type: 'heading', level: 1, text: '四、参会人员' },
      { type: 'paragraph', text: people === '' ? '安全生产委员会全体成员。' : `${people}。` },
      { type: 'paragraph', text: '请参会人员按时到会并签到，因故不能参加的提前请假。' },
    ],
    sender: enterprise.name,
  };
}

/** 签到表 of a meeting, with lines for some who are not listed. */
export function composeMeetingSignIn(paper: MeetingPaper, blankRows: number): Letter {
  const { meeting } = paper;
  const stated: Meeting = {
    on: meeting.heldOn,
    place: meeting.place,
    chair: meeting.chairName,
    recorder: meeting.recorder,
    topic: meeting.name,
  };
  const people = meeting.attendees.map(({ name, title, department }) => ({ name, title: title || department }));
  return {
    type: 'letter',
    form: true,
    head: headOf(paper, 'committeeSignIn', '安全生产委员会会议签到表', meeting.no),
    blocks: signInBlocks(stated, people, blankRows),
  };
}

const resolutionColumns: readonly Column[] = [
  { key: 'no', title: '序号', width: 2.5, kind: 'number' },
  { key: 'text', title: '决议事项', width: 13 },
  { key: 'department', title: '责任部门', width: 5, align: 'center' },
  { key: 'owner', title: '责任人', width: 4, align: 'center' },
  { key: 'dueOn', title: '完成期限', width: 6, kind: 'date' },
];

/** 会议纪要: who came, what about, what was said and resolved. */
export function composeMinutes(paper: MeetingPaper): Letter {
  const { meeting } = paper;
  const { asked, present } = countAttendance(meeting.attendees);
  const came = meeting.attendees.filter(({ isPresent }) => isPresent);
  const away = meeting.attendees.filter(({ isPresent }) => !isPresent);
  const said = paragraphsOf(meeting.minutes);
  return {
    type: 'letter',
    form: true,
    head: headOf(paper, 'committeeMinutes', '安全生产委员会会议纪要', meeting.no),
    blocks: [
      {
        type: 'facts',
        facts: [
          { label: '会议名称', value: meeting.name },
          { label: '会议时间', value: longDate(meeting.heldOn) },
          { label: '会议地点', value: meeting.place },
          { label: '主持人', value: meeting.chairName },
          { label: '记录人', value: meeting.recorder },
          { label: '应到、实到', value: `应到 ${asked} 人，实到 ${present} 人` },
        ],
      },
      { type: 'heading', level: 1, text: '一、出席情况' },
      { type: 'paragraph', text: came.length === 0 ? '出席：（未记录）' : `出席：${namesOf(came)}。` },
      ...(away.length === 0
        ? []
        : [
            {
              type: 'paragraph' as const,
              text: `缺席：${away.map(({ name, note }) => (note === '' ? name : `${name}（${note}）`)).join('、')}。`,
            },
          ]),
      { type: 'heading', level: 1, text: '二、会议议题' },
      ...(meeting.agenda.length === 0 ? [{ type: 'paragraph' as const, text: '（未记录）' }] : agendaList(meeting)),
      { type: 'heading', level: 1, text: '三、会议内容' },
      ...(said.length === 0 ? ['（未记录）'] : said).map((text): Block => ({ type: 'paragraph', text })),
      { type: 'heading', level: 1, text: '四、决议事项' },
      {
        type: 'table',
        table: {
          columns: resolutionColumns,
          rows: meeting.resolutions.map(({ text, department, ownerText, dueOn }, at): CellValue[] => [
            at + 1,
            text,
            department || null,
            ownerText || null,
            dueOn,
          ]),
          empty: '本次会议没有形成决议。',
        },
      },
      {
        type: 'signatures',
        signatures: [
          { label: '主持人', ...(meeting.chairName === '' ? {} : { name: meeting.chairName }), date: true },
          { label: '记录人', ...(meeting.recorder === '' ? {} : { name: meeting.recorder }), date: true },
        ],
      },
    ],
  };
}

const followColumns: readonly Column[] = [
  ...resolutionColumns,
  { key: 'state', title: '状态', width: 4, align: 'center' },
  { key: 'doneOn', title: '完成日期', width: 6, kind: 'date' },
  { key: 'doneNote', title: '完成情况', width: 9 },
  { key: 'verified', title: '验证人、日期', width: 6, align: 'center' },
];

/** 决议落实情况表: how far each resolution of a meeting is. */
export function composeFollowUp(paper: MeetingPaper): Letter {
  const { meeting } = paper;
  return {
    type: 'letter',
    form: true,
    head: {
      ...headOf(paper, 'committeeFollowUp', '安委会决议落实情况表', `${meeting.no} ${meeting.name}`),
      paper: { size: 'A4', orientation: 'landscape' },
    },
    blocks: [
      {
        type: 'table',
        table: {
          columns: followColumns,
          rows: meeting.resolutions.map((row, at): CellValue[] => [
            at + 1,
            row.text,
            row.department || null,
            row.ownerText || null,
            row.dueOn,
            term('taskState', row.state),
            row.doneOn,
            row.doneNote || null,
            row.verifiedOn === null ? null : `${row.verifiedBy} ${row.verifiedOn}`,
          ]),
          empty: '本次会议没有形成决议。',
        },
      },
    ],
  };
}
