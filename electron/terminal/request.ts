import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { FilingCode } from '../../db/domain/filing/filing';
import { reportChapters, type ReportChapter } from '../../db/domain/filing/report';
import { accidentEditions, type AccidentEdition } from '../../db/domain/risk/accident';
import type { FilingRequest } from '../filing/request';
import { addresseeOf, type Addressee } from './addressee';
import { enclosedNumbered, filingNumbered } from './findFiling';
import { findRound } from './findRound';
import { boardRequest, cardRequest, mapRequest } from './hung';
import { letterRequest, withCopies } from './letter';
import type { CommonOptions, FileOptions } from './paperOptions';
import { listPartOf } from './responsibility';
import { publicWording } from './publicWording';
import type { TerminalSession } from './session';
import { UsageFault } from './usage';

type RoundView = Awaited<ReturnType<typeof findRound>>;

/** A round that is named must be there; without a name the open or newest one, if there has been any. */
async function roundIfAny(session: TerminalSession, no: string | undefined): Promise<RoundView | null> {
  return no === undefined && (await session.call('round.list', {})).length === 0 ? null : findRound(session, no);
}

function editionOf({ accidents = '' }: CommonOptions): AccidentEdition | '' {
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

function monthOf(stated = ''): string {
  const [, year, month = ''] = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(stated.trim()) ?? [];
  if (stated !== '' && (year === undefined || Number(month) < 1 || Number(month) > 12))
    throw new UsageFault(`--month 的“${stated}”不是月份，请写成 2026-11 的样子`);
  return stated === '' ? '' : `${year}-${month.padStart(2, '0')}`;
}

/** What `file` states of a paper. */
export async function requestOf(session: TerminalSession, code: FilingCode, options: FileOptions): Promise<FilingRequest> {
  const compiledOn = options.compiledOn ?? null;
  switch (code) {
    case 'F41':
      return { code, compiledOn, letterId: await letterId(session, options), items: null };
    case 'F31': {
      const { day = null, from = null, to = null, place = '', preparedBy = '', reviewedBy = '', approvedBy = '', apart = false } = options;
      return {
        code,
        compiledOn,
        day,
        part: await listPartOf(session, options),
        from,
        to,
        place,
        preparedBy,
        reviewedBy,
        approvedBy,
        apart,
      };
    }
    case 'F33':
      return cardRequest(session, options);
    case 'F34':
      return { code, compiledOn, month: monthOf(options.month) };
    case 'F35':
      return staffingRequest(session, options);
    case 'F36': {
      const written = options.text === undefined ? {} : await chaptersIn(options.text);
      return { code, compiledOn, year: options.year ?? null, audience: options.recipient, ...emptyChapters, ...written };
    }
    case 'F37':
      return noticeRequest(session, options);
    case 'map':
      return mapRequest(session, options);
    case 'board':
      return boardRequest(session, options);
    case 'F40': {
      const round = await roundIfAny(session, options.round);
      const papers = withCopies(await enclosedNumbered(session, options.with ?? []), options.copies);
      return letterRequest(session, options, { addressee: await addresseeOf(session, options), period: round?.period ?? null, papers });
    }
    case 'F09':
      return publicationRequest(session, options, await requiredRound(session, code, options));
    default: {
      const round = options.register ? null : await roundIfAny(session, options.round);
      return roundRequest(session, code, options, round, await addresseeOf(session, options));
    }
  }
}

async function requiredRound(session: TerminalSession, code: FilingCode, { round }: CommonOptions): Promise<RoundView> {
  const found = await roundIfAny(session, round);
  if (found === null) throw new UsageFault(`${code} 要指明轮次：--round 编号`);
  return found;
}

/** A paper of a round, or of the register as it stands. */
export async function roundRequest(
  session: TerminalSession,
  code: 'F07' | 'F08' | 'F10' | 'signoff',
  options: CommonOptions,
  round: RoundView | null,
  { recipient, authority, profile }: Addressee,
): Promise<FilingRequest> {
  const compiledOn = options.compiledOn ?? null;
  const addressed = { ...(recipient === '' ? {} : { recipient }), ...(authority === null ? {} : { authorityId: authority.id }) };
  const accidentEdition = editionOf(options) || (profile?.accidentEdition ?? '');
  if (code === 'F07' || code === 'F08') {
    const ofRegister = {
      roundId: round?.id ?? null,
      compiledOn,
      filledBy: options.contactName,
      phone: options.contactPhone || (await session.call('enterprise.get', {})).phone,
      assessedFor: options.assessedFor ?? (round === null ? (profile?.assessedFor ?? '') : ''),
      accidentEdition,
    };
    if (code === 'F08') {
      const period = round === null ? (options.period ?? '') : '';
      return { code, ...ofRegister, recipient: '', ...addressed, leader: options.leader ?? '', period };
    }
    const { preparedBy = '', reviewedBy = '', approvedBy = '' } = options;
    return { code, ...ofRegister, ...addressed, preparedBy, reviewedBy, approvedBy };
  }
  if (round === null) throw new UsageFault(`${code} 要指明轮次：--round 编号`);
  const {
    chair = '',
    recorder = '',
    noticeText = '',
    planText = '',
    preparedBy = '',
    reviewedBy = '',
    approvedBy = '',
    implementation = '',
  } = options;
  const meeting = { roundId: round.id, compiledOn, chair, recorder };
  if (code === 'signoff') return { code, ...meeting, blankRows: (options as FileOptions).blank ?? 4 };
  const texts = { noticeText, planText, preparedBy, reviewedBy, approvedBy, implementation, accidentEdition, ...scansIn(options.scan) };
  return { code, ...meeting, ...addressed, ...texts };
}

/** Whom a paper goes to: an authority of the register, or words. */
const addressedIn = ({ recipient, authority }: Addressee) => ({ recipient, ...(authority === null ? {} : { authorityId: authority.id }) });

async function staffingRequest(session: TerminalSession, options: FileOptions): Promise<FilingRequest> {
  return {
    code: 'F35',
    compiledOn: options.compiledOn ?? null,
    ...addressedIn(await addresseeOf(session, options)),
    day: options.day ?? null,
    filledBy: options.contactName,
    phone: options.contactPhone || (await session.call('enterprise.get', {})).phone,
    reviewedBy: options.reviewedBy ?? '',
  };
}

/** What has not been told yet. */
async function noticeRequest(session: TerminalSession, options: FileOptions): Promise<FilingRequest> {
  return {
    code: 'F37',
    compiledOn: options.compiledOn ?? null,
    ...addressedIn(await addresseeOf(session, options)),
    documentNumber: options.documentNumber,
    filledBy: options.contactName,
    phone: options.contactPhone || (await session.call('enterprise.get', {})).phone,
    items: null,
  };
}

const ofChapters = <Value>(value: Value): Record<ReportChapter, Value> =>
  Object.fromEntries(reportChapters.map((chapter) => [chapter, value])) as Record<ReportChapter, Value>;
const emptyChapters = ofChapters('');
const chapterFile = z.strictObject(ofChapters(z.string().optional()));

/** Words of chapters from a JSON file. @throws UsageFault */
async function chaptersIn(file: string): Promise<Partial<Record<ReportChapter, string>>> {
  try {
    return JSON.parse(JSON.stringify(chapterFile.parse(JSON.parse(await readFile(file, 'utf8'))))) as Partial<
      Record<ReportChapter, string>
    >;
  } catch {
    throw new UsageFault(`--text 的“${file}”读不了：要是 JSON，各章为 ${reportChapters.join('、')}`);
  }
}

async function publicationRequest(session: TerminalSession, options: FileOptions, round: RoundView): Promise<FilingRequest> {
  const { from = null, to = null, place = '', department = '', short = false, posts = false } = options;
  if (from && to && to < from) throw new UsageFault(`公示结束日期 --to ${to} 早于开始日期 --from ${from}`);
  const request = {
    code: 'F09' as const,
    roundId: round.id,
    compiledOn: options.compiledOn ?? null,
    from,
    to,
    place,
    department,
    short,
    posts,
    phone: options.contactPhone,
    wording: {},
  };
  return options.wording === undefined ? request : { ...request, wording: await publicWording(session, request, options.wording) };
}

/** The letter that a receipt is for: the one named, else the newest that stands. */
async function letterId(session: TerminalSession, { letter }: FileOptions): Promise<string> {
  if (letter !== undefined) return (await filingNumbered(session, letter)).id;
  const newest = (await session.call('filing.list', { code: 'F40' })).find(({ state }) => state !== 'voided' && state !== 'replaced');
  if (!newest) throw new UsageFault('还没有报送函，签收回执没有可列的材料：先用 package 或 file F40 出函');
  return newest.id;
}
