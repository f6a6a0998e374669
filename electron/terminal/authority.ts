import type { Command } from 'commander';
import { filingCodes, filingFormats, type FilingFormat } from '../../db/domain/filing/filing';
import {
  emptyAuthority,
  kindOfName,
  maskFields,
  profileDraft,
  subjectsOfKind,
  usualVolumeMb,
  type AuthorityDraft,
  type ProfileDraft,
} from '../../db/domain/filing/handover';
import { accidentEditions } from '../../db/domain/risk/accident';
import { term, terms, wordOf, type TermKind, type TermOf } from '../../db/domain/term';
import type { AuthorityView } from '../../db/query/authority';
import { paperOf } from '../filing/papers';
import { styleNamed } from './letter';
import type { TerminalSession, Within } from './session';
import { countOption, dateOption, repeated, UsageFault } from './usage';

/** Words of the field's terms, told which there are where one is not. */
function wordsOf<K extends TermKind>(kind: K, stated: readonly string[], option: string): TermOf<K>[] {
  return stated.flatMap((words) =>
    words.split(/[,，、]/).map((word) => {
      const known = wordOf(kind, word.trim());
      if (known === undefined) throw new UsageFault(`${option} 只能是：${Object.values(terms[kind]).join('、')}`);
      return known;
    }),
  );
}

const namesOf = (session: TerminalSession) => session.call('authority.list', { withRetired: true });

/** The one of that name or short name, those still in force first. */
export async function authorityNamed(session: TerminalSession, wanted: string): Promise<AuthorityView> {
  const all = await namesOf(session);
  const found = all.find(({ name }) => name === wanted) ?? all.find(({ shortName }) => shortName === wanted);
  if (!found) throw new UsageFault(`没有接收单位“${wanted}”，已有的见 authority list`);
  return found;
}

const told = ({ id: _id, revision: _revision, profiles, sort: _sort, ...rest }: AuthorityView & { region?: string }) => ({
  ...rest,
  kind: term('authorityKind', rest.kind),
  subjects: rest.subjects.map((subject) => term('supervisionSubject', subject)),
  profiles: profiles.map(({ name }) => name),
});

async function list(session: TerminalSession, options: { subject?: string; text?: string; withRetired?: boolean }): Promise<void> {
  const [subject] = wordsOf('supervisionSubject', options.subject === undefined ? [] : [options.subject], '--subject');
  const rows = await session.call('authority.list', {
    ...(subject === undefined ? {} : { subject }),
    text: options.text ?? '',
    withRetired: options.withRetired ?? false,
  });
  session.print({ total: rows.length, rows: rows.map(told) }, [
    `共 ${rows.length} 个接收单位`,
    ...rows
      .map(told)
      .map(({ name, kind, region, area, subjects, contactName, phone, validTo }) =>
        [
          name,
          kind,
          area || region || '',
          subjects.join('、'),
          `${contactName} ${phone}`.trim(),
          validTo === null ? '' : `到 ${validTo}`,
        ].join('\t'),
      ),
  ]);
}

interface AuthorityOptions {
  name?: string;
  kind?: string;
  subject?: string[];
  region?: string;
  area?: string;
  shortName?: string;
  salutation?: string;
  contactName?: string;
  phone?: string;
  address?: string;
  remark?: string;
  from?: string;
  to?: string;
}

function stated(before: AuthorityDraft, options: AuthorityOptions): AuthorityDraft {
  const { region, from, to, subject, kind, ...words } = options;
  const [stated] = wordsOf('authorityKind', kind === undefined ? [] : [kind], '--kind');
  const draft: AuthorityDraft = { ...before, ...Object.fromEntries(Object.entries(words).filter(([name]) => name in emptyAuthority)) };
  if (stated !== undefined) draft.kind = stated;
  if (subject !== undefined) draft.subjects = [...new Set(wordsOf('supervisionSubject', subject, '--subject'))];
  if (region !== undefined) {
    if (!/^(\d{6})?$/.test(region)) throw new UsageFault('--region 要写六位行政区划代码');
    draft.regionCode = region;
  }
  if (from !== undefined) draft.validFrom = from;
  if (to !== undefined) draft.validTo = to;
  return draft;
}

