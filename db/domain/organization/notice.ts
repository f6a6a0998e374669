import { z } from 'zod';
import { id } from '../field';
import type { AppointmentRole } from './appointment';

/** 安全生产管理人员: those whose taking up and leaving of office the authority is told of (R01 第26条). */
export const notifiableRoles: readonly AppointmentRole[] = ['safetyDirector', 'fullTimeOfficer', 'partTimeOfficer'];

export const noticeKinds = ['taking', 'leaving'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** An appointment with what of it is told: its beginning or its end. */
export const noticeItem = z.object({ id, kind: z.enum(noticeKinds) });
export type NoticeItem = z.infer<typeof noticeItem>;
