import { z } from 'zod';
import { id, text } from '../../db/domain/field';
import { departmentDraft } from '../../db/domain/organization/organization';
import { insertDepartment } from '../../db/query/department';
import { rememberAliases } from '../../db/query/nameAlias';
import { refuse } from './failure';
import { recordRun, run } from './intakeApply';
import { command } from './procedure';

/** Null leaves a known department where it is, and a new one at the top. */
const parent = z.object({ id: id.nullable(), name: departmentDraft.shape.name }).nullable();
const coming = departmentDraft.omit({ parentId: true }).extend({ parent });
const planned = coming.extend({ existing: z.object({ id, revision: z.number().int() }).nullable(), alias: text(100) });

/** A whole import of departments as one command and one undo step; what stands above is made before what stands below. */
export const applyDepartments = command(
  z.object({
    run,
    departments: z.array(planned).max(100_000),
    /** Above those, without rows of their own. */
    implied: z.array(coming).max(100_000),
  }),
  ({ db }, { run, departments, implied }) => {
    const added = departments.filter(({ existing }) => existing === null);
    const importId = recordRun(db, 'department', run, added.length, departments.length - added.length);
    const open = new Map([...implied, ...added].map((one) => [one.name, one]));
    const made = new Map<string, string>();
    const idOf = (place: z.infer<typeof parent>): string | null => (place === null ? null : (place.id ?? make(place.name)));
    const make = (name: string): string => {
      const known = made.get(name);
      if (known !== undefined) return known;
      const draft = open.get(name);
      // A department that is being made stands above itself.
      if (draft === undefined) throw refuse('cycle', 'parentId', { value: name });
      open.delete(name);
      const { kind, validFrom } = draft;
      if (db.value('SELECT 1 FROM departmentName WHERE name = ? AND (validTo IS NULL OR validTo >= ?)', [name, validFrom]) !== undefined)
        throw refuse('unique', 'name', { value: name });
      const parentId = idOf(draft.parent);
      const own = insertDepartment(db, { name, kind, validFrom, parentId });
      made.set(name, own);
      return own;
    };
    for (const { name } of [...implied, ...added]) make(name);
    for (const { existing, name, kind, parent: above, alias } of departments) {
      if (existing === null) continue;
      db.update('department', existing.id, { kind, ...(above !== null && { parentId: idOf(above) }) }, existing.revision);
      if (alias !== '') rememberAliases(db, 'department', { id: existing.id, name }, [{ id: '', name: alias }]);
    }
    for (const { existing } of departments) {
      const seen = new Set<string>();
      for (let at = existing?.id ?? null; at !== null; at = db.find('department', at)?.parentId ?? null) {
        if (seen.has(at)) throw refuse('cycle', 'parentId');
        seen.add(at);
      }
    }
    return { importId };
  },
);
