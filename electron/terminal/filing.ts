import type { Command } from 'commander';
import { filingCodes, filingFormats, type FilingCode, type FilingFormat } from '../../db/domain/filing/filing';
import { accidentEditions, type AccidentEdition } from '../../db/domain/risk/accident';
import type { Finding } from '../../db/domain/rule';
import { periodTitle } from '../../db/domain/period';
import { term } from '../../db/domain/term';
import { formatsOf, titleOf, type FilingRequest } from '../filing/compose';
import { findingText } from '../workspace/wording';
import { analysisNamed, fileAnalysis } from './analysis';
import { findRound } from './findRound';
import { cardRequest, mapRequest } from './hung';
import { publicWording } from './publicWording';
import { Refused, type TerminalSession, type Within } from './session';
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
  preparedBy?: string;
  reviewedBy?: string;
  approvedBy?: string;
  /** 接收方，按给它另评的一套出件 (F07, F08). */
  assessedFor?: string;
  /** GB 6441 的版本 (F07, F08, F10). */
  accidents?: string;
  /** 平面图名称 (map); 风险点, 每页张数, 全部风险点 (F33). */
  plan?: string;
  point?: string[];
  perPage?: string;
  all?: boolean;
  due?: boolean;
  /** 分析人, 审核人, 审定人, 纸张 (JHA, SCL). */
  analyst?: string;
  reviewer?: string;
  approver?: string;
  paper?: string;
}

/** What people call some papers, beside their codes. */
const shortNames: Partial<Record<FilingCode, string>> = { signoff: '会签单', F33: '告知卡', map: '四色图' };

/** Issues one paper and writes it in the formats asked for; `--draft` writes a 送审稿 and issues nothing. */
async function filePaper(session: TerminalSession, wanted: string, options: FileOptions): Promise<void> {
  const analysis = analysisNamed(wanted);
  if (analysis !== undefined) return fileAnalysis(session, analysis, options);
  const code = filingCodes.find((known) => known.toLowerCase() === wanted.toLowerCase() || shortNames[known] === wanted);
  if (code === undefined)
    throw new UsageFault(`能出的报送件：${filingCodes.map((known) => `${known} ${titleOf[known]}`).join('、')}、JHA、SCL 分析记录表`);
  const formats = formatsFor(code, options.format);
  const request = await requestOf(session, code, options);
  const folder = await session.prepareFor(formats, options.out);
  if (options.draft) {
    const files = [];
    for (const format of formats) files.push((await session.call('filing.renderDraft', { request, format, file: folder })).file);
    session.print({ draft: true, files }, files.map(String));
    return;
  }
  const { value } = await session.call('filing.issue', { request, gapReason: options.reason });
  const files = [];
  for (const format of formats) files.push((await session.call('filing.render', { id: value.id, format, file: folder })).file);
  const told = value.gaps.map(({ key, params, at }) =>
    findingText(session.t, { rule: 'gap', key: `gap.${key}`, field: at, ...(params ? { params } : {}) }),
  );
  session.print({ number: value.number, files, findings: told }, [
    `已出件 ${value.number}`,
    ...told.map((text) => `提示：${text}`),
    ...files.map(String),
  ]);
}

function formatsFor(code: FilingCode, asked: string | undefined): FilingFormat[] {
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

async function requestOf(session: TerminalSession, code: FilingCode, options: FileOptions): Promise<FilingRequest> {
  const compiledOn = options.compiledOn ?? null;
  if (code === 'F40') return letterRequest(session, options, []);
  if (code === 'F33') return cardRequest(session, options);
  if (code === 'map') return mapRequest(session, options);
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
        implementation: '',
        accidentEdition: editionOf(options),
      }
    : { code, roundId: round.id, compiledOn, chair, recorder: '', blankRows: 4 };
}

const recipientMissing = '报送函要写明收件单位：--recipient 收件单位全称';

