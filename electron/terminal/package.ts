import type { Command } from 'commander';
import type { FilingCode, FilingFormat } from '../../db/domain/filing/filing';
import { fileNameKinds, maskFields } from '../../db/domain/filing/handover';
import type { Finding } from '../../db/domain/rule';
import { term } from '../../db/domain/term';
import { paperOf } from '../filing/papers';
import type { FilingRequest } from '../filing/request';
import { findingText } from '../workspace/wording';
import { addresseeOf, type Addressee } from './addressee';
import { enclosedNumbered, filingNumbered } from './findFiling';
import { findRound } from './findRound';
import { letterRequest, recipientMissing, withCopies, type Enclosed } from './letter';
import { withPackageOptions, type CommonOptions, type LetterOptions } from './paperOptions';
import { roundRequest } from './request';
import { Refused, type TerminalSession, type Within } from './session';
import { UsageFault } from './usage';

interface PackOptions extends CommonOptions, LetterOptions {
  profile?: string;
  letter?: string;
  fileNames?: string;
  volumeMb?: number;
  scans: boolean;
  evidence: string;
  receipt?: boolean;
}

interface Kind {
  code: FilingCode;
  formats?: readonly FilingFormat[];
  copies?: number;
  formId?: string | null | undefined;
}
const usualPapers: readonly Kind[] = [{ code: 'F07' }, { code: 'F08' }, { code: 'F10' }, { code: 'F09' }];
const ofRound: readonly FilingCode[] = ['F07', 'F08', 'F09', 'F10', 'signoff'];
const evidenceKinds = ['usual', 'all', 'none'] as const;

