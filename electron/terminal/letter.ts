import { letterStyles, type LetterStyle } from '../../db/domain/filing/handover';
import { periodTitle } from '../../db/domain/period';
import type { FilingFormat } from '../../db/domain/filing/filing';
import type { FilingRequest } from '../filing/request';
import type { Addressee } from './addressee';
import type { CommonOptions, LetterOptions } from './paperOptions';
import type { TerminalSession } from './session';
import { UsageFault } from './usage';

/** An issued paper that goes with a letter. */
export interface Enclosed {
  id: string;
  number: string;
  title: string;
  formats: FilingFormat[];
  copies: number;
  formId: string | null;
}

export const recipientMissing = '报送函要写明收件单位：--authority 接收单位，或 --recipient 收件单位全称';

const styleWords: Readonly<Record<string, LetterStyle>> = { 函: 'letter', 报告: 'report' };

/** 函 or 报告. */
export function styleNamed(word: string): LetterStyle {
  const style = styleWords[word] ?? letterStyles.find((known) => known === word);
  if (style === undefined) throw new UsageFault('--style 只能是：函、报告');
  return style;
}

/** How many copies of each paper go along, `2` for each or `F07=3` for one of them, by its code or number. */
export function withCopies(papers: readonly Enclosed[], stated: readonly string[] = []): Enclosed[] {
  const wanted = stated.flatMap((words) => words.split(/[,，、]/)).filter((word) => word.trim() !== '');
  let all: number | undefined;
  const single = new Map<string, number>();
  for (const word of wanted) {
    const [, name, count] = /^(?:(.+?)[=＝:：])?([1-9]\d?)$/.exec(word.normalize('NFKC').trim()) ?? [];
    if (count === undefined) throw new UsageFault(`--copies 写成 2（各 2 份）或 F07=3（只说这一件）的样子，份数 1 到 99，不能是“${word}”`);
    if (name === undefined) all = Number(count);
    else single.set(name.trim().toUpperCase(), Number(count));
  }
  const named = (number: string) => [...single.keys()].find((name) => number === name || number.startsWith(`${name}-`));
  const stray = [...single.keys()].find((name) => !papers.some(({ number }) => named(number) === name));
  if (stray !== undefined)
    throw new UsageFault(`--copies 里的“${stray}”不在随函材料中，有：${papers.map(({ number }) => number).join('、') || '无'}`);
  return papers.map((paper) => ({ ...paper, copies: single.get(named(paper.number) ?? '') ?? all ?? paper.copies }));
}

/** The letter as it is stated here, else as the requirements of the authority say, else as usual. */
export async function letterRequest(
  session: TerminalSession,
  options: CommonOptions & LetterOptions,
  { addressee, period, papers }: { addressee: Addressee; period: string | null; papers: readonly Enclosed[] },
): Promise<FilingRequest & { code: 'F40' }> {
  if (addressee.recipient === '') throw new UsageFault(recipientMissing);
  const enterprise = await session.call('enterprise.get', {});
  const usual = addressee.profile?.letter;
  const style =
    options.style === undefined
      ? (usual?.style ?? (addressee.authority?.kind === 'superior' ? 'report' : 'letter'))
      : styleNamed(options.style);
  const signer = options.signer ?? usual?.signer ?? '';
  if (style === 'letter' && options.signer) throw new UsageFault('签发人写在 报告 上，函 没有签发人：去掉 --signer，或加 --style 报告');
  const during = options.period ?? (period === null ? '' : periodTitle(period));
  return {
    code: 'F40',
    compiledOn: options.compiledOn ?? null,
    style,
    period: during,
    authorityId: addressee.authority?.id ?? null,
    recipient: addressee.recipient,
    documentNumber: options.documentNumber,
    signer: style === 'report' ? signer : '',
    subject: options.subject || usual?.subject || `${during}安全风险分级管控材料`,
    basis: options.basis ?? usual?.basis ?? '',
    body: options.body ?? usual?.body ?? '',
    copyTo: options.copyTo ?? usual?.copyTo ?? '',
    contact: {
      name: options.contactName,
      phone: options.contactPhone || enterprise.phone,
      address: options.contactAddress ?? enterprise.address,
    },
    items: papers.map(({ number, title, formats, copies }) => ({ title, number, copies, pages: null, format: formats.join('、') })),
  };
}
