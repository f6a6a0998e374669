import type { Command } from 'commander';
import { usualVolumeMb } from '../../db/domain/filing/handover';
import { dateOption, numberOption, repeated, UsageFault } from './usage';

/** What `file` and `package` ask for alike. */
export interface CommonOptions {
  out: string;
  round?: string;
  compiledOn?: string;
  reason: string;
  /** 接收单位, by its name; or whom it goes to in words. */
  authority?: string;
  recipient: string;
  contactName: string;
  contactPhone: string;
  accidents?: string;
  assessedFor?: string;
  /** 编制, 审核, 批准. */
  preparedBy?: string;
  reviewedBy?: string;
  approvedBy?: string;
  leader?: string;
  /** 组长 (主持人), 记录人. */
  chair?: string;
  recorder?: string;
  implementation?: string;
  register?: boolean;
  /** Of F34, `YYYY-MM`. */
  month?: string;
  /** Of F36: a JSON file with the words of its chapters. */
  text?: string;
  /** Of F32 and F36. */
  year?: number;
  /** Of F31 and F35. */
  day?: string;
  period?: string;
  scan?: string;
  noticeText?: string;
  planText?: string;
}

/** What a person states in the letter that goes with papers (F40). */
export interface LetterOptions {
  subject: string;
  documentNumber: string;
  contactAddress?: string;
  style?: string;
  signer?: string;
  basis?: string;
  body?: string;
  copyTo?: string;
  /** Issued papers that go along. */
  with?: string[];
  copies?: string[];
}

export interface FileOptions extends CommonOptions, LetterOptions {
  format?: string;
  form?: string;
  draft?: boolean;
  replaces?: string;
  /** 填报的数字. */
  figure?: string[];
  from?: string;
  to?: string;
  place?: string;
  department?: string;
  /** Of F31. */
  post?: string;
  apart?: boolean;
  short?: boolean;
  posts?: boolean;
  wording?: string;
  letter?: string;
  plan?: string;
  size?: string;
  point?: string[];
  perPage?: string;
  all?: boolean;
  due?: boolean;
  blank?: number;
  analyst?: string;
  reviewer?: string;
  approver?: string;
  paper?: string;
}

/** An option with the papers that it says something about; without any it is for all. */
interface PaperOption {
  flags: string;
  description: string;
  codes?: readonly string[];
  read?: (value: string) => unknown;
  many?: true;
  first?: string;
}

const ofRound = ['F07', 'F08', 'F09', 'F10', 'signoff', 'F40'];
const drawn = ['F07', 'F08', 'F10'];
/** Papers that can be made for one authority. */
const addressed: readonly string[] = ['F07', 'F08', 'F10', 'F35', 'F36', 'F37', 'F40'];

const common: readonly PaperOption[] = [
  { flags: '--round <编号>', description: '轮次编号', codes: ofRound },
  { flags: '--period <期间>', description: '所属期间，如 2026年度（不写则取轮次的；F08 与 --register 一起写）', codes: ['F08', 'F40'] },
  { flags: '--compiled-on <日期>', description: '编制日期（由人确认，不默认今天）', read: dateOption },
  { flags: '--reason <理由>', description: '带缺项出件的理由', first: '' },
  {
    flags: '--authority <单位>',
    description: '出给哪个接收单位（全称或简称，见 authority list），按它的要求隐去内容、行文',
    codes: addressed,
  },
  { flags: '--recipient <单位>', description: '收件单位全称；写的是接收单位的全称时同 --authority', codes: addressed, first: '' },
  { flags: '--contact-name <姓名>', description: '填报人、联系人', codes: ['F07', 'F08', 'F35', 'F37', 'F40'], first: '' },
  {
    flags: '--contact-phone <电话>',
    description: '联系电话、监督电话',
    codes: ['F07', 'F08', 'F09', 'F35', 'F37', 'F40', 'board'],
    first: '',
  },
  { flags: '--accidents <版本>', description: '事故类型按 GB 6441 的哪一版：2025 或 1986（不写则照清单）', codes: drawn },
  { flags: '--prepared-by <姓名>', description: '编制（不写则留空手签）', codes: ['F07', 'F10', 'F31', 'map'] },
  { flags: '--reviewed-by <姓名>', description: '审核', codes: ['F07', 'F10', 'F31', 'F35', 'map'] },
  { flags: '--approved-by <姓名>', description: '批准', codes: ['F07', 'F10', 'F31'] },
  { flags: '--leader <姓名>', description: '责任人不是公司领导的重大风险由谁负责', codes: ['F08'] },
  { flags: '--chair <姓名>', description: '评审会主持人（不写则用评估组组长）', codes: ['F10', 'signoff'] },
  { flags: '--recorder <姓名>', description: '记录人', codes: ['F10', 'signoff'] },
  { flags: '--scan <附件>', description: '用扫描原件的附件：通知、方案、签到表，可用逗号隔开（不写则按文字重新排印）', codes: ['F10'] },
  { flags: '--notice-text <文字>', description: '评估通知的正文（不写则用通用的话）', codes: ['F10'] },
  { flags: '--plan-text <文字>', description: '评估方案的正文（不写则用通用的话）', codes: ['F10'] },
  { flags: '--implementation <文字>', description: '没有单独写明的重大、较大风险的措施落实情况', codes: ['F10'] },
];

