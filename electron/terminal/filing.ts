import type { Command } from 'commander';
import { filingCodes, filingFormats, type FilingCode, type FilingFormat } from '../../db/domain/filing/filing';
import { accidentEditions, type AccidentEdition } from '../../db/domain/risk/accident';
import { periodTitle } from '../../db/domain/period';
import { formatsOf, titleOf, type FilingRequest } from '../filing/compose';
import { findingText } from '../workspace/wording';
import { analysisNamed, fileAnalysis } from './analysis';
import { findRound } from './findRound';
import { formNamed } from './form';
import { boardRequest, cardRequest, mapRequest } from './hung';
import { publicWording } from './publicWording';
import type { TerminalSession, Within } from './session';
import { dateOption, UsageFault } from './usage';

export interface FileOptions {
  format?: string;
  out: string;
  round?: string;
  register?: boolean;
  compiledOn?: string;
  reason: string;
  draft?: boolean;
  recipient: string;
  subject: string;
  documentNumber: string;
  contactName: string;
  contactPhone: string;
  /** 公示起止日期, 公示地点, 意见受理部门 (F09); 责任领导, 所属期间 (F08). Only the command `file` knows them. */
  from?: string;
  to?: string;
  place?: string;
  department?: string;
  /** 简版, 以岗位代替姓名, 对外文字 (F09). */
  short?: boolean;
  posts?: boolean;
  wording?: string;
  leader?: string;
  period?: string;
  /** 编制, 审核, 批准 (F07, F10). */
  /** 用扫描原件的附件, 没有单独写明的措施落实情况 (F10). */
  scan?: string;
  implementation?: string;
  preparedBy?: string;
  reviewedBy?: string;
  approvedBy?: string;
  /** 报送函编号 (F41); 代替已出的哪一件. */
  letter?: string;
  replaces?: string;
  /** 接收方，按给它另评的一套出件 (F07, F08). */
  assessedFor?: string;
  /** GB 6441 的版本 (F07, F08, F10). */
  accidents?: string;
  /** 平面图名称 (map); 风险点, 每页张数, 全部风险点 (F33). */
  plan?: string;
  /** 公告栏的纸张 (board). */
  size?: string;
  point?: string[];
  perPage?: string;
  all?: boolean;
  due?: boolean;
  /** 分析人, 审核人, 审定人, 纸张 (JHA, SCL). */
  analyst?: string;
  reviewer?: string;
  approver?: string;
  paper?: string;
  /** 接收单位的表样. */
  form?: string;
}

/** What people call some papers, beside their codes. */
const shortNames: Partial<Record<FilingCode, string>> = {
  signoff: '会签单',
  F33: '告知卡',
  F41: '签收回执',
  map: '四色图',
  board: '公告栏',
};

/** Issues one paper and writes it in the formats asked for; `--draft` writes a 送审稿 and issues nothing. */
async function filePaper(session: TerminalSession, wanted: string, options: FileOptions): Promise<void> {
  const analysis = analysisNamed(wanted);
  if (analysis !== undefined) return fileAnalysis(session, analysis, options);
  const code = filingCodes.find((known) => known.toLowerCase() === wanted.toLowerCase() || shortNames[known] === wanted);
  if (code === undefined)
    throw new UsageFault(`能出的报送件：${filingCodes.map((known) => `${known} ${titleOf[known]}`).join('、')}、JHA、SCL 分析记录表`);
  const form = options.form === undefined ? undefined : await formNamed(session, options.form, code);
  const formats = form !== undefined && options.format === undefined ? [] : formatsFor(code, options.format);
  const request = await requestOf(session, code, options);
  const folder = await session.prepareFor(formats, options.out);
  if (options.draft) {
    const files = [];
    for (const format of formats) files.push((await session.call('filing.renderDraft', { request, format, file: folder })).file);
    if (form !== undefined) files.push((await session.call('filing.renderFormDraft', { request, formId: form.id, file: folder })).file);
    session.print({ draft: true, files }, files.map(String));
    return;
  }
  const replacesId = options.replaces === undefined ? null : (await filingNumbered(session, options.replaces)).id;
  await issueAndWrite(session, { request, gapReason: options.reason, replacesId }, formats, folder, form?.id);
}

