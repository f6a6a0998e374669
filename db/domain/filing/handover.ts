import { z } from 'zod';
import { isoDate, text } from '../field';
import { accidentEditions } from '../risk/accident';
import { filingCodes, filingFormats } from './filing';

/** Kinds of bodies that papers are handed to. */
export const authorityKinds = [
  'emergency',
  'health',
  'fire',
  'market',
  'industry',
  'park',
  'standardization',
  'superior',
  'other',
] as const;
/** Subjects of supervision: a paper of a subject goes to the authority that answers for it. */
export const supervisionSubjects = ['risk', 'hazard', 'emergency', 'training', 'project', 'health', 'standardization'] as const;
/** How names in a zip are written: with the UTF-8 flag, in GBK for old Windows, in letters and digits only. */
export const fileNameKinds = ['utf8', 'gbk', 'ascii'] as const;
export type FileNames = (typeof fileNameKinds)[number];
export const formKinds = ['xlsx', 'docx'] as const;
/** Why an authority sends papers back. */
const returnReasons = ['form', 'data', 'seal', 'attachment', 'deadline', 'other'] as const;
/** Data that a paper for others can do without. */
export const maskFields = ['mobile', 'idNumber', 'names', 'stock'] as const;

export type AuthorityKind = (typeof authorityKinds)[number];
export type SupervisionSubject = (typeof supervisionSubjects)[number];
export type MaskField = (typeof maskFields)[number];

/** What a person states of a 接收单位. */
export const authorityDraft = z.object({
  name: text(200).min(1),
  shortName: text(60),
  kind: z.enum(authorityKinds),
  subjects: z.array(z.enum(supervisionSubjects)).max(supervisionSubjects.length),
  /** GB/T 2260 code of the area it answers for; empty for none stated. */
  regionCode: z.union([z.literal(''), z.string().regex(/^\d{6}$/)]),
  /** Its area in words, where the code says too little: a park, some plants. */
  area: text(200),
  /** How letters address it; empty for 贵局, 贵委 … as its name ends. */
  salutation: text(20),
  address: text(300),
  contactName: text(60),
  phone: text(60),
  remark: text(2000),
  sort: z.number().int().min(0).max(9999),
  validFrom: isoDate.nullable(),
  validTo: isoDate.nullable(),
});
export type AuthorityDraft = z.infer<typeof authorityDraft>;

export const emptyAuthority: AuthorityDraft = {
  name: '',
  shortName: '',
  kind: 'emergency',
  subjects: [],
  regionCode: '',
  area: '',
  salutation: '',
  address: '',
  contactName: '',
  phone: '',
  remark: '',
  sort: 0,
  validFrom: null,
  validTo: null,
};

/** Personal data that is masked in papers for an authority; absent means shown. */
export const mask = z.partialRecord(z.enum(maskFields), z.boolean());
export type Mask = z.infer<typeof mask>;

/** 函 between bodies neither of which is above the other, 报告 to the one above. */
export const letterStyles = ['letter', 'report'] as const;
export type LetterStyle = (typeof letterStyles)[number];

/** How the covering letter to an authority reads; empty parts are stated letter by letter. */
const letterDraft = z.object({
  style: z.enum(letterStyles).default('letter'),
  subject: text(200).default(''),
  basis: text(200).default(''),
  body: text(5000).default(''),
  signer: text(200).default(''),
  /** 抄送 */
  copyTo: text(500).default(''),
});

