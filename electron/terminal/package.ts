import type { Command } from 'commander';
import type { FilingCode, FilingFormat } from '../../db/domain/filing/filing';
import { fileNameKinds } from '../../db/domain/filing/handover';
import type { Finding } from '../../db/domain/rule';
import { term } from '../../db/domain/term';
import type { Api } from '../api/index';
import type { DataOf } from '../api/procedure';
import { formatsOf, numberPrefix, titleOf, type FilingRequest } from '../filing/compose';
import { filingNumbered, letterRequest, recipientMissing, requestOf, withPaperOptions, type FileOptions } from './filing';
import { findRound } from './findRound';
import { Refused, type TerminalSession, type Within } from './session';
import { countOption, UsageFault } from './usage';

interface PackOptions extends FileOptions {
  with?: string[];
  fileNames: string;
  volumeMb?: number;
  scans: boolean;
  evidence: string;
  receipt?: boolean;
  profile?: string;
}
interface Enclosed {
  id: string;
  number: string;
  title: string;
  formats: FilingFormat[];
  copies: number;
  formId: string | null;
}

/** Whose requirements a package follows. */
interface Wanted {
  authority: DataOf<Api['authority.list']>[number];
  profile: DataOf<Api['authority.list']>[number]['profiles'][number];
}

interface Kind {
  code: FilingCode;
  formats?: readonly FilingFormat[];
  copies?: number;
  formId?: string | null | undefined;
}
const usualPapers: readonly Kind[] = [{ code: 'F07' }, { code: 'F08' }, { code: 'F10' }, { code: 'F09' }];
/** Pictures and cards are of no round. */
const ofRound = (code: FilingCode): boolean => code !== 'F33' && code !== 'map';

/** Requirements by their own name or that of the authority. */
async function profileNamed(session: TerminalSession, name: string): Promise<Wanted> {
  const all = (await session.call('authority.list', {})).flatMap((authority) =>
    authority.profiles.map((profile) => ({ authority, profile })),
  );
  const found = all.filter(({ authority, profile }) => [authority.name, authority.shortName, profile.name].includes(name));
  const known = all.map(({ authority, profile }) => `${authority.name} ${profile.name}`).join('、');
  if (found.length !== 1)
    throw new UsageFault(
      found.length === 0
        ? `没有“${name}”的报送要求${known === '' ? '：先用 authority 写明' : `，有：${known}`}`
        : `“${name}”有几份报送要求，请写清楚：${known}`,
    );
  return found[0]!;
}

/** What was stated, and what the requirements say where nothing was. */
const optionsFor = (options: PackOptions, { authority, profile }: Wanted): PackOptions => ({
  ...options,
  recipient: options.recipient || authority.name,
  subject: options.subject || profile.letter.subject,
  ...(profile.assessedFor === '' ? {} : { assessedFor: profile.assessedFor }),
  ...(profile.accidentEdition === '' ? {} : { accidents: profile.accidentEdition }),
});

/** How the letter to an authority reads. */
const wordingFor = ({ authority, profile: { letter } }: Wanted) => ({
  authorityId: authority.id,
  style: letter.style,
  basis: letter.basis,
  body: letter.body,
  signer: letter.signer,
  copyTo: letter.copyTo,
});

const evidenceKinds = ['usual', 'all', 'none'] as const;

/** Papers under a letter, as one zip or several. Papers that are missing are issued first, all of them or none. */
async function packFilings(session: TerminalSession, options: PackOptions): Promise<void> {
  const fileNames = fileNameKinds.find((kind) => kind === options.fileNames);
  if (!fileNames)
    throw new UsageFault(`--file-names 只能是：${fileNameKinds.map((kind) => `${kind} ${term('fileNames', kind)}`).join('、')}`);
  const evidence = evidenceKinds.find((kind) => kind === options.evidence);
  if (!evidence) throw new UsageFault('--evidence 只能是 usual（通常随附的）、all（全部）、none（不附）');
  const wanted = options.profile === undefined ? undefined : await profileNamed(session, options.profile);
  if (options.letter === undefined && options.recipient === '' && !wanted) throw new UsageFault(recipientMissing);
  const folder = await session.prepareFor(['pdf'], options.out);
  const { letter, papers } =
    options.letter === undefined ? await newLetter(session, options, wanted) : await issuedLetter(session, options.letter);
  const offers = await session.call('filing.offers', { filingIds: [letter.id, ...papers.map(({ id }) => id)] });
  const scanned = new Set(options.scans ? offers.scans.map(({ filingId }) => filingId) : []);
  const packed = await session.call('filing.package', {
    letterId: letter.id,
    letterScan: scanned.has(letter.id),
    filings: papers.map(({ id, formats, formId }) => ({
      id,
      formId,
      formats: formats.filter((format) => format !== 'pdf' || !scanned.has(id)),
      scan: scanned.has(id),
    })),
    evidence: offers.evidence
      .filter(({ isUsual }) => evidence === 'all' || (evidence === 'usual' && isUsual))
      .map(({ attachmentId }) => attachmentId),
    file: folder,
    fileNames: options.fileNames === 'utf8' ? (wanted?.profile.fileNames ?? fileNames) : fileNames,
    volumeMb: options.volumeMb ?? wanted?.profile.volumeMb ?? null,
    withReceipt: options.receipt ?? wanted?.profile.withReceipt ?? false,
    ...(wanted ? { profile: { ...wanted.profile } } : {}),
  });
  if (packed === null) return;
  session.print({ letter: letter.number, papers: papers.map(({ number }) => number), ...packed }, [
    `${letter.number}，报送记录 ${packed.submission.no}`,
    ...packed.volumes.flatMap(({ file, entries }) => [`已打包 ${file}`, ...entries]),
    ...packed.tooLarge.map(
      ({ name, size }) =>
        `提示：${name} 有 ${megabytes(size)} MB，超过每卷 ${options.volumeMb ?? wanted?.profile.volumeMb} MB，单独成一卷；请压缩后再报`,
    ),
  ]);
}