/** Issues a paper and writes it in its formats, and into an authority's form; one that cannot be filled is told before the paper gets its number. */
export async function issueAndWrite(
  session: TerminalSession,
  wanted: { request: FilingRequest; gapReason: string; replacesId: string | null },
  formats: readonly FilingFormat[],
  folder: string,
  formId?: string,
): Promise<void> {
  if (formId !== undefined) await session.call('filing.renderFormDraft', { request: wanted.request, formId, file: null });
  const { value } = await session.call('filing.issue', wanted);
  const files = [];
  for (const format of formats) files.push((await session.call('filing.render', { id: value.id, format, file: folder })).file);
  if (formId !== undefined) files.push((await session.call('filing.renderForm', { id: value.id, formId, file: folder })).file);
  const told = value.gaps.map(({ key, params, at }) =>
    findingText(session.t, { rule: 'gap', key: `gap.${key}`, field: at, ...(params ? { params } : {}) }),
  );
  session.print({ number: value.number, files, findings: told }, [
    `已出件 ${value.number}`,
    ...told.map((text) => `提示：${text}`),
    ...files.map(String),
  ]);
}

/** An issued paper by its number. */
export async function filingNumbered(session: TerminalSession, number: string) {
  const wanted = number.normalize('NFKC').trim().toUpperCase();
  const found = await session.call('filing.list', { number: wanted });
  if (!found[0]) throw new UsageFault(`没有“${number}”这一件，编号见 filings`);
  return found[0];
}

export function formatsFor(code: FilingCode, asked: string | undefined): FilingFormat[] {
  if (asked === undefined) return [formatsOf[code][0]!];
  return asked.split(/[,，]/).map((word) => {
    const format = filingFormats.find((known) => known === word.trim().toLowerCase());
    if (format === undefined || !formatsOf[code].includes(format))
      throw new UsageFault(`${code} 的格式只能是：${formatsOf[code].join('、')}`);
    return format;
  });
}

/** A round that is named must be there; without a name the open or newest one, if there has been any. */
async function roundIfAny(session: TerminalSession, no: string | undefined) {
  return no === undefined && (await session.call('round.list', {})).length === 0 ? null : findRound(session, no);
}

function editionOf({ accidents = '' }: FileOptions): AccidentEdition | '' {
  const edition = accidentEditions.find((known) => known === accidents);
  if (edition === undefined && accidents !== '') throw new UsageFault(`--accidents 只能是 ${accidentEditions.join(' 或 ')}`);
  return edition ?? '';
}

const scanNames = { 通知: 'noticeFrom', 方案: 'planFrom', 签到表: 'signInFrom' } as const;

/** Annexes whose scanned originals are to be shown. */
function scansIn(stated = ''): Partial<Record<(typeof scanNames)[keyof typeof scanNames], 'scan'>> {
  const names = stated.split(/[,，、]/).filter((name) => name.trim() !== '');
  const stray = names.find((name) => !Object.hasOwn(scanNames, name.trim()));
  if (stray !== undefined) throw new UsageFault(`--scan 只能是 ${Object.keys(scanNames).join('、')}，不能是“${stray}”`);
  return Object.fromEntries(names.map((name) => [scanNames[name.trim() as keyof typeof scanNames], 'scan']));
}

