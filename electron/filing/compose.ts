import { z } from 'zod';
import { isoDate, text } from '../../db/domain/field';
import { letterStyles } from '../../db/domain/filing/handover';
import { accidentEditions } from '../../db/domain/risk/accident';
import { enteredFigures } from '../../db/domain/round/figure';
import type { FilingCode, FilingFormat } from '../../db/domain/filing/filing';
import type { Document } from './document';
import type { Stamp } from './dossier';
import { addressedTo, maskStated } from './addressed';
import { composeBoard } from './board/compose';
import { boardDossier, type BoardDossier } from './board/dossier';
import { gatherBoard } from './board/gather';
import { composeF33 } from './card/compose';
import { cardsDossier, type CardsDossier } from './card/dossier';
import { gatherF33 } from './card/gather';
import { composeContents } from './contents/compose';
import { contentsDossier, type ContentsDossier } from './contents/dossier';
import { composeF07 } from './f07/compose';
import { f07Dossier, type F07Dossier } from './f07/dossier';
import { gatherF07 } from './f07/gather';
import { composeF08 } from './f08/compose';
import { f08Dossier, type F08Dossier } from './f08/dossier';
import { gatherF08 } from './f08/gather';
import { composeF09 } from './f09/compose';
import { f09Dossier, type F09Dossier } from './f09/dossier';
import { gatherF09 } from './f09/gather';
import { composeF10 } from './f10/compose';
import { f10Dossier, type F10Dossier } from './f10/dossier';
import { gatherF10 } from './f10/gather';
import { annexSource } from './f10/scans';
import { composeF31 } from './f31/compose';
import { f31Dossier, type F31Dossier } from './f31/dossier';
import { gatherF31, listPart } from './f31/gather';
import { composeF34 } from './f34/compose';
import { f34Dossier, type F34Dossier } from './f34/dossier';
import { gatherF34 } from './f34/gather';
import { composeF35 } from './f35/compose';
import { f35Dossier, f35Request, type F35Dossier } from './f35/dossier';
import { gatherF35 } from './f35/gather';
import { composeF36 } from './f36/compose';
import { f36Dossier, f36Request, type F36Dossier } from './f36/dossier';
import { gatherF36 } from './f36/gather';
import { composeF37 } from './f37/compose';
import { f37Dossier, f37Request, type F37Dossier } from './f37/dossier';
import { gatherF37 } from './f37/gather';
import { composeF40 } from './f40/compose';
import { f40Dossier, submissionItem, type F40Dossier } from './f40/dossier';
import { gatherF40 } from './f40/gather';
import { composeF41 } from './f41/compose';
import { f41Dossier, type F41Dossier } from './f41/dossier';
import { gatherF41 } from './f41/gather';
import type { GatherScene } from './gather';
import { composeMap } from './map/compose';
import { mapDossier, type MapDossier } from './map/dossier';
import { gatherMap } from './map/gather';
import { masked } from './mask';
import { composeSignoff } from './signoff/compose';
import { signoffDossier, type SignoffDossier } from './signoff/dossier';
import { gatherSignoff } from './signoff/gather';

const word = text(200).default('');
/** Authority that a paper is for, by whose profile personal data is masked; absent or null where it is not known. */
const authorityId = z.uuid().nullable().optional();
/** 接收单位 of papers that do not print it. */
const recipient = text(200).optional();
const compiledOn = isoDate.nullable();
const roundId = z.uuid();
/** Figures entered on the paper, by key; absent takes those entered in its round. */
const entered = enteredFigures.optional();
const accidentEdition = z.enum(['', ...accidentEditions]).default('');

/** Points whose risks are told where people work: those with 重大 and 较大 risks, or all; only those whose card is due. */
export const cardFilter = z.object({ all: z.boolean().optional(), due: z.boolean().optional(), text: text(100).optional() });

/** Whose cards are meant: points by their ids, or all that a filter finds but some. */
const cardSelection = z.union([
  z.object({ ids: z.array(z.uuid()).max(2000) }),
  z.object({ filter: cardFilter, except: z.array(z.uuid()).max(2000) }),
]);

