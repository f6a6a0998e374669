import { z } from 'zod';
import { id, text } from '../../db/domain/field';
import { postDraft } from '../../db/domain/organization/organization';
import { postColumns } from '../../db/query/person';
import { departments, recordRun, run } from './intakeApply';
import { command } from './procedure';

const planned = z.object({
  existing: z.object({ id, revision: z.number().int() }).nullable(),
  draft: postDraft.omit({ departmentId: true }),
  /** Without a name for one of all departments; with the names of those above it, where it is made. */
  department: z.object({ id: id.nullable(), name: text(200), above: z.array(text(100)).max(10) }),
});

/** A whole import of posts as one command and one undo step; unknown departments are made with those above them. */
export const applyPosts = command(z.object({ run, posts: z.array(planned).max(100_000) }), (scene, { run, posts }) => {
  const { db } = scene;
  const added = posts.filter(({ existing }) => existing === null).length;
  const importId = recordRun(db, 'post', run, added, posts.length - added);
  const department = departments(scene);
  for (const { existing, draft, department: place } of posts) {
    const { validFrom, ...stated } = draft;
    const columns = postColumns({ ...stated, departmentId: department(place) });
    if (existing === null) db.insert('post', { ...columns, validFrom, validTo: null });
    else db.update('post', existing.id, columns, existing.revision);
  }
  return { importId };
});