export async function requestOf(session: TerminalSession, code: FilingCode, options: FileOptions): Promise<FilingRequest> {
  const compiledOn = options.compiledOn ?? null;
  if (code === 'F40') return letterRequest(session, options, []);
  if (code === 'F41') return { code, compiledOn, letterId: await letterId(session, options), items: null };
  if (code === 'F33') return cardRequest(session, options);
  if (code === 'map') return mapRequest(session, options);
  if (code === 'board') return boardRequest(session, options);
  const round = options.register ? null : await roundIfAny(session, options.round);
  const enterprise = await session.call('enterprise.get', {});
  if (code === 'F07') {
    return {
      code,
      roundId: round?.id ?? null,
      compiledOn,
      filledBy: options.contactName,
      phone: options.contactPhone || enterprise.phone,
      preparedBy: options.preparedBy ?? '',
      reviewedBy: options.reviewedBy ?? '',
      approvedBy: options.approvedBy ?? '',
      assessedFor: options.assessedFor ?? '',
      accidentEdition: editionOf(options),
    };
  }
  if (code === 'F08') {
    return {
      code,
      roundId: round?.id ?? null,
      compiledOn,
      recipient: options.recipient,
      filledBy: options.contactName,
      phone: options.contactPhone || enterprise.phone,
      leader: options.leader ?? '',
      period: options.period ?? '',
      assessedFor: options.assessedFor ?? '',
      accidentEdition: editionOf(options),
    };
  }
  if (round === null) throw new UsageFault(`${code} 要指明轮次：--round 编号`);
  if (code === 'F09') {
    if (options.from && options.to && options.to < options.from)
      throw new UsageFault(`公示结束日期 --to ${options.to} 早于开始日期 --from ${options.from}`);
    const request = {
      code,
      roundId: round.id,
      compiledOn,
      from: options.from ?? null,
      to: options.to ?? null,
      place: options.place ?? '',
      department: options.department ?? '',
      phone: options.contactPhone,
      short: options.short ?? false,
      posts: options.posts ?? false,
      wording: {},
    };
    return options.wording === undefined ? request : { ...request, wording: await publicWording(session, request, options.wording) };
  }
  const chair = round.team.find((member) => member.role.includes('组长'))?.name ?? '';
  return code === 'F10'
    ? {
        code,
        roundId: round.id,
        compiledOn,
        noticeText: '',
        planText: '',
        chair,
        recorder: '',
        preparedBy: options.preparedBy ?? '',
        reviewedBy: options.reviewedBy ?? '',
        approvedBy: options.approvedBy ?? '',
        ...scansIn(options.scan),
        implementation: options.implementation ?? '',
        accidentEdition: editionOf(options),
      }
    : { code, roundId: round.id, compiledOn, chair, recorder: '', blankRows: 4 };
}

/** The letter that a receipt is for: the one named, else the newest that stands. */
async function letterId(session: TerminalSession, { letter }: FileOptions): Promise<string> {
  if (letter !== undefined) return (await filingNumbered(session, letter)).id;
  const newest = (await session.call('filing.list', { code: 'F40' })).find(({ state }) => state !== 'voided' && state !== 'replaced');
  if (!newest) throw new UsageFault('还没有报送函，签收回执没有可列的材料：先用 package 或 file F40 出函');
  return newest.id;
}

export const recipientMissing = '报送函要写明收件单位：--recipient 收件单位全称';

export async function letterRequest(
  session: TerminalSession,
  options: FileOptions,
  items: (FilingRequest & { code: 'F40' })['items'],
): Promise<FilingRequest & { code: 'F40' }> {
  if (options.recipient === '') throw new UsageFault(recipientMissing);
  const round = await roundIfAny(session, options.round);
  const enterprise = await session.call('enterprise.get', {});
  const period = round === null ? '' : periodTitle(round.period);
  return {
    code: 'F40',
    compiledOn: options.compiledOn ?? null,
    period,
    recipient: options.recipient,
    documentNumber: options.documentNumber,
    signer: '',
    subject: options.subject || `${period}安全风险分级管控材料`,
    basis: '',
    body: '',
    contact: { name: options.contactName, phone: options.contactPhone || enterprise.phone, address: enterprise.address },
    items,
  };
}

