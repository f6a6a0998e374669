import type { Command } from 'commander';
import { missingFields } from '../../db/domain/risk/risk';
import { riskSorts, type RiskFilter, type RiskSort } from '../../db/domain/risk/list';
import { term, terms, wordOf } from '../../db/domain/term';
import type { RiskListRow } from '../../db/query/riskList';
import { addAppraisalLists } from './appraisal';
import { addPerformanceLists } from './performance';
import { addResponsibilityLists } from './responsibility';
import { addOrganizationLists } from './organization';
import { addPointLists } from './point';
import { listRounds } from './round';
import { countOption, dateOption, UsageFault } from './usage';
import type { TerminalSession, Within } from './session';

/** A risk with the field's Chinese terms, as papers name them. Stable. */
export function riskJson(row: RiskListRow, accidentNames: ReadonlyMap<string, string>): Record<string, unknown> {
  return {
    riskNo: row.riskNo,
    riskPoint: row.riskPoint,
    kind: term('riskPointKind', row.kind),
    location: row.location,
    step: row.step,
    hazardSource: row.hazardSource,
    factorCode: row.factorCode,
    accidentTypes: row.accidentTypes.map((code) => accidentNames.get(code) ?? code),
    consequence: row.consequence,
    method: term('riskMethod', row.method),
    l: row.l,
    e: row.e,
    c: row.c,
    s: row.s,
    score: row.score100 === null ? null : row.score100 / 100,
    riskLevel: term('riskLevel', row.level),
    inherentLevel: row.inherentLevel === null ? null : term('riskLevel', row.inherentLevel),
    scale: row.scale,
    directMajor: row.directMajor,
    directReason: row.directReason,
    directCode: row.directCode,
    engineering: row.engineering,
    administrative: row.administrative,
    training: row.training,
    ppe: row.ppe,
    emergency: row.emergency,
    measures: row.measures,
    proposed: row.proposed,
    monitoring: row.monitoring,
    impactScope: row.impactScope,
    leader: row.leaderText,
    controlLevel: term('controlLevel', row.controlLevel),
    department: row.department,
    owner: row.owner,
    phone: row.phone,
    checkCycle: row.checkCycle,
    assessedOn: row.assessedOn,
    nextReviewOn: row.nextReviewOn,
    status: term('riskStatus', row.status),
    missing: row.missing.map((field) => term('field', field)),
    remark: row.remark,
  };
}

export interface ListOptions {
  filter?: string[];
  sort: string;
  limit: number;
  offset: number;
}

async function listRisks(session: TerminalSession, options: ListOptions): Promise<void> {
  const sort = sortOf(options.sort);
  const filter = await riskFilterOf(session, options.filter ?? []);
  // Records of an import that was cut off may still be waiting for the index.
  if (filter.text !== undefined) await session.catchUpSearch();
  const names = new Map(session.content.accidentTypes().map((type) => [type.code, type.name]));
  const rows: RiskListRow[] = [];
  let total = 0;
  do {
    const limit = Math.max(1, Math.min(200, options.limit - rows.length));
    const part = await session.call('risk.list', { offset: options.offset + rows.length, limit, sort, filter });
    total = part.total;
    rows.push(...part.rows.slice(0, options.limit - rows.length));
    if (part.rows.length === 0) break;
  } while (rows.length < options.limit && options.offset + rows.length < total);
  session.print({ total, rows: rows.map((row) => riskJson(row, names)) }, [
    `共 ${total} 条，列出 ${rows.length} 条`,
    ...rows.map(({ riskNo, level, score100, riskPoint, hazardSource, department, owner }) =>
      [riskNo, term('riskLevel', level), score100 === null ? '—' : String(score100 / 100), riskPoint, hazardSource, department, owner]
        .map((text) => text.replaceAll(/\s+/g, ' '))
        .join('\t'),
    ),
  ]);
}

function sortOf(stated: string): { by: RiskSort; descending: boolean } {
  const [name = '', way = 'asc', ...rest] = stated.split(/[:：]/);
  const by = riskSorts.find((sort) => sort === name || term('field', sort) === name);
  if (by === undefined || !['asc', 'desc', '正序', '倒序'].includes(way) || rest.length > 0)
    throw new UsageFault(
      `--sort 里的“${stated}”不认识，可用：${riskSorts.map((sort) => `${sort} ${term('field', sort)}`).join('、')}；加 :desc 为倒序`,
    );
  return { by, descending: way === 'desc' || way === '倒序' };
}

/** Names of the filters, Chinese ones beside the stored ones. */
const filterNames = {
  level: ['等级', '风险等级', 'riskLevel'],
  department: ['责任单位', '责任部门', '部门', '单位', '车间'],
  method: ['评价方法', '方法'],
  controlLevel: ['管控层级', '层级'],
  status: ['状态'],
  kind: ['类型', '风险点类型'],
  riskPoint: ['风险点'],
  text: ['文字', '搜索'],
  missing: ['待补'],
  dueBefore: ['到期日', '到期前'],
  owner: ['责任人'],
} as const satisfies Record<string, readonly string[]>;
type FilterName = keyof typeof filterNames;
const filterHelp = `写作 名称=值，可用：${Object.entries(filterNames)
  .map(([name, [chinese]]) => `${name} ${chinese}`)
  .join('、')}`;