async function add(session: TerminalSession, name: string, options: AuthorityOptions): Promise<void> {
  const kind = kindOfName(name);
  const draft = stated({ ...emptyAuthority, kind, subjects: subjectsOfKind(kind) }, { ...options, name });
  await session.call('authority.create', { draft });
  session.print({ name: draft.name }, [
    `已新增接收单位 ${draft.name}（${term('authorityKind', draft.kind)}），负责：${draft.subjects.map((subject) => term('supervisionSubject', subject)).join('、') || '未写明'}`,
  ]);
}

async function update(session: TerminalSession, name: string, options: AuthorityOptions): Promise<void> {
  const { id, revision, profiles: _p, filings: _f, sentOn: _s, ...before } = await authorityNamed(session, name);
  const draft = stated(before, options);
  const { changed } = await session.call('authority.update', { id, revision, draft });
  session.print({ name: draft.name, changed }, [changed === 0 ? `${draft.name} 没有变化` : `已修改 ${draft.name}`]);
}

async function retire(session: TerminalSession, name: string, { on }: { on: string }): Promise<void> {
  const { id, revision } = await authorityNamed(session, name);
  await session.call('authority.retire', { id, revision, on });
  session.print({ name, validTo: on }, [`${name} 自 ${on} 起不再作为接收单位，以往的报送件和记录不变`]);
}

async function merge(session: TerminalSession, keep: string, others: string[]): Promise<void> {
  const rows = [];
  for (const wanted of [keep, ...others]) rows.push(await authorityNamed(session, wanted));
  const { value } = await session.call('authority.merge', { keep: rows[0]!.id, others: rows.slice(1).map(({ id }) => id) });
  session.print({ merged: value.merged, moved: value.moved }, [`已并入 ${rows[0]!.name}：${value.merged} 个接收单位`]);
}

async function adopt(session: TerminalSession, names: string[], { list: listOnly }: { list?: boolean }): Promise<void> {
  const found = await session.call('authority.former', {});
  const rows = found.map(({ name, kind, subjects, filings, lastOn }) => ({
    name,
    kind: term('authorityKind', kind),
    subjects: subjects.map((subject) => term('supervisionSubject', subject)),
    filings,
    lastOn,
  }));
  if (listOnly || rows.length === 0)
    return session.print({ total: rows.length, rows }, [
      rows.length === 0 ? '企业档案和以往的报送件里没有别的接收单位' : `企业档案和以往的报送件里还有 ${rows.length} 个名称`,
      ...rows.map(({ name, kind, subjects, filings }) => [name, kind, subjects.join('、'), `${filings} 件`].join('\t')),
    ]);
  for (const name of names)
    if (!rows.some((row) => row.name === name))
      throw new UsageFault(`企业档案和以往的报送件里没有“${name}”，名称见 authority adopt --list`);
  const wanted = names.length > 0 ? names : rows.map(({ name }) => name);
  await session.call('authority.adopt', { names: wanted });
  session.print({ adopted: wanted }, [`已新增 ${wanted.length} 个接收单位`, ...wanted]);
}

interface ProfileOptions {
  name?: string;
  paper?: string[];
  mask?: string;
  accidents?: string;
  assessedFor?: string;
  style?: string;
  subject?: string;
  basis?: string;
  body?: string;
  signer?: string;
  copyTo?: string;
  volumeMb?: number;
  fileNames?: string;
  receipt?: boolean;
  remove?: boolean;
}

/** `F07:xlsx,pdf:2` — what, in which formats, how many copies. */
function paperOption(stated: string): ProfileDraft['papers'][number] {
  const [wanted = '', formats = '', copies = '1'] = stated.split(/[:：]/);
  const code = filingCodes.find((known) => known.toLowerCase() === wanted.trim().toLowerCase());
  if (code === undefined)
    throw new UsageFault(
      `--paper 写成 F07:xlsx,pdf:2 的样子，代号有：${filingCodes.map((known) => `${known} ${paperOf[known].title}`).join('、')}`,
    );
  const chosen =
    formats.trim() === '' ? [...paperOf[code].formats] : formats.split(/[,，]/).map((word) => word.trim().toLowerCase() as FilingFormat);
  if (chosen.some((format) => !filingFormats.includes(format) || !paperOf[code].formats.includes(format)))
    throw new UsageFault(`${code} 的格式只能是：${paperOf[code].formats.join('、')}`);
  if (!/^[1-9]\d?$/.test(copies.trim())) throw new UsageFault(`--paper 的份数要写 1 到 99：${stated}`);
  return { code, formats: chosen, copies: Number(copies) };
}