/** What `file` and `package` ask for alike. */
export const withPaperOptions = (command: Command): Command =>
  command
    .requiredOption('--out <目录>', '写到哪个文件夹')
    .option('--round <编号>', '轮次编号')
    .option('--compiled-on <日期>', '编制日期（由人确认，不默认今天）', dateOption)
    .option('--reason <理由>', '带缺项出件的理由', '')
    .option('--recipient <单位>', '收件单位全称', '')
    .option('--subject <事由>', '报送函事由', '')
    .option('--document-number <文号>', '发文字号', '')
    .option('--contact-name <姓名>', '联系人', '')
    .option('--contact-phone <电话>', '联系电话', '');

/** `file` */
export function addPapers(program: Command, within: Within): void {
  withPaperOptions(
    program
      .command('file')
      .description(
        '出一件报送件：F07、F08、F09、F10、F33 告知卡、F40、F41 签收回执、signoff 会签单、map 四色图、board 公告栏，或分析记录表：JHA、SCL',
      ),
  )
    .argument('<代号>', 'F07、F08、F09、F10、F33、F40、F41、signoff、map、board、JHA、SCL')
    .option('--format <格式>', 'xlsx、docx、pdf，可用逗号隔开多个')
    .option('--form <名称>', '按接收单位的表样出（见 form show），不写 --format 时只出表样')
    .option('--draft', '只出送审稿，不编号')
    .option('--register', '按现在的清单出，不取某一轮')
    .option('--from <日期>', '公示开始日期（F09）', dateOption)
    .option('--to <日期>', '公示结束日期（F09）', dateOption)
    .option('--place <地点>', '公示地点（F09）')
    .option('--department <部门>', '意见受理部门（F09）')
    .option('--short', '简版：每条风险只写一行主要措施（F09）')
    .option('--posts', '责任人写岗位，不写姓名（F09）')
    .option('--wording <文件>', '对外文字：JSON，按“编号 栏目”代替隐去了内容的文字（F09）')
    .option('--leader <姓名>', '责任人不是公司领导的重大风险由谁负责（F08）')
    .option('--period <期间>', '所属期间，如 2026年度，与 --register 一起写（F08；不写则写截至当天）')
    .option('--scan <附件>', '用扫描原件的附件：通知、方案、签到表，可用逗号隔开（F10；不写则按文字重新排印）')
    .option('--implementation <文字>', '没有单独写明的重大、较大风险的措施落实情况（F10）')
    .option('--prepared-by <姓名>', '编制（F07、F10；不写则留空手签）')
    .option('--reviewed-by <姓名>', '审核（F07、F10）')
    .option('--approved-by <姓名>', '批准（F07、F10）')
    .option('--analyst <姓名>', '分析人（JHA、SCL；不写则留空手签）')
    .option('--reviewer <姓名>', '审核人（JHA、SCL）')
    .option('--approver <姓名>', '审定人（JHA、SCL）')
    .option('--paper <纸张>', 'A3 或 A4（JHA、SCL）')
    .option('--assessed-for <接收方>', '按给这个接收方另评的一套出件，与 --register 一起写（F07、F08）')
    .option('--accidents <版本>', '事故类型按 GB 6441 的哪一版：2025 或 1986（F07、F08、F10；不写则照清单）')
    .option('--plan <名称>', '哪一张平面图，只有一张时可不写（map；board 不写时取第一张，写“无”则不放四色图）')
    .option('--size <纸张>', '公告栏的纸张：A3 或 A2（board）')
    .option('--point <名称>', '哪个风险点，可写多次（F33、JHA、SCL）', (name: string, others?: string[]) => [...(others ?? []), name])
    .option('--all', '出全部有风险的风险点的告知卡，不只重大、较大的（F33）')
    .option('--due', '只出还没有卡、或清单已变的（F33）')
    .option('--per-page <张数>', '一页几张告知卡：4 或 1（F33）')
    .option('--letter <编号>', '给哪一份报送函的签收回执，如 F40-2026-001（F41）')
    .option('--replaces <编号>', '换版：代替已出的这一件')
    .action(within(filePaper));
}