const letter: readonly PaperOption[] = [
  { flags: '--subject <事由>', description: '报送函事由', first: '' },
  { flags: '--document-number <文号>', description: '发文字号', codes: ['F37', 'F40'], first: '' },
  { flags: '--style <行文>', description: '函（平行）或 报告（报给上级）' },
  { flags: '--signer <姓名>', description: '签发人（报告）' },
  { flags: '--basis <依据>', description: '报送依据，如《安全生产法》第四十一条' },
  { flags: '--body <正文>', description: '报送函正文（不写则用通用的话）' },
  { flags: '--copy-to <单位>', description: '抄送' },
  { flags: '--contact-address <地址>', description: '联系地址（不写则用企业地址）' },
  { flags: '--with <编号>', description: '随函的已出报送件，可写多次（如告知卡、四色图）', many: true },
  { flags: '--copies <份数>', description: '随函材料的份数：2 表示各 2 份，F07=3 只说这一件，可写多次', many: true },
].map((option) => ({ codes: ['F40'], ...option }) as PaperOption);

const own: readonly PaperOption[] = [
  { flags: '--format <格式>', description: 'xlsx、docx、pdf，可用逗号隔开多个' },
  {
    flags: '--form <名称>',
    description: '按接收单位的表样出（见 form show），不写 --format 时只出表样',
    codes: ['F07', 'F08', 'F09', 'F10'],
  },
  { flags: '--draft', description: '只出送审稿，不编号' },
  { flags: '--replaces <编号>', description: '换版：代替已出的这一件' },
  {
    flags: '--figure <项目=数:原因>',
    description: '填报数与统计的不同时写明，如 风险总数=321:漏登一处，可写多次；不写数则去掉轮次里填报的',
    codes: ['F07', 'F08', 'F09', 'F10', 'signoff'],
    many: true,
  },
  { flags: '--register', description: '按现在的清单出，不取某一轮', codes: ['F07', 'F08'] },
  { flags: '--assessed-for <接收方>', description: '按给这个接收方另评的一套出件，与 --register 一起写', codes: ['F07', 'F08'] },
  { flags: '--from <日期>', description: '公示开始日期', codes: ['F09', 'F31'], read: dateOption },
  { flags: '--to <日期>', description: '公示结束日期', codes: ['F09', 'F31'], read: dateOption },
  { flags: '--place <地点>', description: '公示地点', codes: ['F09', 'F31'] },
  { flags: '--department <部门>', description: 'F09 意见受理部门；F31 只出这个部门和它下面的岗位', codes: ['F09', 'F31'] },
  { flags: '--post <岗位>', description: '只出这个岗位或固定角色的责任清单', codes: ['F31'] },
  { flags: '--apart', description: '每个岗位另起一页', codes: ['F31'] },
  { flags: '--short', description: '简版：每条风险只写一行主要措施', codes: ['F09'] },
  { flags: '--posts', description: '责任人写岗位，不写姓名', codes: ['F09'] },
  { flags: '--wording <文件>', description: '对外文字：JSON，按“编号 栏目”代替隐去了内容的文字', codes: ['F09'] },
  { flags: '--blank <行数>', description: '另留几行空白签字', codes: ['signoff'], read: numberOption(0, 40) },
  {
    flags: '--plan <名称>',
    description: '哪一张平面图，只有一张时可不写（board 不写时取第一张，写“无”则不放四色图）',
    codes: ['map', 'board'],
  },
  { flags: '--size <纸张>', description: '公告栏的纸张：A3 或 A2', codes: ['board'] },
  { flags: '--point <名称>', description: '哪个风险点，可写多次', codes: ['F33', 'JHA', 'SCL'], many: true },
  { flags: '--all', description: '出全部有风险的风险点的告知卡，不只重大、较大的', codes: ['F33'] },
  { flags: '--due', description: '只出还没有卡、或清单已变的', codes: ['F33'] },
  { flags: '--per-page <张数>', description: '一页几张告知卡：4、2 或 1', codes: ['F33'] },
  { flags: '--month <月份>', description: '哪个月的全面检查记录，如 2026-11（不写为本月）', codes: ['F34'] },
  { flags: '--day <日期>', description: '截至哪一天（不写为今天）', codes: ['F31', 'F35'], read: dateOption },
  {
    flags: '--year <年>',
    description: '哪一年（不写时责任书为最近的一批，年度报告为今年）',
    codes: ['F32', 'F36'],
    read: numberOption(2000, 2199),
  },
  { flags: '--text <文件>', description: '年度报告各章的文字：JSON，如 {"training": "…"}，不写的章按登记拟', codes: ['F36'] },
  { flags: '--letter <编号>', description: '给哪一份报送函的签收回执，如 F40-2026-001', codes: ['F41'] },
  { flags: '--analyst <姓名>', description: '分析人（不写则留空手签）', codes: ['JHA', 'SCL'] },
  { flags: '--reviewer <姓名>', description: '审核人', codes: ['JHA', 'SCL'] },
  { flags: '--approver <姓名>', description: '审定人', codes: ['JHA', 'SCL'] },
  { flags: '--paper <纸张>', description: 'A3 或 A4', codes: ['JHA', 'SCL'] },
];

