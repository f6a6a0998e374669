import { longDate } from '../../../db/domain/period';
import { countGaps, type Trace, type TraceHolder, type TraceLink, type TracePerson } from '../../../db/domain/responsibility/trace';
import { term } from '../../../db/domain/term';
import type { Block, CellValue, Column, Letter } from '../document';
import { holderNote, letterText, placeText, whereText } from './words';

/** 责任追溯表: who was responsible on a day, by which list and letter, and what each did. It says what is on record and judges nobody. */
export function composeTrace(trace: Trace, enterprise: { name: string; uscc: string }): Letter {
  const { subject, number, title, day, from, facts, units, links, people, events, gaps, recordedOn } = trace;
  const moved = units.filter(({ successor }) => successor !== '').map(({ name, successor }) => `${name}现为${successor}`);
  return {
    type: 'letter',
    form: true,
    head: {
      code: 'trace',
      title: '安全生产责任追溯表',
      subtitle: `截至 ${longDate(day)}`,
      draft: false,
      paper: { size: 'A4', orientation: 'landscape' },
      enterprise: enterprise.name,
      uscc: enterprise.uscc,
      running: [enterprise.name, number].filter((word) => word !== '').join(' · '),
    },
    blocks: [
      {
        type: 'facts',
        facts: [
          { label: '单位名称', value: enterprise.name },
          { label: '统一社会信用代码', value: enterprise.uscc },
          { label: '追溯事项', value: [term('traceSubject', subject), number, title].filter((word) => word !== '').join(' ') },
          { label: '追溯日期', value: longDate(day) },
          { label: '当日所属部门', value: [units.map(({ name }) => name).join('—'), ...moved].filter((word) => word !== '').join('；') },
          ...facts.map(({ key, value, term: group }) => ({
            label: term('traceFact', key),
            value: group === undefined ? value : term(group, value as never),
          })),
          ...(recordedOn === null ? [] : [{ label: '录入日期', value: longDate(recordedOn) }]),
        ],
      },
      ...gaps.map((gap): Block => ({ type: 'note', text: `${term('traceGap', gap)}。` })),
      { type: 'heading', level: 1, text: '一、当日责任人员' },
      { type: 'table', table: { columns: chainColumns, rows: chainRows(links, people), empty: '当日没有登记责任人员。' } },
      { type: 'heading', level: 1, text: '二、岗位职责中与该事项有关的内容' },
      { type: 'table', table: { columns: dutyColumns, rows: dutyRows(links), empty: '当日没有现行的岗位安全生产责任清单。' } },
      { type: 'heading', level: 1, text: '三、该事项的录入、评估、审批情况' },
      {
        type: 'table',
        table: {
          columns: eventColumns,
          rows: events.map(({ on, act, name, text }): CellValue[] => [on, term('traceAct', act), name, text || null]),
          empty: '至当日没有记录。',
        },
      },
      { type: 'heading', level: 1, text: `四、有关人员${longDate(from)}至${longDate(day)}的履职记录` },
      { type: 'table', table: { columns: deedColumns, rows: people.flatMap(deedRows), empty: '这一期间没有记录。' } },
      {
        type: 'note',
        text: `本表按${longDate(day)}当日有效的登记、任职、责任清单和责任书列出；待核实 ${countGaps(trace)} 处，已在“备注”栏注明。本表只列明记录，不作责任认定。`,
      },
      {
        type: 'signatures',
        signatures: [
          { label: '制表人', date: true },
          { label: '审核人', date: true },
        ],
      },
    ],
  };
}

const chainColumns: readonly Column[] = [
  { key: 'place', title: '责任层级', width: 8, align: 'center' },
  { key: 'name', title: '姓名', width: 4.5, align: 'center' },
  { key: 'post', title: '当日部门、岗位', width: 11 },
  { key: 'basis', title: '认定依据', width: 9 },
  { key: 'list', title: '当日有效的责任清单', width: 11 },
  { key: 'letter', title: '责任书', width: 9 },
  { key: 'note', title: '备注', width: 10 },
];

