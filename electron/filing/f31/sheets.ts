import { term } from '../../../db/domain/term';
import type { CellValue, Column, RegisterSection } from '../document';
import type { F31Dossier } from './dossier';
import { levelText, peopleText, placeText, signedBy } from './words';

const dutyColumns: readonly Column[] = [
  { key: 'no', title: '序号', width: 2.5, kind: 'number' },
  { key: 'department', title: '部门', width: 6 },
  { key: 'title', title: '岗位（角色）', width: 7 },
  { key: 'level', title: '层级', width: 4.5, align: 'center' },
  { key: 'people', title: '责任人员', width: 8 },
  { key: 'scope', title: '责任范围', width: 18 },
  { key: 'dutyNo', title: '条目序号', width: 2.5, kind: 'number' },
  { key: 'text', title: '职责条目', width: 22 },
  { key: 'frequency', title: '履职频次', width: 6 },
  { key: 'evidence', title: '履职记录', width: 9 },
  { key: 'criteria', title: '考核标准', width: 15 },
  { key: 'standard', title: '标准分', width: 3, kind: 'number' },
  { key: 'basis', title: '依据', width: 9 },
];

const postColumns: readonly Column[] = [
  { key: 'no', title: '序号', width: 2.5, kind: 'number' },
  { key: 'department', title: '部门', width: 6 },
  { key: 'title', title: '岗位（角色）', width: 7 },
  { key: 'level', title: '层级', width: 4.5, align: 'center' },
  { key: 'stand', title: '状态', width: 4, align: 'center' },
  { key: 'people', title: '责任人员', width: 12 },
  { key: 'count', title: '人数', width: 2.5, kind: 'number' },
  { key: 'acknowledged', title: '已签收', width: 3, kind: 'number' },
  { key: 'duties', title: '职责条数', width: 3, kind: 'number' },
  { key: 'version', title: '版本', width: 2.5, kind: 'number' },
  { key: 'validFrom', title: '执行日期', width: 5.6, kind: 'date' },
  { key: 'prepared', title: '编制', width: 4, align: 'center' },
  { key: 'reviewed', title: '审核', width: 4, align: 'center' },
  { key: 'approved', title: '批准', width: 4, align: 'center' },
  { key: 'approvedOn', title: '批准日期', width: 5.6, kind: 'date' },
  { key: 'from', title: '公示开始', width: 5.6, kind: 'date' },
  { key: 'to', title: '公示结束', width: 5.6, kind: 'date' },
  { key: 'place', title: '公示地点', width: 7 },
];

/** F31 as a workbook: every duty on a line of its own to be filtered, and how far the list of each post is. */
export function f31Sheets(dossier: F31Dossier): RegisterSection[] {
  const { lists, enterprise, period, part } = dossier;
  const facts = [
    { label: '单位名称', value: enterprise.name },
    ...(part.name === '' ? [] : [{ label: '范围', value: part.name }]),
    { label: '现行日期', value: period },
  ];
  const duties = lists.flatMap((list) =>
    (list.inForce?.duties ?? []).map((duty, at): CellValue[] => [
      placeText(list),
      list.title,
      levelText(list),
      peopleText(list),
      list.inForce!.scope,
      at + 1,
      duty.text,
      duty.frequency,
      duty.evidence,
      duty.criteria || list.inForce!.criteria,
      duty.standard10 === null ? null : duty.standard10 / 10,
      duty.legalBasis,
    ]),
  );
  const posts = lists.map((list): CellValue[] => {
    const { inForce } = list;
    return [
      placeText(list),
      list.title,
      levelText(list),
      term('listStand', list.stand),
      peopleText(list),
      list.people.length,
      inForce === null ? null : list.acknowledged,
      inForce?.duties.length ?? null,
      inForce?.version ?? null,
      inForce?.validFrom ?? null,
      inForce?.preparedBy ?? '',
      inForce?.reviewedBy ?? '',
      inForce?.approvedBy ?? '',
      inForce?.approvedOn ?? null,
      inForce?.publishedFrom ?? null,
      inForce?.publishedTo ?? null,
      inForce?.publishedPlace ?? '',
    ];
  });
  const numbered = (rows: readonly CellValue[][]): CellValue[][] => rows.map((row, at) => [at + 1, ...row]);
  return [
    {
      title: '全员安全生产责任清单',
      sheet: '职责条目',
      facts,
      table: { columns: dutyColumns, rows: numbered(duties), empty: '这一天没有现行的责任清单', frozenColumns: 3 },
      signatures: [
        signedBy('编制', dossier.preparedBy),
        signedBy('审核', dossier.reviewedBy),
        { ...signedBy('主要负责人批准（签字）', dossier.approvedBy), date: true },
      ],
    },
    {
      title: '岗位责任清单一览',
      sheet: '岗位一览',
      facts,
      table: { columns: postColumns, rows: numbered(posts), empty: '没有岗位', frozenColumns: 3 },
    },
  ];
}
