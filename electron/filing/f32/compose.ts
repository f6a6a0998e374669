import { longDate } from '../../../db/domain/period';
import type { LetterContent } from '../../../db/domain/responsibility/letter';
import { term } from '../../../db/domain/term';
import type { Block, CellValue, Column, Letter } from '../document';

/** A letter as it is printed; `content` was frozen when it was made. */
export interface F32Letter {
  enterprise: { name: string; uscc: string };
  number: string;
  personName: string;
  department: string;
  title: string;
  issuedOn: string;
  validFrom: string;
  validTo: string;
  content: LetterContent;
}

const targetColumns: readonly Column[] = [
  { key: 'no', title: '序号', width: 2.5, kind: 'number', align: 'center' },
  { key: 'level', title: '层级', width: 4, align: 'center' },
  { key: 'name', title: '目标指标', width: 12 },
  { key: 'value', title: '目标值', width: 7, align: 'center' },
  { key: 'criteria', title: '考核办法', width: 14 },
];
const dutyColumns: readonly Column[] = [
  { key: 'no', title: '序号', width: 2.5, kind: 'number', align: 'center' },
  { key: 'text', title: '安全生产职责', width: 17 },
  { key: 'frequency', title: '履职频次', width: 6, align: 'center' },
  { key: 'criteria', title: '考核标准', width: 11 },
  { key: 'standard', title: '标准分', width: 3, align: 'center' },
];

const dutyCells = ({ text, frequency, criteria }: LetterContent['duties'][number], at: number): CellValue[] => [
  at + 1,
  text,
  frequency,
  criteria,
];

/** F32 安全生产责任书 of one person, to be signed by both sides (安全生产法第22条). */
export function composeF32({ enterprise, content, ...letter }: F32Letter): Letter {
  const { issuer, targets, duties, offices, scope, criteria, rewards, year } = content;
  const isScored = duties.some(({ standard10 }) => standard10 !== null);
  const parts: [title: string, blocks: Block[]][] = [
    [
      '年度安全生产目标指标',
      [
        {
          type: 'table',
          table: {
            columns: targetColumns,
            rows: targets.map(({ level, name, value, criteria: how }, at) => [at + 1, term('targetLevel', level), name, value, how]),
            empty: '本年度没有另定指标，按职责考核',
          },
        },
      ],
    ],
    ...(scope === '' ? [] : [['责任范围', paragraphs(scope)] as [string, Block[]]]),
    [
      '安全生产职责',
      [
        {
          type: 'table',
          table: {
            columns: isScored ? dutyColumns : dutyColumns.slice(0, -1),
            rows: duties.map((duty, at) => [
              ...dutyCells(duty, at),
              ...(isScored ? [duty.standard10 === null ? '' : duty.standard10 / 10] : []),
            ]),
          },
        },
        ...offices.flatMap(({ title, duties: further }): Block[] => [
          { type: 'paragraph', text: `同时担任${title}，另有下列职责：` },
          { type: 'table', table: { columns: dutyColumns.slice(0, -1), rows: further.map(dutyCells) } },
        ]),
      ],
    ],
    ['考核与奖惩', paragraphs([criteria, rewards].filter((words) => words !== '').join('\n'))],
    [
      '其他',
      paragraphs(
        `本责任书自${longDate(letter.validFrom)}起至${longDate(letter.validTo)}止有效。乙方岗位变动的，自变动之日起按新岗位重新签订。\n本责任书一式两份，甲乙双方各执一份，签字后生效。`,
      ),
    ],
  ];
  return {
    type: 'letter',
    form: true,
    head: {
      code: 'F32',
      number: letter.number,
      title: '安全生产责任书',
      subtitle: `${year}年度`,
      draft: false,
      paper: { size: 'A4', orientation: 'portrait' },
      enterprise: enterprise.name,
      uscc: enterprise.uscc,
      running: `${enterprise.name} · ${year}年度`,
    },
    blocks: [
      {
        type: 'facts',
        facts: [
          { label: '单位名称', value: enterprise.name },
          { label: '编号', value: letter.number },
          { label: '甲方', value: [issuer.name, issuer.title].filter((words) => words !== '').join('　') },
          { label: '乙方', value: letter.personName },
          { label: '部门', value: letter.department },
          { label: '岗位', value: letter.title },
        ],
      },
      { type: 'paragraph', text: opening },
      ...parts.flatMap(([title, blocks], at): Block[] =>
        blocks.length === 0 ? [] : [{ type: 'heading', level: 1, text: `${numerals[at]}、${title}` }, ...blocks],
      ),
      {
        type: 'signatures',
        signatures: [
          { label: '甲方（签字）', date: true },
          { label: '乙方（签字）', date: true },
        ],
      },
    ],
  };
}

/** 考核与奖惩 where nobody has written anything else. */
export const usualRewards =
  '考核按本单位全员安全生产责任制考核办法进行，结果与绩效、评先评优和岗位调整挂钩；发生生产安全责任事故的，按本单位奖惩制度和事故处理决定执行。';

const numerals = '一二三四五六';
const opening =
  '为落实全员安全生产责任制，明确岗位的责任人员、责任范围和考核标准，根据《中华人民共和国安全生产法》第二十二条和本单位全员安全生产责任制，甲乙双方签订本责任书。';

const paragraphs = (words: string): Block[] =>
  words
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((text) => ({ type: 'paragraph', text }));
