import {
  appointmentGaps,
  appointmentRoles,
  leaderRoles,
  type AppointmentDraft,
  type AppointmentGap,
  type AppointmentRole,
  type OfficeFacts,
} from '../domain/organization/appointment';
import type { Reader, SqlValue } from '../handle';
import { inForce } from './asOf';
import { departmentNameOn } from './department';
import { readEnterprise } from './enterprise';

export interface AppointmentRow extends AppointmentDraft {
  id: string;
  revision: number;
  person: string;
  department: string | null;
  /** Post of the person on the day. */
  post: string | null;
}

export interface AppointmentWindow {
  offset: number;
  limit: number;
  text: string;
  roles: readonly AppointmentRole[];
  /** `day` in force on the day, `current` those and what begins later, `all` ended ones too. */
  which: 'day' | 'current' | 'all';
}

const rowSql = `SELECT a.id, a.revision, a.personId, a.role, a.departmentId, a.title, a.scope, a.documentNumber, a.certificate,
    a.certificateNumber, a.certificateTo, a.notifiedOn, a.endNotifiedOn, a.validFrom, a.validTo, a.remark, p.name AS person,
    coalesce(${departmentNameOn('a.departmentId')},
      (SELECT n.name FROM departmentName n WHERE n.departmentId = a.departmentId ORDER BY n.validFrom DESC LIMIT 1)) AS department,
    (SELECT o.name FROM assignment s JOIN post o ON o.id = s.postId WHERE s.personId = a.personId AND ${inForce('s')} LIMIT 1) AS post`;
const fromSql = 'FROM appointment a JOIN person p ON p.id = a.personId LEFT JOIN department d ON d.id = a.departmentId';

/** 任职, by role and department, those that began last first. */
export function listAppointments(
  reader: Reader,
  day: string,
  { offset, limit, text, roles, which }: AppointmentWindow,
): { rows: AppointmentRow[]; total: number } {
  const params: Record<string, SqlValue> = { day, like: `%${text.replaceAll(/[%_\\]/g, '\\$&')}%`, roles: JSON.stringify(roles) };
  const where = [
    `(json_array_length(@roles) = 0 OR a.role IN (SELECT value FROM json_each(@roles)))`,
    `(p.name LIKE @like ESCAPE '\\' OR a.title LIKE @like ESCAPE '\\' OR a.scope LIKE @like ESCAPE '\\'
      OR EXISTS (SELECT 1 FROM departmentName n WHERE n.departmentId = a.departmentId AND n.name LIKE @like ESCAPE '\\'))`,
    which === 'all' ? '1' : which === 'day' ? inForce('a') : '(a.validTo IS NULL OR a.validTo >= @day)',
  ].join(' AND ');
  return {
    rows: reader.all<AppointmentRow>(
      `${rowSql} ${fromSql} WHERE ${where}
        ORDER BY (SELECT key FROM json_each(@order) WHERE value = a.role), d.sort, a.validFrom DESC, a.id LIMIT @limit OFFSET @offset`,
      { ...params, order: JSON.stringify(appointmentRoles), limit, offset },
    ),
    total: reader.value<number>(`SELECT count(*) ${fromSql} WHERE ${where}`, params) ?? 0,
  };
}

export const findAppointment = (reader: Reader, day: string, id: string): AppointmentRow | undefined =>
  reader.get<AppointmentRow>(`${rowSql} ${fromSql} WHERE a.id = @id`, { day, id });

interface Office {
  id: string;
  revision: number;
  personId: string;
  name: string;
  validFrom: string;
}

/** Other appointments to a role (of a department, where one is given) that overlap a span; NULL as end is open. */
export const overlapping = (
  reader: Reader,
  { role, departmentId, validFrom, validTo }: Pick<AppointmentDraft, 'role' | 'departmentId' | 'validFrom' | 'validTo'>,
  without: string | null,
): Office[] =>
  reader.all<Office>(
    `SELECT a.id, a.revision, a.personId, p.name, a.validFrom FROM appointment a JOIN person p ON p.id = a.personId
      WHERE a.role = @role AND a.departmentId IS @departmentId AND a.id <> @without
        AND a.validFrom <= coalesce(@validTo, '9999') AND (a.validTo IS NULL OR a.validTo >= @validFrom) ORDER BY a.validFrom`,
    { role, departmentId, validFrom, validTo, without: without ?? '' },
  );

/** Who holds an office of the enterprise or a department on a day. */
export const holdersOn = (
  reader: Reader,
  day: string,
): { role: AppointmentRole; personId: string; name: string; departmentId: string | null }[] =>
  reader.all(
    `SELECT a.role, a.personId, p.name, a.departmentId FROM appointment a JOIN person p ON p.id = a.personId WHERE ${inForce('a')} ORDER BY a.validFrom, a.id`,
    { day },
  );

function officeFacts(reader: Reader, day: string): OfficeFacts {
  const { legalRep, actualController, principal, hasLaborUnion } = readEnterprise(reader);
  return {
    holders: holdersOn(reader, day),
    stated: { legalRep, actualController, principal },
    hasLaborUnion,
    hasSpecialEquipment: reader.value('SELECT hasSpecialEquipment FROM enterprise') === 1,
    headless: reader.all(
      `SELECT d.id, ${departmentNameOn('d.id')} AS name FROM department d WHERE d.kind IN ('department', 'workshop') AND ${inForce('d')}
        AND NOT EXISTS (SELECT 1 FROM appointment a WHERE a.departmentId = d.id AND a.role = 'departmentHead' AND ${inForce('a')}) ORDER BY d.sort`,
      { day },
    ),
    idleLeaders: reader.all(
      `SELECT p.id, p.name FROM person p WHERE p.isLeader = 1 AND (p.leftOn IS NULL OR p.leftOn >= @day)
        AND NOT EXISTS (SELECT 1 FROM appointment a WHERE a.personId = p.id AND a.role IN (SELECT value FROM json_each(@roles)) AND ${inForce('a')})
        ORDER BY p.name, p.id`,
      { day, roles: JSON.stringify(leaderRoles) },
    ),
  };
}

export const listAppointmentGaps = (reader: Reader, day: string): AppointmentGap[] => appointmentGaps(officeFacts(reader, day));

/** People of a name who are here on a day: whom the record of the enterprise may mean. */
export const peopleNamed = (reader: Reader, day: string, names: readonly string[]): { id: string; name: string }[] =>
  reader.all(
    `SELECT id, name FROM person WHERE name IN (SELECT value FROM json_each(@names)) AND (leftOn IS NULL OR leftOn >= @day) ORDER BY name, id`,
    { day, names: JSON.stringify(names) },
  );
