import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { Sample } from '../../db/domain/sample';
import { text } from '../../db/domain/field';
import { enterpriseRow } from '../../db/query/enterprise';
import { fillSample, type SampleScene } from '../../db/query/sample';
import { adoptedPost } from '../../db/domain/responsibility/library';
import { usualRewards } from '../filing/f32/compose';
import type { Content } from '../workspace/content';
import { isOwnFile } from '../workspace/file';
import { conflict, notFound } from './failure';
import { command, hostProcedure, task } from './procedure';

const basics = { name: text(200).min(1), regionCode: z.string().regex(/^\d{6}$/), sector: text(40).min(1) };
const way = z.enum(['blank', 'sample']);

export const state = hostProcedure(z.object({}), async (host) => host.state());

/** Opens a folder; null asks the user for one. Answers null when the user cancels. */
export const open = hostProcedure(z.object({ folder: z.string().max(2000).nullable() }), async (host, { folder }) => {
  const chosen = folder ?? (await host.shell.chooseFolder('open'));
  if (chosen === null) return null;
  await host.open(chosen);
  return { folder: chosen };
});

export const create = hostProcedure(z.object({ folder: z.string().max(2000).nullable(), way, ...basics }), (host, request) =>
  host.create(request),
);

export const close = hostProcedure(z.object({}), async (host) => {
  await host.close();
  return null;
});

/** Folder for a new workspace, chosen by the user. */
export const chooseFolder = hostProcedure(z.object({}), (host) => host.shell.chooseFolder('create'));

/** What the welcome page offers before any workspace is open. */
export const choices = hostProcedure(z.object({}), async (host) => ({
  regions: host.content.regions(),
  sectors: host.content.sectors(),
  version: host.version,
}));

/** What the catalogues say where the sample enterprise is. */
function sampleScene(content: Content, region: string): SampleScene {
  const { reviewCadence, packs } = content.regionRules(region);
  const library = content.dutyLibrary();
  const titles = content.regulationTitles();
  return {
    cadence: reviewCadence,
    scale: (id) => content.scale(id),
    libraryPost: (id) =>
      adoptedPost(
        library,
        library.posts.find((post) => post.id === id)!,
        packs,
        titles,
      ),
    agendaText: (key) => content.committeeAgenda().items.find((item) => item.key === key)!.text,
    rewards: usualRewards,
  };
}

/** First rows of a new workspace; everything that is not asked here is 以后再填. */
export const begin = command(z.object({ way, ...basics }), ({ db, today, content }, { way, name, regionCode, sector }) => {
  // The sample can never mix with real data.
  if (db.value('SELECT 1 FROM enterprise') !== undefined) throw conflict('workspaceExists');
  if (way === 'sample') {
    const sample = content.json<Sample>('samples/machinery.json');
    return { id: fillSample(db, sample, sampleScene(content, sample.enterprise.regionCode)) };
  }
  const defaults = content.sectors().find((entry) => entry.id === sector)?.defaults ?? {};
  const row = enterpriseRow({
    name,
    shortName: '',
    uscc: '',
    legalRep: '',
    actualController: '',
    principal: '',
    address: '',
    phone: '',
    industryCode: '',
    sector,
    regionCode,
    headcount: null,
    revenue: null,
    assets: null,
    enteredScale: null,
    scaleReason: '',
    regulator: '',
    ohRegulator: '',
    documentPattern: '',
    startDate: today,
    isHighHazard: defaults['isHighHazard'] ?? false,
    isMine: sector === 'coalMining' || sector === 'otherMining',
    isConstruction: sector === 'construction',
    isTransport: sector === 'transport',
    isMetalSmelting: false,
    isHazardousGoods: defaults['isHazardousGoods'] ?? false,
    isCrowdedPlace: defaults['isCrowdedPlace'] ?? false,
    isFireKeyUnit: false,
    hasCombustibleDust: false,
    hasConfinedSpace: false,
    hasLaborUnion: false,
  });
  return { id: db.insert('enterprise', row).id };
});

/** Opens a file that was just saved, with the system's program; no other file. */
export const openSaved = task(z.object({ file: z.string().max(2000) }), async (scene, { file }) => {
  if (!isOwnFile(file) || !existsSync(file)) throw notFound('file');
  await scene.shell.openPath(file);
  return null;
});
