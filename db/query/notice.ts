import type { AppointmentRole } from '../domain/organization/appointment';
import { notifiableRoles, type NoticeItem, type NoticeKind } from '../domain/organization/notice';
import { isNotifiable } from '../domain/staffing/staffing';
import type { Reader, SqlValue } from '../handle';
import type { Writer } from '../writer';
import { inForce } from './asOf';
import { departmentNameOn } from './department';
import { readEnterprise } from './enterprise';

export interface Notice extends NoticeItem {
  kind: NoticeKind;
  name: string;
  role: AppointmentRole;
  /** 职务 where the appointment states one, else the post. */
  title: string;
  department: string;
  validFrom: string;
  validTo: string | null;
  documentNumber: string;
  certificate: string;
  certificateNumber: string;
  certificateTo: string | null;
  /** First day of the office, or its last. */
  on: string;
  /** Day on which the authority was told. */
  toldOn: string | null;
}

const part = (kind: NoticeKind, on: string, toldOn: string): string =>
  `SELECT t.id, '${kind}' AS kind, p.name, t.role, coalesce(nullif(t.title, ''), (SELECT o.name FROM assignment a JOIN post o ON o.id = a.postId
      WHERE a.personId = p.id AND ${inForce('a')} LIMIT 1), '') AS title,
    coalesce(${departmentNameOn(`coalesce(t.departmentId, (SELECT a.departmentId FROM assignment a WHERE a.personId = p.id AND ${inForce('a')} LIMIT 1))`)}, '') AS department,
    t.validFrom, t.validTo, t.documentNumber, t.certificate, t.certificateNumber, t.certificateTo, ${on} AS "on", ${toldOn} AS toldOn
  FROM appointment t JOIN person p ON p.id = t.personId`;
const eventsSql = `WITH event AS (${part('taking', 't.validFrom', 't.notifiedOn')} UNION ALL
  ${part('leaving', 't.validTo', 't.endNotifiedOn')} WHERE t.validTo IS NOT NULL)`;
const order = `ORDER BY "on", kind DESC, name, id`;
const pendingWhere = `role IN (SELECT value FROM json_each(@roles)) AND toldOn IS NULL AND "on" <= @day AND "on" >= @since`;

const pendingParams = (reader: Reader, day: string): Record<string, SqlValue> => ({
  day,
  roles: JSON.stringify(notifiableRoles),
  since: readEnterprise(reader).startDate ?? '',
});

/** What has still to be told, oldest first; what lies before the 启用日期 is taken as told. */
export const pendingNotices = (reader: Reader, day: string): Notice[] =>
  reader.all<Notice>(`${eventsSql} SELECT * FROM event WHERE ${pendingWhere} ${order}`, pendingParams(reader, day));

/** Those of a paper, whether told or not; what is gone is left out. */
export const noticesOf = (reader: Reader, day: string, items: readonly NoticeItem[]): Notice[] =>
  reader.all<Notice>(
    `${eventsSql} SELECT event.* FROM event WHERE EXISTS (SELECT 1 FROM json_each(@items) i
      WHERE i.value ->> 'id' = event.id AND i.value ->> 'kind' = event.kind) ${order}`,
    { day, items: JSON.stringify(items) },
  );

/** Whether the enterprise has to tell the authority at all (R01 第26条). */
export const mustNotify = (reader: Reader): boolean => isNotifiable(readEnterprise(reader));

/** How many are still to be told, and since which day the first; none where nothing has to be told. */
export const noticeFigures = (reader: Reader, today: string): { count: number; first: string | null } =>
  mustNotify(reader)
    ? reader.get(
        `${eventsSql} SELECT count(*) AS count, min("on") AS first FROM event WHERE ${pendingWhere}`,
        pendingParams(reader, today),
      )!
    : { count: 0, first: null };

/** Notes the day on which the authority was told; a day that is known stays. */
export function markNotified(db: Writer, items: readonly NoticeItem[], on: string): number {
  const open = items.filter(({ id, kind }) => {
    const row = db.find('appointment', id);
    return row !== undefined && (kind === 'taking' ? row.notifiedOn : row.endNotifiedOn) === null;
  });
  for (const { id, kind } of open) db.update('appointment', id, kind === 'taking' ? { notifiedOn: on } : { endNotifiedOn: on });
  return open.length;
}
