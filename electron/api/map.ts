import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { largestAttachment, pictureType } from '../../db/domain/attachment';
import { id, text } from '../../db/domain/field';
import { imageSize } from '../../db/domain/map/imageSize';
import { blankSize, planDraft, zoneDraft } from '../../db/domain/map/map';
import { isArea } from '../../db/domain/map/outline';
import { listPlans, listZonePoints, listZones } from '../../db/query/map';
import type { Writer } from '../../db/writer';
import { attachmentData, keepAttachment, keptAttachment } from '../workspace/attachment';
import { attachmentFile } from '../workspace/paths';
import { notFound, refuse } from './failure';
import { command, query, task, type Changed } from './procedure';

const revision = z.number().int();
const window = { offset: z.number().int().nonnegative(), limit: z.number().int().min(1).max(200) };

export const plans = query(z.object({}), ({ db }) => listPlans(db));

export const zones = query(z.object({ planId: id }), ({ db, today }, { planId }) => listZones(db, planId, today));

/** The image of a plan as data, for a copy of its picture; null where it has none. */
export const image = query(z.object({ planId: id }), ({ db, paths }, { planId }) => {
  const plan = listPlans(db).find((entry) => entry.id === planId);
  if (!plan) throw notFound('floorPlan');
  return plan.image === null ? null : attachmentData(paths, plan.image);
});

export const points = query(z.object({ ...window, within: id.nullable().optional(), text: text(100).optional() }), ({ db }, input) =>
  listZonePoints(db, input),
);

export const createPlan = command(z.object({ draft: planDraft }), ({ db }, { draft }) => ({
  id: db.insert('floorPlan', { ...draft, ...blankSize }).id,
}));

export const updatePlan = command(z.object({ id, revision, patch: planDraft.partial() }), ({ db }, { id, revision, patch }) => {
  db.update('floorPlan', id, patch, revision);
  return { id };
});

/** Takes a plan away with its areas; the risk points stay, in no area. */
export const removePlan = command(z.object({ id, revision }), ({ db }, { id, revision }) => {
  for (const zone of db.column<string>('SELECT id FROM zone WHERE floorPlanId = ?', [id])) dropZone(db, zone);
  db.removeOf('attachment', 'subjectId', id);
  db.remove('floorPlan', id, revision);
  return { id };
});

const imageExtensions = ['png', 'jpg', 'jpeg'];

/** Takes the image of a plan from the machine; with no file named the user is asked for one. Without a plan it makes one of the file's name. */
export const takeImage = task(
  z.object({ planId: id.nullable(), files: z.array(z.string().min(1).max(4000)).max(50) }),
  async (scene, { planId, files }): Promise<Changed<{ id: string | null }>> => {
    const [file] = files.length > 0 ? files : await scene.shell.chooseFiles('attachment', imageExtensions);
    if (file === undefined) return { changed: 0, step: null, value: { id: planId } };
    const name = path.basename(file);
    const found = statSync(file);
    if (!found.isFile()) throw refuse('attachmentFolder', 'files', { name });
    if (found.size > largestAttachment) throw refuse('attachmentLarge', 'files', { name, limit: largestAttachment / 1024 / 1024 });
    const bytes = readFileSync(file);
    if (imageSize(bytes) === undefined) throw refuse('mapImage', 'files', { name });
    return (await scene.run('map.applyImage', { planId, name: name.slice(-255), sha256: keepAttachment(scene.paths, bytes) })) as Changed<{
      id: string;
    }>;
  },
);

/** Enters an image that the task has kept, in place of the one before it. What is drawn stays where it is on the plan. */
export const applyImage = command(
  z.object({ planId: id.nullable(), name: text(255).min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ({ db, paths }, { planId, name, sha256 }) => {
    const kept = keptAttachment(paths, sha256);
    if (kept === undefined) throw notFound('file');
    const size = imageSize(readFileSync(attachmentFile(paths.attachments, sha256)));
    if (size === undefined) throw refuse('mapImage', 'files', { name });
    if (planId !== null && !db.find('floorPlan', planId)) throw notFound('floorPlan');
    const own = planId ?? db.insert('floorPlan', { name: path.parse(name).name.slice(0, 200) || name, ...size }).id;
    if (planId !== null) db.update('floorPlan', own, size);
    const before = db.all<{ id: string; sha256: string }>(
      `SELECT id, sha256 FROM attachment WHERE subjectId = ? AND subject = 'floorPlan' AND use = 'image'`,
      [own],
    );
    if (before.length === 1 && before[0]!.sha256 === sha256) return { id: own };
    for (const { id } of before) db.remove('attachment', id);
    const place = { subject: 'floorPlan', subjectId: own, use: 'image' };
    db.insert('attachment', { ...place, name, sha256, size: kept.size, mediaType: pictureType(kept.start) ?? '' });
    return { id: own };
  },
);

export const createZone = command(z.object({ planId: id, draft: zoneDraft }), ({ db }, { planId, draft }) => {
  if (!db.find('floorPlan', planId)) throw notFound('floorPlan');
  return { id: db.insert('zone', { floorPlanId: planId, ...stored(db, draft) }).id };
});

export const updateZone = command(z.object({ id, revision, patch: zoneDraft.partial() }), ({ db }, { id, revision, patch }) => {
  db.update('zone', id, stored(db, patch), revision);
  return { id };
});

/** Takes an area away; its risk points stay, in no area. */
export const removeZone = command(z.object({ id, revision }), ({ db }, { id, revision }) => {
  dropZone(db, id, revision);
  return { id };
});

/** Puts risk points into an area, out of the one in which they were; null takes them out. */
export const assign = command(
  z.object({ zoneId: id.nullable(), pointIds: z.array(id).min(1).max(1000) }),
  ({ db }, { zoneId, pointIds }) => {
    if (zoneId !== null && !db.find('zone', zoneId)) throw notFound('zone');
    for (const pointId of new Set(pointIds)) db.update('riskPoint', pointId, { zoneId });
    return { zoneId };
  },
);

/** An area as its row. @throws INVALID for a shape that cannot be seen */
function stored<Draft extends Partial<z.output<typeof zoneDraft>>>(db: Writer, { outline, ...rest }: Draft) {
  if (outline !== undefined && !isArea(outline)) throw refuse('mapOutline', 'outline');
  if (rest.departmentId && !db.find('department', rest.departmentId)) throw notFound('department');
  return { ...rest, ...(outline === undefined ? {} : { outline: JSON.stringify(outline) }) };
}

function dropZone(db: Writer, id: string, revision?: number): void {
  for (const point of db.column<string>('SELECT id FROM riskPoint WHERE zoneId = ?', [id])) db.update('riskPoint', point, { zoneId: null });
  db.removeOf('attachment', 'subjectId', id);
  db.remove('zone', id, revision);
}
