import { z } from 'zod';
import { id, isoDate, text } from '../field';
import { mostCorners, whole } from './outline';

const share = z.number().int().min(0).max(whole);
export const outlineSchema = z
  .array(z.tuple([share, share]))
  .min(3)
  .max(mostCorners);

/** What a person states of a floor plan; its size follows from its image. */
export const planDraft = z.object({ name: text(200).min(1), drawnOn: isoDate.nullable(), approvedBy: text(100), remark: text(2000) });
/** What a person states of an area. Its level is never stated: it is that of its risks (V08). */
export const zoneDraft = z.object({ name: text(100).min(1), outline: outlineSchema, departmentId: id.nullable(), ownerText: text(200) });

/** Size of a plan that has no image yet: the proportions of an A3 sheet. */
export const blankSize = { width: 1680, height: 1188 } as const;
