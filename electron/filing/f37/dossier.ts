import { z } from 'zod';
import { isoDate, text } from '../../../db/domain/field';
import { appointmentRoles } from '../../../db/domain/organization/appointment';
import { noticeItem } from '../../../db/domain/organization/notice';
import { baseDossier } from '../dossier';

const words = z.string();

/** What a person states of a notice of appointments; without items it tells all that has not been told yet. */
export const f37Request = z.object({
  code: z.literal('F37'),
  compiledOn: isoDate.nullable(),
  authorityId: z.uuid().nullable().optional(),
  recipient: text(200).default(''),
  documentNumber: text(200).default(''),
  filledBy: text(200).default(''),
  phone: text(200).default(''),
  items: z.array(noticeItem).max(500).nullable().default(null),
});
export type F37Request = z.output<typeof f37Request>;

/** 安管人员任免告知 (F37): who has taken up or left an office of work safety, for the authority (R01 第26条). */
export const f37Dossier = z.object({
  schema: z.literal('f37@1'),
  ...baseDossier,
  recipient: words,
  documentNumber: words,
  filledBy: words,
  phone: words,
  /** The law asks for it of this enterprise. */
  isAsked: z.boolean(),
  items: z.array(
    noticeItem.extend({
      name: words,
      role: z.enum(appointmentRoles),
      /** 职务. */
      title: words,
      department: words,
      validFrom: isoDate,
      validTo: isoDate.nullable(),
      documentNumber: words,
      certificate: words,
      certificateNumber: words,
      certificateTo: isoDate.nullable(),
    }),
  ),
});
export type F37Dossier = z.infer<typeof f37Dossier>;