async function letterRequest(
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

async function listFilings(session: TerminalSession): Promise<void> {
  const filings = await session.call('filing.list', {});
  const rows = filings.map((filing) => ({
    number: filing.number,
    code: filing.code,
    title: filing.title,
    period: filing.period,
    state: term('filingState', filing.state),
    compiledOn: filing.compiledOn,
    addressee: filing.addressee,
    gapReason: filing.gapReason,
    files: filing.files.map(({ format, name, sha256, size }) => ({ format, name, sha256, size })),
  }));
  session.print(
    { total: rows.length, rows },
    rows.map((row) => `${row.number}\t${row.title}\t${row.period}\t${row.state}\t${row.files.map((file) => file.format).join(' ')}`),
  );
}

/** The newest papers of a round under a letter, as one zip. Papers that are missing are issued first, all of them or none. */
async function packFilings(session: TerminalSession, options: FileOptions & { asciiNames?: boolean; with?: string[] }): Promise<void> {
  if (options.recipient === '') throw new UsageFault(recipientMissing);
  const round = await findRound(session, options.round);
  const folder = await session.prepareFor(['pdf'], options.out);
  const papers: { id: string; number: string; title: string; formats: FilingFormat[] }[] = [];
  const wanted: { code: FilingCode; request: FilingRequest }[] = [];
  for (const code of ['F07', 'F08', 'F10', 'F09'] as const) {
    const known = (await session.call('filing.list', { code, roundId: round.id })).find(
      ({ state }) => state !== 'voided' && state !== 'replaced',
    );
    if (known) papers.push({ id: known.id, number: known.number, title: known.title, formats: [...formatsOf[code]] });
    // A publication has days and a place that only a person knows: it goes along where it was issued.
    else if (code !== 'F09') wanted.push({ code, request: await requestOf(session, code, { ...options, round: round.no }) });
  }
  const others = await filingsNumbered(session, options.with ?? []);
  await requireWhole(session, wanted, options.reason);
  for (const { code, request } of wanted) {
    const { value } = await session.call('filing.issue', { request, gapReason: options.reason });
    papers.push({ ...value, title: titleOf[code], formats: [...formatsOf[code]] });
  }
  papers.sort((a, b) => inPackage(a.number) - inPackage(b.number));
  papers.push(...others.filter(({ id }) => !papers.some((paper) => paper.id === id)));
  const items = papers.map(({ number, title, formats }) => ({ title, number, copies: 1, pages: null, format: formats.join('、') }));
  const { value: letter } = await session.call('filing.issue', {
    request: await letterRequest(session, { ...options, round: round.no }, items),
    gapReason: options.reason,
  });
  const packed = await session.call('filing.package', {
    letterId: letter.id,
    filings: papers.map(({ id, formats }) => ({ id, formats })),
    file: folder,
    asciiNames: options.asciiNames ?? false,
  });
  session.print({ letter: letter.number, papers: papers.map(({ number }) => number), ...packed }, [
    `已打包 ${packed.file}`,
    ...packed.entries,
  ]);
}

/** Issued papers that go along beside those of the round, such as notice cards and pictures. */
async function filingsNumbered(session: TerminalSession, numbers: readonly string[]) {
  const known = numbers.length === 0 ? [] : (await session.call('filing.list', {})).filter(({ code }) => code !== 'F40');
  return numbers.map((number) => {
    const found = known.find((filing) => filing.number === number && filing.state !== 'voided' && filing.state !== 'replaced');
    if (!found) throw new UsageFault(`没有现行的报送件“${number}”，编号见 filings`);
    return { id: found.id, number, title: found.title, formats: [...formatsOf[found.code as FilingCode]] };
  });
}

const inPackage = (number: string): number => ['F07', 'F08', 'F10', 'F09'].indexOf(number.split('-')[0]!);

/** What all papers lack, said at once and before the first gets a number. */
async function requireWhole(session: TerminalSession, wanted: readonly { request: FilingRequest }[], reason: string): Promise<void> {
  const findings: Finding[] = [];
  for (const { request } of wanted) {
    if (request.compiledOn === null)
      throw new Refused({
        code: 'INVALID',
        key: 'invalid',
        findings: [{ rule: 'compiledOn', kind: 'arithmetic', key: 'compiledOn', field: 'compiledOn' }],
      });
    const { gaps } = await session.call('filing.draft', { request });
    for (const { key, params, at, advice } of gaps)
      if (!advice) findings.push({ rule: 'gap', kind: 'statutory', key: `gap.${key}`, field: at, ...(params ? { params } : {}) });
  }
  const different = [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
  if (different.length > 0 && reason === '') throw new Refused({ code: 'INVALID', key: 'invalid', findings: different });
}

/** `file`, `filings` and `package` */
export function addPapers(program: Command, within: Within): void {
  const papers = (command: Command) =>
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
  papers(
    program
      .command('file')
      .description('出一件报送件：F07、F08、F09、F10、F33 告知卡、F40、signoff 会签单、map 四色图，或分析记录表：JHA、SCL'),
  )
    .argument('<代号>', 'F07、F08、F09、F10、F33、F40、signoff、map、JHA、SCL')
    .option('--format <格式>', 'xlsx、docx、pdf，可用逗号隔开多个')
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
    .option('--prepared-by <姓名>', '编制（F07、F10；不写则留空手签）')
    .option('--reviewed-by <姓名>', '审核（F07、F10）')
    .option('--approved-by <姓名>', '批准（F07、F10）')
    .option('--analyst <姓名>', '分析人（JHA、SCL；不写则留空手签）')
    .option('--reviewer <姓名>', '审核人（JHA、SCL）')
    .option('--approver <姓名>', '审定人（JHA、SCL）')
    .option('--paper <纸张>', 'A3 或 A4（JHA、SCL）')
    .option('--assessed-for <接收方>', '按给这个接收方另评的一套出件，与 --register 一起写（F07、F08）')
    .option('--accidents <版本>', '事故类型按 GB 6441 的哪一版：2025 或 1986（F07、F08、F10；不写则照清单）')
    .option('--plan <名称>', '哪一张平面图，只有一张时可不写（map）')
    .option('--point <名称>', '哪个风险点，可写多次（F33、JHA、SCL）', (name: string, others?: string[]) => [...(others ?? []), name])
    .option('--all', '出全部有风险的风险点的告知卡，不只重大、较大的（F33）')
    .option('--due', '只出还没有卡、或清单已变的（F33）')
    .option('--per-page <张数>', '一页几张告知卡：4 或 1（F33）')
    .action(within(filePaper));
  program.command('filings').description('已出件一览').action(within(listFilings));
  papers(program.command('package').description('打成送件包'))
    .option('--with <编号>', '另外附上这一件已出的，可写多次（如告知卡、四色图）', (number: string, others?: string[]) => [
      ...(others ?? []),
      number,
    ])
    .option('--ascii-names', '文件名只用英文数字，供旧系统解压')
    .action(within(packFilings));
}