/** Papers under a letter, as one zip or several. Papers that are missing are issued first, all of them or none. */
async function packFilings(session: TerminalSession, options: PackOptions): Promise<void> {
  const stated = fileNameKinds.find((kind) => kind === options.fileNames);
  if (!stated && options.fileNames !== undefined)
    throw new UsageFault(`--file-names 只能是：${fileNameKinds.map((kind) => `${kind} ${term('fileNames', kind)}`).join('、')}`);
  const evidence = evidenceKinds.find((kind) => kind === options.evidence);
  if (!evidence) throw new UsageFault('--evidence 只能是 usual（通常随附的）、all（全部）、none（不附）');
  const isAgain = options.letter !== undefined;
  const addressee = await addresseeOf(session, options);
  if (!isAgain && addressee.recipient === '') throw new UsageFault(recipientMissing);
  requireOneProfile(addressee, options);
  const folder = await session.prepareFor(['pdf'], options.out);
  const { letter, papers, missing } = isAgain
    ? await issuedLetter(session, options.letter!, addressee.profile?.papers ?? [])
    : await newLetter(session, options, addressee);
  const { profile } = addressee;
  const volumeMb = options.volumeMb ?? profile?.volumeMb ?? null;
  const offers = await session.call('filing.offers', { filingIds: [letter.id, ...papers.map(({ id }) => id)] });
  const scanned = new Set(options.scans ? offers.scans.map(({ filingId }) => filingId) : []);
  const warnings = await packWarnings(session, papers);
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
    fileNames: stated ?? profile?.fileNames ?? 'utf8',
    volumeMb: volumeMb === 0 ? null : volumeMb,
    withReceipt: options.receipt ?? profile?.withReceipt ?? false,
    ...(profile ? { profile: { ...profile } } : {}),
  });
  if (packed === null) return;
  const masked = maskFields.filter((field) => addressee.authority?.profiles.some(({ mask }) => mask[field]));
  const hasPictures = scanned.size > 0 || packed.volumes.some(({ entries }) => entries.some((entry) => /^(证据|evidence)\//.test(entry)));
  session.print({ letter: letter.number, papers: papers.map(({ number }) => number), missing, warnings, ...packed }, [
    `${letter.number}，报送记录 ${packed.submission.no}`,
    ...packed.volumes.flatMap(({ file, entries }) => [`已打包 ${file}`, ...entries]),
    ...warnings.map((warning) => `提示：${warning}`),
    ...missing.map((code) => `提示：要求里的 ${code} ${paperOf[code].title}没有出过，不在送件包里`),
    ...(masked.length > 0 && hasPictures
      ? [`提示：扫描件、照片按原样放进送件包，不会自动隐去${masked.map((field) => term('maskField', field)).join('、')}，请先看过`]
      : []),
    ...packed.tooLarge.map(({ name, size }) => `提示：${name} 有 ${megabytes(size)} MB，超过每卷 ${volumeMb} MB，单独成一卷；请压缩后再报`),
  ]);
}

/** Papers that came back and have no new version, and papers that contradict each other: told, never refused. */
async function packWarnings(session: TerminalSession, papers: readonly { id: string }[]): Promise<string[]> {
  const { returned, contradictions } = await session.call('filing.packCheck', { filingIds: papers.map(({ id }) => id) });
  return [
    ...returned.map(({ number }) => `${number} 被退回，还没有换版`),
    ...contradictions.map(({ key, params }) => findingText(session.t, { rule: 'gap', key: `gap.${key}`, params })),
  ];
}

const megabytes = (size: number): string => (size / 1_000_000).toFixed(1);

/** Of several requirements of one authority a person says which. */
function requireOneProfile({ authority }: Addressee, options: PackOptions): void {
  if (authority === null || options.profile !== undefined || options.letter !== undefined || authority.profiles.length < 2) return;
  const names = authority.profiles.map(({ name }) => name).join('、');
  throw new UsageFault(`${authority.name} 有 ${authority.profiles.length} 份报送要求，请用 --profile 写明按哪一份：${names}`);
}

interface Letter {
  letter: { id: string; number: string };
  papers: Enclosed[];
  /** Papers that the authority wants and that have not been issued for it. */
  missing: FilingCode[];
}

/** A letter that was issued before, with the papers that it names. */
async function issuedLetter(session: TerminalSession, number: string, kinds: readonly Kind[]): Promise<Letter> {
  const letter = await filingNumbered(session, number);
  const { request } = await session.call('filing.stated', { id: letter.id });
  if (request?.code !== 'F40') throw new UsageFault(`“${number}”不是报送函，或是旧版本出的函，没有留下随函的材料`);
  const named = request.items.filter((item) => item.number !== '');
  const papers = await enclosedNumbered(
    session,
    named.map((item) => item.number),
  );
  return { letter, papers: papers.map((paper) => ({ ...paper, ...wantedAs(kinds, paper.number) })), missing: [] };
}

/** Formats and form that an authority wants a paper in. */
function wantedAs(kinds: readonly Kind[], number: string): Partial<Pick<Enclosed, 'formats' | 'formId'>> {
  const kind = kinds.find(({ code }) => number.startsWith(`${paperOf[code].prefix}-`));
  return kind === undefined ? {} : { ...(kind.formats ? { formats: [...kind.formats] } : {}), formId: kind.formId ?? null };
}

/** A new letter to the newest papers of a round. */
async function newLetter(session: TerminalSession, options: PackOptions, addressee: Addressee): Promise<Letter> {
  const round = await findRound(session, options.round);
  const { authority, profile } = addressee;
  /** Its papers leave something out or use other words, so they are its own. */
  const isOwn =
    authority?.profiles.some(({ mask, accidentEdition }) => accidentEdition !== '' || Object.values(mask).includes(true)) ?? false;
  const kinds: readonly Kind[] = profile?.papers.length ? profile.papers : usualPapers;
  const papers: Enclosed[] = [];
  const toIssue: { request: FilingRequest; kind: Kind }[] = [];
  const missing: FilingCode[] = [];
  for (const kind of kinds) {
    const { code, formats = paperOf[code].formats, copies = 1, formId = null } = kind;
    const standing = (await session.call('filing.list', { code, ...(ofRound.includes(code) ? { roundId: round.id } : {}) })).filter(
      ({ state }) => state !== 'voided' && state !== 'replaced',
    );
    const known =
      standing.find((filing) => authority !== null && filing.authorityId === authority.id) ??
      (isOwn && isAddressed(code)
        ? undefined
        : standing.find((filing) => filing.authorityId === null && ['', addressee.recipient].includes(filing.addressee)));
    if (known) papers.push({ id: known.id, number: known.number, title: known.title, formats: [...formats], copies, formId });
    // A publication has days and a place that only a person knows, cards and pictures their choice: they go along where they were issued.
    else if (code === 'F07' || code === 'F08' || code === 'F10')
      toIssue.push({ kind, request: await roundRequest(session, code, options, round, isOwn || code === 'F08' ? addressee : nobody) });
    else if (profile?.papers.length) missing.push(code);
  }
  if (missing.length > 0 && options.reason === '')
    throw new UsageFault(
      `${addressee.recipient} 的报送要求里还有没出的：${missing.map((code) => `${code} ${paperOf[code].title}`).join('、')}。先用 file 出件；这次不报的，用 --reason 写明理由`,
    );
  const others = (await enclosedNumbered(session, options.with ?? [])).filter(({ id }) => !papers.some((paper) => paper.id === id));
  const ask = (enclosed: readonly Enclosed[]) =>
    letterRequest(session, options, { addressee, period: round.period, papers: withCopies(enclosed, options.copies) });
  const place = ({ number }: Enclosed): number => kinds.findIndex(({ code }) => number.startsWith(`${paperOf[code].prefix}-`));
  const inOrder = (issued: readonly Enclosed[]) => [...[...papers, ...issued].sort((a, b) => place(a) - place(b)), ...others];
  const promised = toIssue.map(({ kind }) => asEnclosed(kind, { id: '', number: `${paperOf[kind.code].prefix}-` }));
  await requireWhole(session, [...toIssue, { request: await ask(inOrder(promised)) }], options.reason);
  const issued = [];
  for (const { request, kind } of toIssue)
    issued.push(asEnclosed(kind, (await session.call('filing.issue', { request, gapReason: options.reason })).value));
  const all = withCopies(inOrder(issued), options.copies);
  const { value: letter } = await session.call('filing.issue', { request: await ask(all), gapReason: options.reason });
  return { letter, papers: all, missing };
}

const isAddressed = (code: FilingCode): boolean => code === 'F07' || code === 'F08' || code === 'F10';
/** What other papers are made for: they serve everybody. */
const nobody: Addressee = { recipient: '', authority: null, profile: null };
const asEnclosed = (
  { code, formats = paperOf[code].formats, copies = 1, formId = null }: Kind,
  { id, number }: { id: string; number: string },
): Enclosed => ({
  id,
  number,
  title: paperOf[code].title,
  formats: [...formats],
  copies,
  formId,
});

/** What letter and papers lack, and whether they fit the forms that are wanted, said at once and before the first gets a number. */
async function requireWhole(
  session: TerminalSession,
  wanted: readonly { request: FilingRequest; kind?: Kind }[],
  reason: string,
): Promise<void> {
  const findings: Finding[] = [];
  for (const { request, kind } of wanted) {
    if (request.compiledOn === null)
      throw new Refused({
        code: 'INVALID',
        key: 'invalid',
        findings: [{ rule: 'compiledOn', kind: 'arithmetic', key: 'compiledOn', field: 'compiledOn' }],
      });
    const { gaps } = await session.call('filing.draft', { request });
    for (const { key, params, at, advice } of gaps)
      if (!advice) findings.push({ rule: 'gap', kind: 'statutory', key: `gap.${key}`, field: at, ...(params ? { params } : {}) });
    if (kind?.formId) await session.call('filing.renderFormDraft', { request, formId: kind.formId, file: null });
  }
  const different = [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
  if (different.length > 0 && reason === '') throw new Refused({ code: 'INVALID', key: 'invalid', findings: different });
}

/** `package` */
export function addPackage(program: Command, within: Within): void {
  withPackageOptions(program.command('package').description('打成送件包')).action(within(packFilings));
}