const colours = { 红: 'major', 橙: 'considerable', 黄: 'general', 蓝: 'low' } as const;

/** `level=重大,较大`, `department=机加工车间`, `text=钢丝绳`, `missing`, `dueBefore=2026-12-31`. Chinese terms and stored words both do. */
async function riskFilterOf(session: TerminalSession, filters: readonly string[]): Promise<RiskFilter> {
  const filter: RiskFilter = {};
  for (const entry of filters) {
    const [, stated = '', value = ''] = /^([^=＝]*)(?:[=＝](.*))?$/s.exec(entry) ?? [];
    const name = (Object.keys(filterNames) as FilterName[]).find(
      (known) => known === stated || (filterNames[known] as readonly string[]).includes(stated),
    );
    if (name === undefined) throw new UsageFault(`--filter 里的“${stated}”不认识。${filterHelp}`);
    if (value.trim() === '' && name !== 'missing' && name !== 'text')
      throw new UsageFault(`--filter 的“${stated}”后面要写值，如 level=重大`);
    switch (name) {
      case 'level':
        filter.level = wordsOf('riskLevel', value);
        break;
      case 'method':
        filter.method = wordsOf('riskMethod', value);
        break;
      case 'controlLevel':
        filter.controlLevel = wordsOf('controlLevel', value);
        break;
      case 'status':
        filter.status = wordsOf('riskStatus', value);
        break;
      case 'kind':
        filter.kind = wordsOf('riskPointKind', value);
        break;
      case 'text':
        filter.text = value;
        break;
      case 'missing':
        filter.missing = missingOf(value);
        break;
      case 'dueBefore':
        filter.dueBefore = dayOf(value);
        break;
      case 'owner':
        if (!['unmatched', '待对上'].includes(value)) throw new UsageFault('--filter 的“责任人”只能写 待对上');
        filter.owner = 'unmatched';
        break;
      case 'department':
        filter.departmentId = await departmentsOf(session, value);
        break;
      case 'riskPoint':
        filter.riskPointId = await pointsNamed(session, parts(value));
        break;
    }
  }
  return filter;
}

const parts = (value: string): string[] =>
  value
    .split(/[,，、]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

function wordsOf<K extends keyof typeof terms>(kind: K, value: string): (keyof (typeof terms)[K])[] {
  return parts(value).map((word) => {
    const bare = word.replace(/风险$/, '');
    const shade = kind === 'riskLevel' ? colours[bare.replace(/色$/, '') as keyof typeof colours] : undefined;
    const stored =
      wordOf(kind, word) ??
      wordOf(kind, bare) ??
      wordOf(kind, `${word}级`) ??
      wordOf(kind, word.toUpperCase()) ??
      shade ??
      (word in terms[kind] ? word : undefined);
    if (stored === undefined) throw new UsageFault(`--filter 里的“${word}”不认识，可用：${Object.values(terms[kind]).join('、')}`);
    return stored as keyof (typeof terms)[K];
  });
}

function missingOf(value: string): RiskFilter['missing'] {
  if (value === '' || value === 'true' || value === '是') return true;
  if (value === 'false' || value === '否') return false;
  return parts(value).map((word) => {
    const field = missingFields.find((known) => known === word || term('field', known) === word);
    if (field === undefined)
      throw new UsageFault(
        `--filter 里的“${word}”不是会待补的栏目，可用：${missingFields.map((known) => term('field', known)).join('、')}`,
      );
    return field;
  });
}

function dayOf(value: string): string {
  try {
    return dateOption(value);
  } catch (cause) {
    throw new UsageFault(`--filter 里的${(cause as Error).message}`);
  }
}

async function departmentsOf(session: TerminalSession, value: string): Promise<string[]> {
  const departments = await session.call('department.list', {});
  return parts(value).map((wanted) => {
    const found = departments.find((department) => department.name === wanted);
    if (!found)
      throw new UsageFault(`没有部门“${wanted}”，现有：${departments.map((department) => department.name).join('、') || '（还没有部门）'}`);
    return found.id;
  });
}

/** Risk points by their exact names. */
export async function pointsNamed(session: TerminalSession, names: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const wanted of names) {
    const { rows } = await session.call('riskPoint.list', { offset: 0, limit: 200, text: wanted });
    const exact = rows.filter((point) => point.name === wanted);
    if (exact.length === 0)
      throw new UsageFault(
        `没有风险点“${wanted}”${
          rows.length > 0
            ? `，相近的有：${rows
                .slice(0, 10)
                .map((point) => point.name)
                .join('、')}`
            : ''
        }`,
      );
    found.push(...exact.map((point) => point.id));
  }
  return found;
}

/** `list …` */
export function addRegister(program: Command, within: Within): void {
  const list = program.command('list').description('列出记录');
  list
    .command('risk')
    .description('风险清单')
    .option('--filter <filter...>', '名称=值，可写多个')
    .option('--sort <次序>', '次序，加 :desc 为倒序', 'riskNo')
    .option('--limit <条数>', '最多列出多少条', countOption, 200)
    .option('--offset <条数>', '跳过多少条', countOption, 0)
    .action(within(listRisks));
  list.command('round').description('评估轮次').action(within(listRounds));
  addPointLists(list, within);
  addPerformanceLists(list, within);
  addResponsibilityLists(list, within);
  addAppraisalLists(list, within);
  addOrganizationLists(list, within);
}