/** What an authority wants in a hand-over (报送要求). Whatever is left out is as usual. */
export const profileDraft = z.object({
  name: text(100).min(1),
  /** Papers in their order, none for whatever the round has; `formId` names the authority's own form that takes the place of ours. */
  papers: z
    .array(
      z.object({
        code: z.enum(filingCodes),
        formats: z.array(z.enum(filingFormats)).min(1),
        copies: z.number().int().min(1).max(99).default(1),
        formId: z.uuid().optional(),
      }),
    )
    .max(50)
    .default([]),
  mask: mask.default({}),
  /** Edition of accident types that papers name; empty for the register's own. */
  accidentEdition: z.enum(['', ...accidentEditions]).default(''),
  /** Recipient whose second assessment the levels are of; empty for the enterprise's own. */
  assessedFor: text(200).default(''),
  letter: letterDraft.prefault({}),
  /** Largest size of one volume in MB; null for no limit. */
  volumeMb: z.number().int().min(1).max(4000).nullable().default(null),
  fileNames: z.enum(fileNameKinds).default('utf8'),
  withReceipt: z.boolean().default(false),
});
export type ProfileDraft = z.infer<typeof profileDraft>;

/** Limit proposed where somebody wants one: what many portals take. */
export const usualVolumeMb = 20;

/** Reason of a return, in a word and in words. */
export const returnReason = z.enum(returnReasons);

/** Subject of a paper; a paper without one goes to whoever it is addressed to. */
const subjectOfPaper: Readonly<Record<string, SupervisionSubject>> = {
  F07: 'risk',
  F08: 'risk',
  F09: 'risk',
  F10: 'risk',
  F33: 'risk',
  F34: 'hazard',
  map: 'risk',
  signoff: 'risk',
};
export const paperSubject = (code: string): SupervisionSubject | undefined => subjectOfPaper[code];

const kindWords: readonly [AuthorityKind, RegExp][] = [
  ['emergency', /应急管理|应急局|安全生产监督|安监|安委/],
  ['health', /卫生健康|卫健|疾控|疾病预防/],
  ['fire', /消防/],
  ['market', /市场监督|市场监管|质监|特种设备/],
  ['standardization', /标准化|评审组织|协会/],
  ['park', /园区|开发区|高新区|管理委员会|管委会|镇人民政府|乡人民政府|街道|苏木/],
  ['industry', /工业和信息化|工信|住房和城乡建设|住建|发展和改革|交通|能源|商务|教育|水利|农业|文化|民政|生态环境|自然资源/],
  ['superior', /集团|公司|总部|股份/],
];
/** Kind of an authority by the words of its name. */
export const kindOfName = (name: string): AuthorityKind => kindWords.find(([, words]) => words.test(name))?.[0] ?? 'other';

const usualSubjects: Readonly<Record<AuthorityKind, readonly SupervisionSubject[]>> = {
  emergency: ['risk', 'hazard', 'emergency', 'training', 'project'],
  health: ['health'],
  fire: ['emergency'],
  market: [],
  industry: ['risk', 'hazard'],
  park: ['risk', 'hazard', 'emergency'],
  standardization: ['standardization'],
  superior: ['risk', 'hazard', 'emergency', 'training', 'project', 'health', 'standardization'],
  other: [],
};
/** What a body of a kind usually answers for. */
export const subjectsOfKind = (kind: AuthorityKind): SupervisionSubject[] => [...usualSubjects[kind]];

const salutations: readonly [RegExp, string][] = [
  [/局$/, '贵局'],
  [/委(员会)?$/, '贵委'],
  [/厅$/, '贵厅'],
  [/政府$/, '贵政府'],
  [/(支|大|中)队$/, '贵队'],
  [/公司$/, '贵公司'],
  [/中心$/, '贵中心'],
  [/(协|学)会$/, '贵会'],
];
/** 贵局, 贵委 …: what a letter calls the one it is addressed to. */
export const salutationOf = (name: string, stated = ''): string =>
  stated || (salutations.find(([end]) => end.test(name.replace(/（.*?）|\(.*?\)/gu, '')))?.[1] ?? '贵单位');

/** How near an authority's area is to a place: 3 the same, then what is above it; 0 none stated, -1 elsewhere. */
export function nearness(area: string, place: string): number {
  if (area === '') return 0;
  if (area === place) return 3;
  if (area === `${place.slice(0, 4)}00`) return 2;
  return area === `${place.slice(0, 2)}0000` ? 1 : -1;
}