/** What a person states when a paper is made; everything else is gathered. */
export const filingRequest = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('F07'),
    roundId: roundId.nullable(),
    compiledOn,
    authorityId,
    recipient,
    filledBy: word,
    phone: word,
    preparedBy: word,
    reviewedBy: word,
    approvedBy: word,
    assessedFor: word,
    accidentEdition,
    entered,
  }),
  z.object({
    code: z.literal('F08'),
    roundId: roundId.nullable(),
    compiledOn,
    authorityId,
    recipient: word,
    filledBy: word,
    phone: word,
    leader: word,
    period: word,
    assessedFor: word,
    accidentEdition,
    entered,
  }),
  z.object({
    code: z.literal('F09'),
    roundId,
    compiledOn,
    from: isoDate.nullable().default(null),
    to: isoDate.nullable().default(null),
    place: word,
    department: word,
    phone: word,
    short: z.boolean().default(false),
    posts: z.boolean().default(false),
    wording: z.record(z.string().max(200), text(5000)).default({}),
    entered,
  }),
  z.object({
    code: z.literal('F10'),
    roundId,
    compiledOn,
    authorityId,
    recipient,
    noticeText: text(20_000).default(''),
    planText: text(20_000).default(''),
    chair: word,
    recorder: word,
    noticeFrom: annexSource,
    planFrom: annexSource,
    signInFrom: annexSource,
    preparedBy: word,
    reviewedBy: word,
    approvedBy: word,
    implementation: text(2000).default(''),
    accidentEdition,
    entered,
  }),
  z.object({
    code: z.literal('signoff'),
    roundId,
    compiledOn,
    chair: word,
    recorder: word,
    blankRows: z.number().int().min(0).max(40).default(4),
    entered,
  }),
  z.object({
    code: z.literal('F40'),
    compiledOn,
    style: z.enum(letterStyles).optional(),
    period: word,
    authorityId,
    recipient: word,
    documentNumber: word,
    signer: word,
    copyTo: text(500).optional(),
    subject: word,
    basis: word,
    body: text(5000).default(''),
    contact: z.object({ name: word, phone: word, address: word }),
    items: z.array(submissionItem).max(100),
  }),
  z.object({
    code: z.literal('F41'),
    compiledOn,
    letterId: z.uuid(),
    /** What is signed for; null for the papers that the letter names. */
    items: z.array(submissionItem).max(300).nullable().default(null),
  }),
  z.object({
    code: z.literal('F31'),
    compiledOn,
    day: isoDate.nullable().default(null),
    part: listPart,
    from: isoDate.nullable().default(null),
    to: isoDate.nullable().default(null),
    place: word,
    preparedBy: word,
    reviewedBy: word,
    approvedBy: word,
    apart: z.boolean().default(false),
  }),
  z.object({
    code: z.literal('F33'),
    compiledOn,
    selection: cardSelection,
    perPage: z.union([z.literal(1), z.literal(2), z.literal(4)]).default(4),
  }),
  z.object({
    code: z.literal('F34'),
    compiledOn,
    month: z
      .string()
      .regex(/^(\d{4}-(0[1-9]|1[0-2]))?$/)
      .default(''),
  }),
  f35Request,
  f36Request,
  f37Request,
  z.object({
    code: z.literal('board'),
    compiledOn,
    size: z.enum(['A3', 'A2']).default('A3'),
    phone: word,
    planId: z.union([z.uuid(), z.enum(['', 'none'])]).default(''),
  }),
  z.object({ code: z.literal('map'), compiledOn, planId: z.uuid(), preparedBy: word, reviewedBy: word }),
]);
export type FilingRequest = z.infer<typeof filingRequest>;

export type Dossier =
  | F07Dossier
  | F08Dossier
  | F09Dossier
  | F10Dossier
  | CardsDossier
  | F31Dossier
  | F34Dossier
  | F35Dossier
  | F36Dossier
  | F37Dossier
  | SignoffDossier
  | F40Dossier
  | F41Dossier
  | ContentsDossier
  | MapDossier
  | BoardDossier;

/** database → dossier, with what the authority that it is for must not see */
export function gather(scene: GatherScene, request: FilingRequest): Dossier {
  const authority = 'authorityId' in request && request.authorityId ? addressedTo(scene, request.authorityId) : null;
  const named = authority !== null && 'authorityId' in request && !request.recipient ? { ...request, recipient: authority.name } : request;
  const dossier = gatherPaper(scene, named);
  return authority === null ? dossier : { ...dossier, ...maskStated(scene, authority, dossier) };
}

