import { z } from 'zod';
import { text } from '../../db/domain/field';
import { readEnterprise } from '../../db/query/enterprise';
import { dropBackups, readCatalogue, type CatalogueEntry, type Repository } from '../workspace/backup/catalogue';
import { backUp } from '../workspace/backup/run';
import { locateTarget, readTarget, targetRepository } from '../workspace/target';
import { bringToTarget, originOf, shelf } from './backup';
import { conflict, refuse } from './failure';
import { command, query, task, type QueryScene } from './procedure';

/** Where backups lie: on the first place and, if it is there now, on the second. */
function repositoriesOf({ db, paths, machine }: Pick<QueryScene, 'db' | 'paths' | 'machine'>): Repository[] {
  const origin = originOf(db);
  const target = readTarget(machine.home, origin);
  return [shelf({ paths }), ...(target === undefined ? [] : [targetRepository(locateTarget(target.folder, origin), origin)])];
}

/** When personal data was removed last; undefined where it never was. */
const lastErasure = ({ db }: Pick<QueryScene, 'db'>): { seq: number; at: number } | undefined =>
  db.get(`SELECT seq, at FROM audit WHERE subject = 'erasure' ORDER BY seq DESC LIMIT 1`);

/** Backups made before that: they hold what was removed. One that is damaged may. */
function earlier(repository: Repository, { seq }: { seq: number }): CatalogueEntry[] {
  return readCatalogue(repository).filter((entry) => entry.state === 'damaged' || entry.manifest.auditSeq < seq);
}

/** How many backups still hold personal data that was removed since, here and on the second place, and the holds that forbid to drop them. */
export const state = query(z.object({}), (scene) => {
  const erased = lastErasure(scene);
  const [here, second] = erased === undefined ? [] : repositoriesOf(scene).map((repository) => earlier(repository, erased).length);
  return { at: erased?.at ?? null, here: here ?? 0, second: second ?? 0, holds: holds(scene) };
});

/** A backup holds everything: any demand to keep forbids to drop it. */
const holds = ({ db, today }: Pick<QueryScene, 'db' | 'today'>): string[] =>
  db.column<string>('SELECT title FROM legalHold WHERE validFrom <= @today AND (validTo IS NULL OR validTo > @today) ORDER BY validFrom', {
    today,
  });

/** That backups were dropped, and how many. */
export const note = command(z.object({ dropped: z.number().int() }), ({ db }, { dropped }) => {
  db.insert('disclosure', { subject: 'backup', subjectId: '', fields: '[]', reason: `删除清除个人信息以前的备份 ${dropped} 份` });
  return null;
});

/**
 * Makes a new proven backup, brings it to the second place, and drops all that were made before personal data was last removed. `name`
 * is that of the enterprise, typed by whoever asks for what cannot be undone.
 */
export const drop = task(z.object({ name: text(200) }), async (scene, { name }) => {
  const { db, paths, machine, version, now, signal, progress } = scene;
  const [held] = holds(scene);
  if (held !== undefined) throw conflict('erase.held', { title: held });
  const enterprise = readEnterprise(db).name;
  if (name !== enterprise) throw refuse('enterpriseName', 'name', { name: enterprise });
  const erased = lastErasure(scene);
  if (erased === undefined) return { dropped: 0 };
  await backUp({ paths, nativeBinding: machine.nativeBinding, version, now }, shelf(scene), 'erase', { signal, progress });
  await bringToTarget(scene);
  const places = repositoriesOf(scene).map((repository) => ({ repository, entries: earlier(repository, erased) }));
  const dropped = places.reduce((sum, { entries }) => sum + entries.length, 0);
  // On record first: what is dropped without a word would be missed.
  if (dropped > 0) await scene.run('erasedBackup.note', { dropped });
  for (const { repository, entries } of places) dropBackups(repository, entries, now);
  return { dropped };
});
