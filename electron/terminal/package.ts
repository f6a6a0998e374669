import type { Command } from 'commander';
import type { FilingCode, FilingFormat } from '../../db/domain/filing/filing';
import { fileNameKinds } from '../../db/domain/filing/handover';
import type { Finding } from '../../db/domain/rule';
import { term } from '../../db/domain/term';
import { formatsOf, titleOf, type FilingRequest } from '../filing/compose';
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
}
interface Enclosed {
  id: string;
  number: string;
  title: string;
  formats: FilingFormat[];
}

const evidenceKinds = ['usual', 'all', 'none'] as const;

/** Papers under a letter, as one zip or several. Papers that are missing are issued first, all of them or none. */
async function packFilings(session: TerminalSession, options: PackOptions): Promise<void> {
  const fileNames = fileNameKinds.find((kind) => kind === options.fileNames);
  if (!fileNames)
    throw new UsageFault(`--file-names 只能是：${fileNameKinds.map((kind) => `${kind} ${term('fileNames', kind)}`).join('、')}`);
  const evidence = evidenceKinds.find((kind) => kind === options.evidence);
  if (!evidence) throw new UsageFault('--evidence 只能是 usual（通常随附的）、all（全部）、none（不附）');
  if (options.letter === undefined && options.recipient === '') throw new UsageFault(recipientMissing);
  const folder = await session.prepareFor(['pdf'], options.out);
  const { letter, papers } = options.letter === undefined ? await newLetter(session, options) : await issuedLetter(session, options.letter);
  const offers = await session.call('filing.offers', { filingIds: [letter.id, ...papers.map(({ id }) => id)] });
  const scanned = new Set(options.scans ? offers.scans.map(({ filingId }) => filingId) : []);
  const packed = await session.call('filing.package', {
    letterId: letter.id,
    letterScan: scanned.has(letter.id),
    filings: papers.map(({ id, formats }) => ({
      id,
      formats: formats.filter((format) => format !== 'pdf' || !scanned.has(id)),
      scan: scanned.has(id),
    })),
    evidence: offers.evidence
      .filter(({ isUsual }) => evidence === 'all' || (evidence === 'usual' && isUsual))
      .map(({ attachmentId }) => attachmentId),
    file: folder,
    fileNames,
    volumeMb: options.volumeMb ?? null,
    withReceipt: options.receipt ?? false,
  });
  if (packed === null) return;
  session.print({ letter: letter.number, papers: papers.map(({ number }) => number), ...packed }, [
    `${letter.number}，报送记录 ${packed.submission.no}`,
    ...packed.volumes.flatMap(({ file, entries }) => [`已打包 ${file}`, ...entries]),
    ...packed.tooLarge.map(
      ({ name, size }) => `提示：${name} 有 ${megabytes(size)} MB，超过每卷 ${options.volumeMb} MB，单独成一卷；请压缩后再报`,
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
  options: PackOptions,
): Promise<{ letter: { id: string; number: string }; papers: Enclosed[] }> {
  const round = await findRound(session, options.round);
  const papers: Enclosed[] = [];
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
  return { letter, papers };
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
    .option('--receipt', '附一式两份的签收回执（F41）')
    .action(within(packFilings));
}