function gatherPaper(scene: GatherScene, request: FilingRequest): Dossier {
  switch (request.code) {
    case 'F07': {
      const { authorityId: _for, recipient, ...stated } = request;
      return { ...gatherF07(scene, stated), ...toldRecipient(recipient) };
    }
    case 'F08':
      return gatherF08(scene, request);
    case 'F09':
      return gatherF09(scene, request);
    case 'F10':
      return { ...gatherF10(scene, request), ...toldRecipient(request.recipient) };
    case 'F31':
      return gatherF31(scene, request);
    case 'F33':
      return gatherF33(scene, request);
    case 'F34':
      return gatherF34(scene, request);
    case 'F35':
      return gatherF35(scene, request);
    case 'F36':
      return gatherF36(scene, request);
    case 'F37':
      return gatherF37(scene, request);
    case 'board':
      return gatherBoard(scene, request);
    case 'map':
      return gatherMap(scene, request);
    case 'signoff':
      return gatherSignoff(scene, request);
    case 'F41':
      return gatherF41(scene, request);
    case 'F40':
      return gatherF40(scene, request);
  }
}

const toldRecipient = (recipient = ''): { recipient?: string } => (recipient === '' ? {} : { recipient });

/** dossier → document, pure: what is masked is left out, and the dossier's own version says which composer it is for. */
export const compose = (dossier: Dossier, stamp: Stamp): Document => composePaper(masked(dossier).dossier, stamp);

function composePaper(dossier: Dossier, stamp: Stamp): Document {
  switch (dossier.schema) {
    case 'f07@1':
      return composeF07(dossier, stamp);
    case 'f08@1':
      return composeF08(dossier, stamp);
    case 'f09@1':
      return composeF09(dossier, stamp);
    case 'f10@1':
      return composeF10(dossier, stamp);
    case 'signoff@1':
      return composeSignoff(dossier, stamp);
    case 'f40@1':
      return composeF40(dossier, stamp);
    case 'f41@1':
      return composeF41(dossier, stamp);
    case 'contents@1':
      return composeContents(dossier, stamp);
    case 'f31@1':
      return composeF31(dossier, stamp);
    case 'f33@1':
      return composeF33(dossier, stamp);
    case 'f34@1':
      return composeF34(dossier, stamp);
    case 'f35@1':
      return composeF35(dossier, stamp);
    case 'f36@1':
      return composeF36(dossier, stamp);
    case 'f37@1':
      return composeF37(dossier, stamp);
    case 'board@1':
      return composeBoard(dossier, stamp);
    case 'map@1':
      return composeMap(dossier, stamp);
  }
}

export const dossierSchema = z.discriminatedUnion('schema', [
  f07Dossier,
  f08Dossier,
  f09Dossier,
  f10Dossier,
  signoffDossier,
  f40Dossier,
  f41Dossier,
  contentsDossier,
  f31Dossier,
  cardsDossier,
  f34Dossier,
  f35Dossier,
  f36Dossier,
  f37Dossier,
  mapDossier,
  boardDossier,
]);

/** Formats that an authority takes of each paper, the usual one first. */
export const formatsOf: Record<FilingCode, readonly FilingFormat[]> = {
  F07: ['xlsx', 'pdf'],
  F08: ['xlsx', 'docx', 'pdf'],
  F09: ['docx', 'pdf'],
  F10: ['docx', 'pdf'],
  F31: ['docx', 'xlsx', 'pdf'],
  F33: ['pdf'],
  F34: ['docx', 'pdf'],
  F35: ['xlsx', 'pdf'],
  F36: ['docx', 'pdf'],
  F37: ['docx', 'pdf'],
  F40: ['docx', 'pdf'],
  F41: ['docx', 'pdf'],
  signoff: ['pdf', 'docx'],
  map: ['pdf'],
  board: ['pdf'],
};
/** Prefix of the number; the sign-off sheet (会签) and the picture (四色图) have no code of their own in the list of filings. */
export const numberPrefix: Record<FilingCode, string> = {
  F07: 'F07',
  F08: 'F08',
  F09: 'F09',
  F10: 'F10',
  F31: 'F31',
  F33: 'F33',
  F34: 'F34',
  F35: 'F35',
  F36: 'F36',
  F37: 'F37',
  F40: 'F40',
  F41: 'F41',
  signoff: 'HQ',
  map: 'SST',
  board: 'GGL',
};
export const titleOf: Record<FilingCode, string> = {
  F07: '安全风险分级管控清单',
  F08: '重大安全风险清单报告',
  F09: '年度安全风险评估结果公示',
  F10: '安全风险评估报告',
  F31: '全员安全生产责任清单与公示',
  F33: '安全风险告知卡',
  F34: '法定代表人月度全面检查记录',
  F35: '安全管理机构与人员配备情况表',
  F36: '年度安全生产工作报告',
  F37: '安全生产管理人员任免告知',
  F40: '报送函',
  F41: '签收回执',
  signoff: '评审会签单',
  map: '安全风险四色分布图',
  board: '安全风险公告栏',
};
