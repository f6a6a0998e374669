import { inForce } from '../../db/query/asOf';
import { departmentNameOn } from '../../db/query/department';
import type { GatherScene } from './gather';

/** A person as the papers name them on a day. */
export interface NamedPerson {
  name: string;
  /** 岗位 or 职务. */
  title: string;
  phone: string;
  department: string;
  isLeader: boolean;
}

/** Names written in one cell of the register. */
export const namesOf = (owner: string): string[] =>
  owner
    .split(/[、,，;；/\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** Posts that head a department; a deputy does not. */
const headPost = /(?<!副)(主任|部长|经理|科长|处长|厂长|队长|负责人)$/;

/** Finds people by what a register knows of them: a name, sometimes a telephone and a department. */
export class Directory {
  readonly #byName: Map<string, NamedPerson[]>;

  constructor(people: readonly NamedPerson[]) {
    this.#byName = Map.groupBy(people, ({ name }) => name);
  }

  /** The one of that name; of several the one with the telephone, then the one of the department, then a leader. */
  find(name: string, { phone = '', department = '' } = {}): NamedPerson | undefined {
    const all = this.#byName.get(name) ?? [];
    return (
      all.find((person) => phone !== '' && person.phone === phone) ??
      all.find((person) => department !== '' && person.department === department) ??
      all.find(({ isLeader }) => isLeader) ??
      all[0]
    );
  }

  /** Head of a department by the name of the post, undefined where nobody or several hold one. */
  headOf(department: string): NamedPerson | undefined {
    if (department === '') return undefined;
    const heads = [...this.#byName.values()].flat().filter((person) => person.department === department && headPost.test(person.title));
    return heads.length === 1 ? heads[0] : undefined;
  }
}

/** Everybody with the post and the department of the day. */
export function directoryOn({ db }: GatherScene, day: string): Directory {
  const rows = db.all<Omit<NamedPerson, 'isLeader'> & { isLeader: number }>(
    `SELECT p.name, p.phone, coalesce(o.name, '') AS title, coalesce(${departmentNameOn('a.departmentId')}, '') AS department,
        p.isLeader = 1 OR coalesce(o.isLeader, 0) = 1 AS isLeader
      FROM person p LEFT JOIN assignment a ON a.personId = p.id AND ${inForce('a')} LEFT JOIN post o ON o.id = a.postId
      WHERE p.leftOn IS NULL OR p.leftOn >= @day ORDER BY p.id`,
    { day },
  );
  return new Directory(rows.map((row) => ({ ...row, isLeader: row.isLeader === 1 })));
}