const megabytes = (size: number): string => (size / 1_000_000).toFixed(1);

/** A letter that was issued before, with the papers that it names. */
async function issuedLetter(
  session: TerminalSession,
  number: string,
): Promise<{ letter: { id: string; number: string }; papers: Enclosed[] }> {
  const letter = await filingNumbered(session, number);
  const { request } = await session.call('filing.stated', { id: letter.id });
  if (request?.code !== 'F40') throw new UsageFault(`“${number}”不是报送函，或是旧版本出的函，没有留下随函的材料`);
  const named = request.items.map((item) => item.number).filter((one) => one !== '');
  return { letter, papers: await filingsNumbered(session, named) };
}

/** A new letter to the newest papers of a round. */
async function newLetter(
  session: TerminalSession,
  asked: PackOptions,
  wantedBy: Wanted | undefined,
): Promise<{ letter: { id: string; number: string }; papers: Enclosed[] }> {
  const options = wantedBy === undefined ? asked : optionsFor(asked, wantedBy);
  const round = await findRound(session, options.round);
  const papers: Enclosed[] = [];
  const wanted: { code: FilingCode; request: FilingRequest }[] = [];
  const authorityId = wantedBy?.authority.id ?? null;
  const isMasked = Object.values(wantedBy?.profile.mask ?? {}).includes(true);
  const kinds = wantedBy?.profile.papers.length ? wantedBy.profile.papers : usualPapers;
  for (const { code, formats = formatsOf[code], copies = 1, formId = null } of kinds) {
    const standing = (await session.call('filing.list', { code, ...(ofRound(code) ? { roundId: round.id } : {}) })).filter(
      ({ state }) => state !== 'voided' && state !== 'replaced',
    );
    const known =
      standing.find((filing) => filing.authorityId === authorityId) ??
      (isMasked ? undefined : standing.find((filing) => filing.authorityId === null));
    if (known) papers.push({ id: known.id, number: known.number, title: known.title, formats: [...formats], copies, formId });
    // A publication has days and a place that only a person knows, cards their choice: they go along where they were issued.
    else if (code === 'F07' || code === 'F08' || code === 'F10') {
      const request = await requestOf(session, code, { ...options, round: round.no });
      wanted.push({ code, request: isMasked ? ({ ...request, authorityId } as FilingRequest) : request });
    }
  }
  const others = await filingsNumbered(session, options.with ?? []);
  await requireWhole(session, wanted, options.reason);
  for (const { code, request } of wanted) {
    const { value } = await session.call('filing.issue', { request, gapReason: options.reason });
    const asWanted = kinds.find((kind) => kind.code === code);
    const { formats = formatsOf[code], copies = 1, formId = null } = asWanted ?? {};
    papers.push({ ...value, title: titleOf[code], formats: [...formats], copies, formId });
  }
  const place = (number: string): number => kinds.findIndex(({ code }) => numberPrefix[code] === number.split('-')[0]);
  papers.sort((a, b) => place(a.number) - place(b.number));
  papers.push(...others.filter(({ id }) => !papers.some((paper) => paper.id === id)));
  const items = papers.map(({ number, title, formats, copies }) => ({ title, number, copies, pages: null, format: formats.join('、') }));
  const { value: letter } = await session.call('filing.issue', {
    request: { ...(await letterRequest(session, { ...options, round: round.no }, items)), ...(wantedBy ? wordingFor(wantedBy) : {}) },
    gapReason: options.reason,
  });
  return { letter, papers };
}

/** Issued papers that go along beside those of the round, such as notice cards and pictures. */
async function filingsNumbered(session: TerminalSession, numbers: readonly string[]) {
  const known = numbers.length === 0 ? [] : (await session.call('filing.list', {})).filter(({ code }) => code !== 'F40');
  return numbers.map((number) => {
    const found = known.find((filing) => filing.number === number && filing.state !== 'voided' && filing.state !== 'replaced');
    if (!found) throw new UsageFault(`没有现行的报送件“${number}”，编号见 filings`);
    return { id: found.id, number, title: found.title, formats: [...formatsOf[found.code as FilingCode]], copies: 1, formId: null };
  });
}

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

/** `package` */
export function addPackage(program: Command, within: Within): void {
  withPaperOptions(program.command('package').description('打成送件包'))
    .option('--with <编号>', '另外附上这一件已出的，可写多次（如告知卡、四色图）', (number: string, others?: string[]) => [
      ...(others ?? []),
      number,
    ])
    .option('--letter <编号>', '用已出的这一份函重新打包（如签章扫描之后），不再出函')
    .option('--file-names <写法>', 'utf8 通用、gbk 旧版 Windows、ascii 仅字母数字', 'utf8')
    .option('--volume-mb <MB>', '每卷不超过多少 MB，超过时分卷', countOption)
    .option('--no-scans', '有签章扫描件也放未签章的 pdf')
    .option('--evidence <范围>', '证明材料：usual 通常随附的、all 全部、none 不附', 'usual')
    .option('--profile <名称>', '按接收单位的报送要求：写单位名称或要求的名称')
    .option('--receipt', '附一式两份的签收回执（F41）')
    .action(within(packFilings));
}
