import { longDate } from '../../../db/domain/period';
import { controlLevels } from '../../../db/domain/risk/risk';
import { levelRank, riskMethods } from '../../../db/domain/risk/scale';
import { term } from '../../../db/domain/term';
import { countByDepartment, levelCells, levelColumns, noDepartment, sumCounts, withRisks } from '../counts';
import type { CellValue, Column, DocumentHead, Fact, Register, RegisterSection, Signature, Table } from '../document';
import type { Stamp } from '../dossier';
import { accidentsNote, correctedText, roundCorrectionsText, runningHead, scaleText } from '../wording';
import { riskCells, riskColumns } from './columns';
import { assessedForNote } from './assessedFor';
import type { F07Dossier, F07Risk } from './dossier';

const title = '安全风险分级管控清单';

/** F07 安全风险分级管控清单: a summary by level and department, then every risk, 重大 first (A3 landscape). */
export function composeF07(dossier: F07Dossier, stamp: Stamp): Register {
  const head: DocumentHead = {
    ...stamp,
    code: 'F07',
    title,
    subtitle: dossier.period,
    ...(dossier.compiledOn ? { compiledOn: dossier.compiledOn } : {}),
    paper: { size: 'A3', orientation: 'landscape' },
    enterprise: dossier.enterprise.name,
    uscc: dossier.enterprise.uscc,
    running: runningHead(dossier.enterprise.name, dossier.period),
  };
  return { type: 'register', head, sections: [summary(dossier), list(dossier)] };
}

const facts = (dossier: F07Dossier): Fact[] => [
  { label: '单位名称', value: dossier.enterprise.name },
  { label: '统一社会信用代码', value: dossier.enterprise.uscc },
  { label: '所属期间', value: dossier.period },
  { label: '清单范围', value: dossier.scope },
  { label: '填报人', value: dossier.filledBy },
  { label: '联系电话', value: dossier.phone },
  { label: '编制日期', value: dossier.compiledOn ? longDate(dossier.compiledOn) : '' },
];

/** Places to sign, a name with its post. */
function signatures({ posts, ...names }: F07Dossier): Signature[] {
  const named = (key: 'preparedBy' | 'reviewedBy' | 'approvedBy') => (posts?.[key] ? `${names[key]}（${posts[key]}）` : names[key]);
  return [
    { label: '编制人', name: named('preparedBy'), date: true },
    { label: '审核人', name: named('reviewedBy'), date: true },
    { label: '批准人', name: named('approvedBy'), date: true },
    { label: '单位', seal: true },
  ];
}

/** What a clerk reads first, and the only place to sign: the list behind it goes over many pages. */
function summary(dossier: F07Dossier): RegisterSection {
  return {
    title: `${title}汇总表`,
    sheet: '汇总',
    facts: facts(dossier),
    table: summaryTable(dossier),
    notes: summaryNotes(dossier),
    signatures: signatures(dossier),
  };
}

function summaryTable({ risks, departments }: F07Dossier): Table {
  const rows = withRisks(countByDepartment(risks, departments));
  const counts = rows.map((row) => row.counts);
  const all = sumCounts(counts);
  const withUngraded = all.ungraded > 0;
  const number = (key: string, name: string, group: string): Column => ({ key, title: name, group, width: 5, kind: 'number' });
  const columns: Column[] = [
    { key: 'no', title: '序号', width: 3, kind: 'number' },
    { key: 'department', title: '责任单位', width: 14 },
    ...levelColumns(counts, '风险等级（条）'),
    ...controlLevels.map((level) => number(level, term('controlLevel', level), '管控层级（条）')),
    ...riskMethods.map((method) => number(method, term('riskMethod', method), '评价方法（条）')),
  ];
  const tallies = (set: readonly F07Risk[]): CellValue[] => [
    ...controlLevels.map((level) => set.filter(({ controlLevel }) => controlLevel === level).length),
    ...riskMethods.map((method) => set.filter((risk) => risk.method === method).length),
  ];
  const of = (department: string) => risks.filter((risk) => risk.department === (department === noDepartment ? '' : department));
  return {
    columns,
    rows: rows.map(({ department, counts: own }, index) => [
      index + 1,
      department,
      ...levelCells(own, withUngraded),
      ...tallies(of(department)),
    ]),
    total: [null, '合计', ...levelCells(all, withUngraded), ...tallies(risks)],
    empty: '本期无安全风险',
  };
}

function summaryNotes({ scales, risks, assessedFor, accidents, corrections, roundCorrections }: F07Dossier): string[] {
  const corrected = correctedText(corrections);
  if (risks.length === 0) return corrected;
  const used = scales.filter((scale) => risks.some(({ method }) => method === scale.method));
  const notes = used.map((scale) => `评价方法：${scaleText(scale)}`);
  if (assessedFor) notes.push(assessedForNote(assessedFor));
  if (accidents) notes.push(accidentsNote(accidents));
  if (risks.some(({ method, directReason }) => method === 'direct' || directReason !== ''))
    notes.push('直接判定：不以分值定级的风险，判定理由见清单。');
  notes.push(...corrected, ...roundCorrectionsText(roundCorrections));
  notes.push('管控要求：上一级负责管控的风险，下一级同时负责管控，并逐级落实具体措施。清单按等级由高到低排列。');
  return notes.map((note, index) => `${index + 1}．${note}`);
}

function list(dossier: F07Dossier): RegisterSection {
  const order = (risk: F07Risk): number => (risk.level ? levelRank(risk.level) : 9);
  const risks = [...dossier.risks].sort((a, b) => order(a) - order(b));
  const columns = riskColumns(risks);
  return {
    title,
    sheet: '清单',
    facts: facts(dossier),
    table: { columns, rows: risks.map((risk, index) => riskCells(columns, risk, index + 1)), empty: '本期无安全风险', frozenColumns: 3 },
  };
}