function profileStated(before: ProfileDraft, options: ProfileOptions): ProfileDraft {
  const { name, paper, mask, accidents, assessedFor, style, volumeMb, fileNames, receipt, remove: _remove, ...letter } = options;
  const edition = accidentEditions.find((known) => known === accidents);
  if (accidents !== undefined && accidents !== '' && edition === undefined)
    throw new UsageFault(`--accidents 只能是 ${accidentEditions.join(' 或 ')}`);
  const fields = mask === undefined ? [] : mask === '无' || mask === '' ? [] : wordsOf('maskField', [mask], '--mask');
  const names = { 通用: 'utf8', GBK: 'gbk', 字母数字: 'ascii' } as const;
  if (fileNames !== undefined && !(fileNames in names)) throw new UsageFault('--file-names 只能是：通用、GBK、字母数字');
  return {
    ...before,
    ...(name === undefined ? {} : { name }),
    ...(paper === undefined ? {} : { papers: paper.map(paperOption) }),
    ...(mask === undefined ? {} : { mask: Object.fromEntries(fields.map((field) => [field, true])) }),
    ...(accidents === undefined ? {} : { accidentEdition: edition ?? '' }),
    ...(assessedFor === undefined ? {} : { assessedFor }),
    ...(volumeMb === undefined ? {} : { volumeMb: volumeMb === 0 ? null : volumeMb }),
    ...(fileNames === undefined ? {} : { fileNames: names[fileNames as keyof typeof names] }),
    ...(receipt === undefined ? {} : { withReceipt: receipt }),
    letter: { ...before.letter, ...letter, ...(style === undefined ? {} : { style: styleNamed(style) }) },
  };
}

const profileTold = ({ papers, mask, letter, volumeMb, fileNames, withReceipt, name, accidentEdition, assessedFor }: ProfileDraft) => ({
  name,
  papers: papers.map(({ code, formats, copies }) => ({ code, formats, copies })),
  mask: maskFields.filter((field) => mask[field]).map((field) => term('maskField', field)),
  letter: { ...letter, style: letter.style === 'report' ? '报告' : '函' },
  accidentEdition,
  assessedFor,
  volumeMb,
  fileNames: term('fileNames', fileNames),
  withReceipt,
});
const profileLines = (profile: ReturnType<typeof profileTold>): string[] => [
  `报送要求：${profile.name}`,
  `材料：${profile.papers.map(({ code, formats, copies }) => `${code} ${formats.join('、')} ${copies} 份`).join('；') || '随本轮已出的报送件'}`,
  `遮盖：${profile.mask.join('、') || '无'}`,
  `行文：${profile.letter.style}${profile.letter.copyTo === '' ? '' : `，抄送 ${profile.letter.copyTo}`}`,
  `单包上限：${profile.volumeMb === null ? '不限' : `${profile.volumeMb} MB`}，文件名：${profile.fileNames}，签收回执：${profile.withReceipt ? '要' : '不要'}`,
];

/** Shows what an authority wants, or states it; its first profile unless another is named. */
async function profile(session: TerminalSession, wanted: string, options: ProfileOptions): Promise<void> {
  const authority = await authorityNamed(session, wanted);
  const known = authority.profiles.find(({ name }) => options.name === undefined || name === options.name);
  if (options.remove) {
    if (!known) throw new UsageFault(`${authority.name} 没有这个报送要求`);
    await session.call('authority.removeProfile', { id: known.id, revision: known.revision });
    return session.print({ removed: known.name }, [`已去掉 ${authority.name} 的“${known.name}”`]);
  }
  if (Object.keys(options).every((name) => name === 'name')) {
    const all = authority.profiles.map(profileTold);
    return session.print(
      { authority: authority.name, profiles: all },
      all.length === 0 ? [`${authority.name} 还没有报送要求`] : all.flatMap(profileLines),
    );
  }
  const style = authority.kind === 'superior' ? 'report' : 'letter';
  const draft = profileStated(profileDraft.parse(known ?? { name: options.name ?? '报送要求', letter: { style } }), options);
  if (known === undefined) await session.call('authority.createProfile', { authorityId: authority.id, draft });
  else await session.call('authority.updateProfile', { id: known.id, revision: known.revision, draft });
  session.print({ authority: authority.name, profile: profileTold(draft) }, [
    `已写明 ${authority.name} 的报送要求`,
    ...profileLines(profileTold(draft)),
  ]);
}

