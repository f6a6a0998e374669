import { InvalidArgumentError, type Command } from 'commander';
import { appointmentRoles, type AppointmentRole } from '../../db/domain/organization/appointment';
import { term, terms } from '../../db/domain/term';
import type { TerminalSession, Within } from './session';
import { countOption, dateOption } from './usage';

interface WindowOptions {
  on?: string;
  text: string;
  limit: number;
  offset: number;
}

/** Rows of a window up to a limit, fetched by at most 200. */
async function collect<Row>(
  { limit, offset }: WindowOptions,
  fetch: (offset: number, limit: number) => Promise<{ rows: readonly Row[]; total: number }>,
): Promise<{ rows: Row[]; total: number }> {
  const rows: Row[] = [];
  for (;;) {
    const part = await fetch(offset + rows.length, Math.max(1, Math.min(200, limit - rows.length)));
    rows.push(...part.rows.slice(0, limit - rows.length));
    if (part.rows.length === 0 || rows.length >= limit || offset + rows.length >= part.total) return { rows, total: part.total };
  }
}

const line = (cells: readonly string[]): string => cells.map((cell) => cell.replaceAll(/\s+/g, ' ')).join('\t');
const head = (total: number, shown: number): string => `共 ${total} 条，列出 ${shown} 条`;

async function listPeople(session: TerminalSession, options: WindowOptions & { withLeft?: boolean }): Promise<void> {
  const { on, text, withLeft = false } = options;
  const { rows, total } = await collect(options, (offset, limit) =>
    session.call('person.list', { offset, limit, text, withLeft, ...(on === undefined ? {} : { day: on }) }),
  );
  const told = rows.map((row) => ({
    name: row.name,
    employeeNo: row.employeeNo,
    department: row.department ?? '',
    post: row.post ?? '',
    employment: term('employment', row.employment),
    employer: row.employer,
    isLeader: row.isLeader === 1,
    phone: row.phone,
    idNumber: row.idNumber,
    enteredOn: row.enteredOn,
    leftOn: row.leftOn,
  }));
  session.print({ total, rows: told }, [
    head(total, told.length),
    ...told.map(({ name, employeeNo, department, post, employment, employer, leftOn }) =>
      line([name, employeeNo, department, post, employment, employer, leftOn === null ? '' : `${leftOn} 离职`]),
    ),
  ]);
}

async function listPosts(session: TerminalSession, { on, text, limit, offset }: WindowOptions): Promise<void> {
  const all = (await session.call('post.list', on === undefined ? {} : { day: on })).filter(({ name, department }) =>
    `${name} ${department ?? ''}`.includes(text),
  );
  const told = all.slice(offset, offset + limit).map((row) => ({
    name: row.name,
    department: row.department ?? '',
    level: row.level === '' ? '' : term('postLevel', row.level),
    people: row.people,
    isLeader: row.isLeader === 1,
    isSpecialOperation: row.isSpecialOperation === 1,
    isHazardExposed: row.isHazardExposed === 1,
    validFrom: row.validFrom,
  }));
  session.print({ total: all.length, rows: told }, [
    head(all.length, told.length),
    ...told.map(({ name, department, level, people }) => line([name, department, level, `${people} 人`])),
  ]);
}

interface AppointmentOptions extends WindowOptions {
  role?: AppointmentRole;
  all?: boolean;
}

async function listAppointments(session: TerminalSession, options: AppointmentOptions): Promise<void> {
  const { on, text, role, all = false } = options;
  const day = on === undefined ? {} : { day: on };
  const { rows, total } = await collect(options, (offset, limit) =>
    session.call('appointment.list', { ...day, offset, limit, text, roles: role === undefined ? [] : [role], which: all ? 'all' : 'day' }),
  );
  const { gaps } = await session.call('appointment.gaps', day);
  const told = rows.map((row) => ({
    role: term('appointmentRole', row.role),
    name: row.person,
    department: row.department ?? '',
    title: row.title || (row.post ?? ''),
    scope: row.scope,
    documentNumber: row.documentNumber,
    certificate: row.certificate,
    certificateNumber: row.certificateNumber,
    certificateTo: row.certificateTo,
    validFrom: row.validFrom,
    validTo: row.validTo,
  }));
  const open = gaps.map((gap) => ({
    role: term('appointmentRole', gap.role),
    ...(gap.kind === 'departments'
      ? { departments: gap.departments.map(({ name }) => name) }
      : gap.kind === 'leaders'
        ? { people: gap.people.map(({ name }) => name) }
        : { stated: gap.stated, held: gap.kind === 'differs' ? gap.held : '' }),
  }));
  session.print({ total, rows: told, gaps: open }, [
    head(total, told.length),
    ...told.map(({ role: held, name, department, title, validFrom, validTo }) =>
      line([held, name, department, title, `${validFrom} 起${validTo === null ? '' : `，至 ${validTo}`}`]),
    ),
    ...(open.length === 0 ? [] : [`待完善的固定角色：${open.map((gap) => gap.role).join('、')}`]),
  ]);
}

function roleOption(value: string): AppointmentRole {
  const role = appointmentRoles.find((known) => terms.appointmentRole[known] === value.trim());
  if (role === undefined)
    throw new InvalidArgumentError(`没有“${value}”这个角色，可用：${Object.values(terms.appointmentRole).join('、')}`);
  return role;
}

const windowed = (command: Command, words: string): Command =>
  command
    .option('--text <词>', words, '')
    .option('--on <日期>', '哪一天的，不写时为今天', dateOption)
    .option('--limit <条数>', '最多列出多少条', countOption, 200)
    .option('--offset <条数>', '跳过多少条', countOption, 0);

/** `list person`, `list post` and `list appointment` */
export function addOrganizationLists(list: Command, within: Within): void {
  windowed(list.command('person').description('人员（号码隐去一部分）'), '姓名、岗位、工号、用人单位里有这个词的')
    .option('--with-left', '含已离职的')
    .action(within(listPeople));
  windowed(list.command('post').description('岗位'), '岗位、部门名称里有这个词的').action(within(listPosts));
  windowed(list.command('appointment').description('任职和还没有人的固定角色'), '姓名、职务、分管范围、部门里有这个词的')
    .option('--role <角色>', '只列这个角色，如 主要负责人', roleOption)
    .option('--all', '含已结束和未到任的')
    .action(within(listAppointments));
}
