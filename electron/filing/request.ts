import { z } from 'zod';
import { isoDate, text } from '../../db/domain/field';
import { letterStyles } from '../../db/domain/filing/handover';
import { accidentEditions } from '../../db/domain/risk/accident';
import { enteredFigures } from '../../db/domain/round/figure';
import { annexSource } from './f10/scans';
import { listPart } from './f31/gather';
import { f35Request } from './f35/dossier';
import { f36Request } from './f36/dossier';
import { f37Request } from './f37/dossier';
import { submissionItem } from './f40/dossier';

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