/** `authority list|add|update|retire|merge|adopt|profile` */
export function addAuthorities(program: Command, within: Within): void {
  const authority = program.command('authority').description('接收单位：报送件交给谁，各要什么');
  authority
    .command('list')
    .description('接收单位一览')
    .option('--subject <主题>', `负责这个主题的：${Object.values(terms.supervisionSubject).join('、')}`)
    .option('--text <词>', '名称、简称、范围、联系人里有这个词的')
    .option('--with-retired', '连同已停用的')
    .action(within(list));
  const particulars = (command: Command) =>
    command
      .option('--kind <类别>', `类别：${Object.values(terms.authorityKind).join('、')}（不写则按名称判断）`)
      .option('--subject <主题>', '负责的主题，可写多次', repeated)
      .option('--region <代码>', '管辖地区的六位行政区划代码')
      .option('--area <范围>', '管辖范围，如某某园区')
      .option('--short-name <简称>', '简称')
      .option('--salutation <称呼>', '函里的称呼，如贵局（不写则按名称）')
      .option('--contact-name <姓名>', '联系人')
      .option('--phone <电话>', '电话')
      .option('--address <地址>', '地址')
      .option('--remark <备注>', '备注')
      .option('--from <日期>', '从哪一天起', dateOption);
  particulars(authority.command('add').description('新增接收单位')).argument('<全称>', '接收单位全称').action(within(add));
  particulars(authority.command('update').description('修改接收单位'))
    .argument('<名称>', '全称或简称')
    .option('--name <全称>', '改名')
    .option('--to <日期>', '到哪一天止', dateOption)
    .action(within(update));
  authority
    .command('retire')
    .description('停用接收单位，以往的报送件不变')
    .argument('<名称>', '全称或简称')
    .requiredOption('--on <日期>', '从哪一天起不再报送', dateOption)
    .action(within(retire));
  authority
    .command('merge')
    .description('把同一单位的几个名称并成一个')
    .argument('<保留>', '保留哪一个')
    .argument('<并入...>', '并入它的')
    .action(within(merge));
  authority
    .command('adopt')
    .description('从企业档案和以往的报送件取接收单位')
    .argument('[名称...]', '取哪几个；不写则全部')
    .option('--list', '只列出名称')
    .action(within(adopt));
  authority
    .command('profile')
    .description('报送要求：不带选项时列出')
    .argument('<名称>', '接收单位全称或简称')
    .option('--name <名称>', '哪一个报送要求；只有一个时可不写')
    .option('--paper <材料>', '按顺序写，可写多次，如 F07:xlsx,pdf:2', repeated)
    .option('--mask <内容>', `遮盖：${Object.values(terms.maskField).join('、')}，逗号隔开；无 表示不遮盖`)
    .option('--accidents <版本>', '事故类型按 GB 6441 的哪一版：2025 或 1986')
    .option('--assessed-for <接收方>', '按给这个接收方另评的一套')
    .option('--style <行文>', '函 或 报告（报给上级）')
    .option('--subject <事由>', '报送函事由')
    .option('--basis <依据>', '报送函依据')
    .option('--body <正文>', '报送函正文；不写则用通用的话')
    .option('--signer <姓名>', '签发人（报告）')
    .option('--copy-to <单位>', '抄送')
    .option('--volume-mb <兆>', `单个压缩包上限，0 表示不限，常用 ${usualVolumeMb}`, countOption)
    .option('--file-names <写法>', '压缩包里的文件名：通用、GBK、字母数字')
    .option('--receipt', '附签收回执')
    .option('--no-receipt', '不附签收回执')
    .option('--remove', '去掉这个报送要求')
    .action(within(profile));
}
