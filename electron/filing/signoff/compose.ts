import { countsText } from '../counts';
import { factRows } from '../render/layout';
import { lineCount } from '../render/text';
import { correctionsText, dateWords, roundCorrectionsText } from '../wording';
import type { Block, CellValue, Letter } from '../document';
import type { Stamp } from '../dossier';
import type { SignoffDossier } from './dossier';

/**
 * 评审会签单 on one page where it can be: what is reviewed, one line per reviewer with room to sign, the conclusion, the seal. Where the
 * reviewers go over the page the conclusion with the seal stands before them, so that it is never torn from all of them. A few blank
 * lines that would stand alone on a page of their own are left out.
 */
export function composeSignoff(dossier: SignoffDossier, stamp: Stamp): Letter {
  const { enterprise, compiledOn } = dossier;
  const rows = rowHeights(dossier);
  const room = page - writtenHeight(dossier);
  const blank = dossier.blankRows - needless(rows, dossier.blankRows, room);
  const sheet = { ...dossier, blankRows: blank };
  const fits = pagesOf(rows.slice(0, dossier.reviewers.length + blank), room) === 1;
  return {
    type: 'letter',
    form: true,
    head: {
      ...stamp,
      code: 'signoff',
      title: '安全风险评估评审会签单',
      subtitle: dossier.roundName,
      ...(compiledOn ? { compiledOn } : {}),
      paper: { size: 'A4', orientation: 'portrait' },
      enterprise: enterprise.name,
      uscc: enterprise.uscc,
    },
    blocks: [
      { type: 'facts', facts: factsOf(dossier) },
      ...(fits ? [reviewTable(sheet), ...conclusion(dossier)] : [...conclusion(dossier), reviewTable(sheet)]),
    ],
  };
}

const factsOf = ({
  enterprise,
  period,
  matter,
  meeting,
  counts,
  changes,
  corrections,
  roundCorrections = [],
  roundName,
}: SignoffDossier) => [
  { label: '单位名称', value: enterprise.name },
  { label: '所属期间', value: period },
  { label: '会议时间', value: dateWords(meeting.on) },
  { label: '会议地点', value: meeting.place },
  { label: '主持人', value: meeting.chair },
  { label: '记录人', value: meeting.recorder },
  { label: '评审事项', value: matter || `${roundName}的评估结果、重大和较大风险的管控措施及其落实情况` },
  { label: '评估结果', value: countsText(counts) },
  {
    label: '与上轮比较',
    value:
      changes === null
        ? '首轮评估，无上轮可比'
        : `升级 ${changes.up} 条、降级 ${changes.down} 条、新增 ${changes.added} 条、消除 ${changes.removed} 条、不变 ${changes.same} 条`,
  },
  ...(corrections.length === 0 ? [] : [{ label: '数字更正', value: correctionsText(corrections) }]),
  ...(roundCorrections.length === 0 ? [] : [{ label: '说明', value: roundCorrectionsText(roundCorrections).join('\n') }]),
];

/**
 * Heights in mm as a form prints them: the page without titles and heads, one that holds reviewers only, a line of a fact and of a
 * reviewer, the frame, the row to sign.
 */
const page = 186;
const furtherPage = 240;
const factLine = 6;
const reviewLine = 5.3;
const frame = 2.2;
const signRow = 26;
const reviewRow = 9;
/** Fullwidth characters of a line of a fact, and of the columns of posts and names. */
const perLine = 31;
const perPost = 9;
const perName = 6;
/** Whoever asks for more blank lines than this gets the page for them. */
const mostNeedless = 3;

/** A reviewer with a long post or name takes several lines. */
const reviewHeight = ({ department, title, name }: SignoffDossier['reviewers'][number]): number =>
  Math.max(reviewRow, Math.max(lineCount(postText({ department, title }), perPost), lineCount(name, perName)) * reviewLine + frame);
const postText = ({ department, title }: Pick<SignoffDossier['reviewers'][number], 'department' | 'title'>): string =>
  [department, title].filter((part) => part !== '').join(' ');

const rowHeights = ({ reviewers, blankRows }: SignoffDossier): number[] => [
  ...reviewers.map(reviewHeight),
  ...Array<number>(blankRows).fill(reviewRow),
];

/** What is reviewed, the conclusion and the places to sign. */
function writtenHeight(dossier: SignoffDossier): number {
  const facts = [...factRows(factsOf(dossier)).map(([{ value }]) => value), conclusionText(dossier)];
  return facts.reduce((sum, value) => sum + lineCount(value, perLine) * factLine + frame, signRow);
}

/** Pages that lines of such heights take when the first has so much room for them. */
function pagesOf(heights: readonly number[], room: number): number {
  let pages = 1;
  let left = room;
  for (const height of heights) {
    if (height > left) {
      pages += 1;
      left = furtherPage;
    }
    left -= height;
  }
  return pages;
}

/** How many of the blank lines at the end would stand alone on a page, if they are few. */
function needless(heights: readonly number[], blankRows: number, room: number): number {
  const pages = pagesOf(heights, room);
  for (let count = 1; count <= Math.min(blankRows, mostNeedless); count += 1)
    if (pagesOf(heights.slice(0, -count), room) < pages) return count;
  return 0;
}

function reviewTable({ reviewers, blankRows }: SignoffDossier): Block {
  const people = [...reviewers, ...Array.from({ length: blankRows }, () => ({ department: '', name: '', title: '', opinion: '' }))];
  const rows = people.map((person, index): CellValue[] => [index + 1, postText(person), person.name, person.opinion, null, null]);
  return {
    type: 'table',
    caption: '会签意见',
    table: {
      rowHeight: reviewRow,
      columns: [
        { key: 'no', title: '序号', width: 2, kind: 'number' },
        { key: 'post', title: '部门及职务', width: 8.5, align: 'center' },
        { key: 'name', title: '姓名', width: 5.8, align: 'center' },
        { key: 'opinion', title: '评审意见', width: 8 },
        { key: 'signature', title: '签字', width: 5, align: 'center' },
        { key: 'date', title: '日期', width: 4.6, align: 'center' },
      ],
      rows,
    },
  };
}

const signedOn = '\n　　　　年　　月　　日';
const conclusionText = ({ conclusion }: SignoffDossier): string => conclusion || '\n';

/** The conclusion, then side by side the places to sign and to seal. */
const conclusion = (dossier: SignoffDossier): Block[] => [
  { type: 'facts', facts: [{ label: '评审结论', value: conclusionText(dossier) }] },
  {
    type: 'table',
    table: {
      rowHeight: signRow,
      columns: ['评估组组长（签字）', '主要负责人（签字）', '单位（公章）'].map((title, index) => ({
        key: `sign${index}`,
        title,
        width: 10,
        align: 'center' as const,
      })),
      rows: [[signedOn, signedOn, signedOn]],
    },
  },
];
