import { z } from 'zod';
import { isoDate } from '../../../db/domain/field';
import { listStands } from '../../../db/domain/responsibility/list';
import { postLevels } from '../../../db/domain/responsibility/responsibility';
import { baseDossier } from '../dossier';

const words = z.string();

const duty = z.object({
  text: words,
  frequency: words,
  evidence: words,
  criteria: words,
  standard10: z.number().int().nullable(),
  legalBasis: words,
});

/** A version in force as it is printed. */
const version = z.object({
  version: z.number().int(),
  scope: words,
  criteria: words,
  preparedBy: words,
  reviewedBy: words,
  approvedBy: words,
  approvedOn: isoDate.nullable(),
  validFrom: isoDate.nullable(),
  publishedFrom: isoDate.nullable(),
  publishedTo: isoDate.nullable(),
  publishedPlace: words,
  duties: z.array(duty),
});

/** 全员安全生产责任清单 (F31): every post in use and fixed role of a day, in the order of the organization. */
export const f31Dossier = z.object({
  schema: z.literal('f31@1'),
  ...baseDossier,
  day: isoDate,
  /** Department or post that alone is printed; empty for the whole enterprise. */
  part: z.object({ kind: z.enum(['whole', 'department', 'post']), name: words }),
  preparedBy: words,
  reviewedBy: words,
  approvedBy: words,
  posting: z.object({ from: isoDate.nullable(), to: isoDate.nullable(), place: words }),
  /** Each list starts on a page of its own, to be hung up or handed out. */
  apart: z.boolean(),
  lists: z.array(
    z.object({
      title: words,
      department: words,
      level: z.enum(['', ...postLevels]),
      isRole: z.boolean(),
      stand: z.enum(listStands),
      people: z.array(words),
      acknowledged: z.number().int(),
      /** Null where no version is in force that day. */
      inForce: version.nullable(),
    }),
  ),
  /** What V106–V108 find of these lists: what each lacks, in the words of the rule. */
  findings: z.array(z.object({ rule: words, kind: words, key: words, title: words })),
});
export type F31Dossier = z.infer<typeof f31Dossier>;
export type F31List = F31Dossier['lists'][number];
export type F31Version = NonNullable<F31List['inForce']>;
