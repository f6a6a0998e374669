import { z } from 'zod';
import { id, isoDate, text } from '../../db/domain/field';
import { composeHandover } from '../filing/handover/compose';
import { gatherHandover } from '../filing/handover/gather';
import { safeFileName } from '../workspace/file';
import { notFound } from './failure';
import { bytesOf, copyTo } from './paper';
import { query, task, type QueryScene } from './procedure';

const handed = z.object({
  /** Who hands over; null for the whole of the work. */
  personId: id.nullable().default(null),
});

function gathered(scene: Pick<QueryScene, 'db' | 'today' | 'content' | 'paths'>, personId: string | null) {
  if (personId !== null && scene.db.value('SELECT 1 FROM person WHERE id = ?', [personId]) === undefined) throw notFound('person');
  return gatherHandover(scene, personId);
}

/** What a successor has to know, part by part. */
export const preview = query(handed, (scene, { personId }) => gathered(scene, personId));

/** Writes the hand-over as a paper to be signed; `file` empty asks the user where. */
export const print = task(
  handed.extend({
    on: isoDate.nullable().default(null),
    to: text(60).default(''),
    witness: text(60).default(''),
    format: z.enum(['pdf', 'docx']),
    file: z.string().max(2000),
  }),
  async (scene, { personId, format, file, ...stated }) => {
    const document = composeHandover(
      scene.db.snapshot(() => gathered(scene, personId)),
      stated,
    );
    const bytes = await bytesOf(scene, document, format);
    return { file: await copyTo(scene, file, safeFileName(`${document.head.title} ${scene.today}.${format}`), bytes) };
  },
);
