import { z } from 'zod';
import { isoDate, text } from '../../../db/domain/field';
import { reportChapters, type ReportChapter } from '../../../db/domain/filing/report';
import { targetKinds } from '../../../db/domain/responsibility/responsibility';
import { baseDossier } from '../dossier';

const words = z.string();
const count = z.number().int().nonnegative();
const ofChapters = <Value extends z.ZodType>(value: Value) =>
  Object.fromEntries(reportChapters.map((chapter) => [chapter, value])) as Record<ReportChapter, Value>;

/** What a person states of the year's report; an empty chapter says what the registers know. */
export const f36Request = z.object({
  code: z.literal('F36'),
  compiledOn: isoDate.nullable(),
  /** This year where none is said. */
  year: z.number().int().min(2000).max(2199).nullable().default(null),
  /** 职工代表大会, 股东会 … */
  audience: text(200).default(''),
  ...ofChapters(text(20_000).default('')),
});
export type F36Request = z.output<typeof f36Request>;

const target = z.object({ kind: z.enum(targetKinds), name: words, value: words });

/** 年度安全生产工作报告 (F36): what the registers know of a year, and what a person wrote. */
export const f36Dossier = z.object({
  schema: z.literal('f36@1'),
  ...baseDossier,
  year: count,
  /** Last day of which it speaks. */
  until: isoDate,
  audience: words,
  principal: words,
  written: z.object(ofChapters(words)),
  targets: z.array(target),
  nextTargets: z.array(target),
  /** Posts and fixed roles, those with a list in force, and those whose list is published. */
  lists: z.object({ all: count, inForce: count, published: count }),
  letters: z.object({ all: count, signed: count }).nullable(),
  appraisals: z.array(z.object({ name: words, all: count, assessed: count })),
  rounds: z.array(
    z.object({
      name: words,
      closedOn: isoDate.nullable(),
      major: count,
      considerable: count,
      general: count,
      low: count,
      added: count,
      removed: count,
    }),
  ),
  /** Inspections that leaders led, full ones of 法定代表人 or 实际控制人 among them, with their findings. */
  inspections: z.object({ all: count, monthly: count, findings: count, done: count, overdue: count }),
  meetings: z.object({ all: count, resolutions: count, done: count, overdue: count }),
});
export type F36Dossier = z.infer<typeof f36Dossier>;