function chainRows(links: readonly TraceLink[], people: readonly TracePerson[]): CellValue[][] {
  const known = new Map(people.map((person) => [person.id, person]));
  return links.flatMap((link): CellValue[][] => {
    const place = placeText(link);
    if (link.holders.length === 0) return [[place, null, null, null, null, null, link.gaps.map((gap) => term('traceGap', gap)).join('；')]];
    return link.holders.map((holder): CellValue[] => {
      const person = known.get(holder.personId ?? '');
      return [
        place,
        holder.name,
        whereText(holder) || null,
        basisText(holder),
        listText(holder),
        person?.letter ? letterText(person.letter) : null,
        [...holderNote(holder, person), ...appraisalText(person)].join('；') || null,
      ];
    });
  });
}

const basisText = ({ basis, documentNumber, since }: TraceHolder): string =>
  [term('traceBasis', basis), documentNumber, since === null ? '' : `${since} 起`].filter((word) => word !== '').join('，');

function listText({ list, acknowledgedOn }: TraceHolder): string | null {
  if (list === null) return null;
  const approved = list.approvedBy === '' ? '' : `，${list.approvedBy}${list.approvedOn === null ? '' : ` ${list.approvedOn}`} 批准`;
  const read = acknowledgedOn === null ? '' : `；${acknowledgedOn} 签阅`;
  return `${list.title} 第 ${list.version} 版，${list.validFrom} 起${approved}${read}`;
}

const appraisalText = (person: TracePerson | undefined): string[] =>
  person?.appraisal?.grade ? [`${person.appraisal.name}考核${term('appraisalGrade', person.appraisal.grade)}`] : [];

const dutyColumns: readonly Column[] = [
  { key: 'title', title: '责任清单', width: 9, align: 'center' },
  { key: 'text', title: '职责', width: 38 },
  { key: 'frequency', title: '履职频次', width: 9, align: 'center' },
];

/** Each list once, however many people it holds for. */
function dutyRows(links: readonly TraceLink[]): CellValue[][] {
  const lists = new Map(links.flatMap(({ holders }) => holders.flatMap(({ list }) => (list === null ? [] : [[list.id, list] as const]))));
  return [...lists.values()].flatMap((list) =>
    list.duties.map(({ text, frequency }): CellValue[] => [`${list.title}（第 ${list.version} 版）`, text, frequency || null]),
  );
}

const eventColumns: readonly Column[] = [
  { key: 'on', title: '日期', width: 6, kind: 'date' },
  { key: 'act', title: '事项', width: 8, align: 'center' },
  { key: 'name', title: '人员', width: 10 },
  { key: 'text', title: '内容', width: 32 },
];
const deedColumns: readonly Column[] = [
  { key: 'name', title: '姓名', width: 5, align: 'center' },
  { key: 'on', title: '日期', width: 6, kind: 'date' },
  { key: 'kind', title: '类别', width: 5, align: 'center' },
  { key: 'text', title: '内容', width: 25 },
  { key: 'where', title: '地点、结果', width: 13 },
  { key: 'files', title: '证明材料', width: 5, align: 'center' },
];

function deedRows({ name, deeds, total, acknowledgements }: TracePerson): CellValue[][] {
  const read = acknowledgements.map(({ on, title }): CellValue[] => [name, on, '签阅', `签阅${title}安全生产责任清单`, null, null]);
  const done = deeds.map(({ on, kind, title, place, result, files }): CellValue[] => [
    name,
    on,
    term('performanceKind', kind),
    title,
    [place, result].filter((word) => word !== '').join('；') || null,
    files === 0 ? null : `${files} 份`,
  ]);
  const left = total - deeds.length;
  const rows = [...read, ...done];
  if (rows.length === 0) return [[name, null, null, '这一期间没有履职记录', null, null]];
  return left === 0 ? rows : [...rows, [name, null, null, `另有 ${left} 项较早的记录`, null, null]];
}