const packing: readonly PaperOption[] = [
  { flags: '--profile <名称>', description: '按接收单位的报送要求：写单位名称、要求的名称或它的 id' },
  { flags: '--letter <编号>', description: '用已出的这一份函重新打包（如签章扫描之后），不再出函' },
  { flags: '--file-names <写法>', description: 'utf8 通用、gbk 旧版 Windows、ascii 仅字母数字（不写则按要求，没有要求时为 utf8）' },
  { flags: '--volume-mb <MB>', description: `每卷不超过多少 MB，超过时分卷，常用 ${usualVolumeMb}；0 不分卷`, read: numberOption(0, 4000) },
  { flags: '--no-scans', description: '有签章扫描件也放未签章的 pdf' },
  { flags: '--evidence <范围>', description: '证明材料：usual 通常随附的、all 全部、none 不附', first: 'usual' },
  { flags: '--receipt', description: '附一式两份的签收回执（F41）' },
  { flags: '--no-receipt', description: '不附签收回执，虽然报送要求里有' },
];

function declare(command: Command, options: readonly PaperOption[], withCodes: boolean): Command {
  for (const { flags, description, codes, read, many, first } of options) {
    const told = withCodes && codes !== undefined ? `${description}（${codes.join('、')}）` : description;
    if (many) command.option(flags, told, repeated);
    else if (read) command.option(flags, told, read);
    else command.option(flags, told, first);
  }
  return command.requiredOption('--out <目录>', '写到哪个文件夹');
}

export const withFileOptions = (command: Command): Command => declare(command, [...own, ...common, ...letter], true);
export const withPackageOptions = (command: Command): Command => declare(command, [...packing, ...common, ...letter], false);

const nameOf = (flags: string): string =>
  flags
    .split(' ')[0]!
    .slice(2)
    .replaceAll(/-(\w)/g, (_, letterAfter: string) => letterAfter.toUpperCase());

/** What was stated must be something that the paper says: nothing is left aside in silence. */
export function requireApt(code: string, options: FileOptions): void {
  const stated = options as unknown as Readonly<Record<string, unknown>>;
  for (const { flags, codes } of [...own, ...common, ...letter]) {
    const value = stated[nameOf(flags)];
    if (codes === undefined || codes.includes(code) || value === undefined || value === '') continue;
    throw new UsageFault(`${flags.split(' ')[0]} 用于 ${codes.join('、')}，${code} 没有这一项`);
  }
}
