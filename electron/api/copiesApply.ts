import { z } from 'zod';
import { Reader } from '../../db/handle';
import { departmentRing } from '../../db/merge/needs';
import { planMerge, type Plan } from '../../db/merge/plan';
import { resolve, type Decisions, type Resolution } from '../../db/merge/resolve';
import type { AnyRow } from '../../db/merge/shape';
import { isFinalMerge, MergeBlocked, writeMerge, type Merged } from '../../db/merge/write';
import { draftOf, riskRow } from '../../db/query/risk';
import { readEnterprise } from '../../db/query/enterprise';
import { namesOf } from '../../db/query/history';
import { readScales, scaleFor } from '../../db/query/scale';
import type { Row } from '../../db/tables';
import { auditHead } from '../../db/audit';
import { addCopyFiles, copyDatabase, dropCopy } from '../workspace/copy';
import { reading } from '../workspace/diagnose';
import { comparisonFile, keptComparison, type Comparison, type Kept } from './copies';
import { conflict, notFound } from './failure';
import { command, hostProcedure, task, type Changed, type CommandScene, type TaskScene } from './procedure';
import { run as restore } from './restore';

const id = z.uuid();

/** The comparison of that id. @throws AppError when it is not there any more */
function comparisonOf(scene: Parameters<typeof keptComparison>[0], wanted: string): Comparison {
  const found = keptComparison(scene);
  if (found === undefined || found.id !== wanted) throw notFound('copies');
  return found;
}

/** Refuses what cannot be merged. @throws AppError */
function requireMergeable({ relation, faults, isStale, counts }: Comparison, undecided: string): void {
  if (relation !== 'diverged') throw conflict('copiesRelation');
  if (faults > 0) throw conflict('copiesDamaged', { count: faults });
  if (isStale) throw conflict('copiesStale');
  if (counts.open > 0) throw conflict('copiesUndecided', { count: counts.open, name: undecided });
}

interface Opened {
  theirs: Reader;
  kept: Kept;
  plan: Plan;
  decisions: Decisions;
  resolution: Resolution;
}

/** The plan with what was decided, made anew from both copies. @throws AppError `copiesUndecided`, `copiesLoop`, `copiesStale` */
function withPlan<T>(scene: CommandScene | TaskScene, wanted: string, work: (opened: Opened) => T): T {
  const { db, paths, machine } = scene;
  const undecided = comparisonFile(scene, wanted)((copies) => copies.rows({ open: true }, 0, 1).rows[0]?.name ?? '');
  requireMergeable(comparisonOf(scene, wanted), undecided);
  const { kept, decisions } = comparisonFile(scene, wanted)((copies) => ({ kept: copies.about<Kept>(), decisions: copies.decisions() }));
  return reading(copyDatabase(paths), machine.nativeBinding, (sqlite) => {
    const theirs = new Reader(sqlite);
    return theirs.snapshot(() => {
      if (auditHead(theirs).hash !== kept.fork.theirs.hash) throw conflict('copiesStale');
      const plan = planMerge(db, theirs, kept.fork);
      const resolution = resolve(db, theirs, plan, decisions);
      if (resolution.open.length > 0) throw conflict('copiesUndecided', { count: resolution.open.length, name: undecided });
      const [ring] = departmentRing(db, resolution);
      if (ring !== undefined) throw conflict('copiesLoop', { name: namesOf(db, [ring])[ring] ?? '' });
      return work({ theirs, kept, plan, decisions, resolution });
    });
  });
}

/** A joined risk with its level and what else follows from its columns, graded by its own mapping. */
function regraded({ db, content }: CommandScene, row: AnyRow): AnyRow {
  const risk = row as unknown as Row<'risk'>;
  const draft = draftOf(risk);
  const point = db.find('riskPoint', risk.riskPointId) ?? { name: '' };
  const cadence = content.regionRules(readEnterprise(db).regionCode).reviewCadence;
  try {
    const graded = riskRow(draft, point, { scale: scaleFor(content, draft.method, risk, readScales(db, content)), cadence });
    const { score100, level, levelRank, missing, missingCount, riskNoKey, matchKey, nextReviewOn } = graded;
    return { ...row, score100, level, levelRank, missing, missingCount, riskNoKey, matchKey, nextReviewOn } as AnyRow;
  } catch (cause) {
    // One that was never graded wholly stays as it was stored.
    if (cause instanceof RangeError) return row;
    throw cause;
  }
}

function write(scene: CommandScene, wanted: string, mayBeFinal: boolean): Merged {
  return withPlan(scene, wanted, ({ theirs, kept, plan, decisions, resolution }) => {
    if (!mayBeFinal && isFinalMerge(resolution, scene.db)) throw conflict('copiesFinal');
    const stated = Object.fromEntries([...decisions].slice(0, 1000).map(([key, { side, units }]) => [key, side ?? units]));
    try {
      return writeMerge(scene.db, theirs, kept.fork, plan, resolution, {
        today: scene.today,
        otherName: kept.source.place.split(/[\\/]/).findLast((part) => part !== '') ?? '',
        decisions: stated,
        grade: (row) => regraded(scene, row),
      });
    } catch (cause) {
      if (cause instanceof MergeBlocked) throw conflict('copiesBlocked', { subject: cause.subject });
      throw cause;
    }
  });
}

/** Merges by what was decided, as one step that can be undone. */
export const merge = command(z.object({ id }), (scene, { id: wanted }) => write(scene, wanted, false));
/** The same where it brings what has left the house. */
export const mergeFinal = command(z.object({ id }), (scene, { id: wanted }) => write(scene, wanted, true));

/** Merges another copy into this workspace: its evidence and papers first, then all records in one step. */
export const apply = task(
  z.object({ id }),
  async (scene, { id: wanted }) => {
    const { db, paths, machine, signal, progress, run } = scene;
    const { source, isFinal } = withPlan(scene, wanted, ({ kept, resolution }) => ({
      source: kept.source,
      isFinal: isFinalMerge(resolution, db),
    }));
    progress(undefined, 'files');
    const brought = await addCopyFiles(paths, source, db, machine, signal);
    signal.throwIfAborted();
    progress(undefined, 'merge');
    const { changed, step, value } = (await run(isFinal ? 'copies.mergeFinal' : 'copies.merge', { id: wanted })) as Changed<Merged>;
    const names = namesOf(
      db,
      value.renumbered.map((one) => one.id),
    );
    dropCopy(paths);
    const { taken, joined, removed } = value;
    return {
      changed,
      step,
      isFinal,
      counts: { taken, joined, removed },
      renumbered: value.renumbered.map((one) => ({ ...one, name: names[one.id] ?? '' })),
      ...brought,
    };
  },
  {
    precaution: (scene, { id: wanted }) => {
      const found = keptComparison(scene);
      return found?.id === wanted ? found.counts.total - found.counts.verdicts.kept : 0;
    },
  },
);

/** Takes the other copy, which only went on, in the place of this one; the present file is put aside as by a restore. */
export const replace = hostProcedure(
  z.object({ id, reason: z.string().max(400).default('') }),
  async (host, { id: wanted, reason }, seat, around) => {
    const { file, lacking } = await host.holding(async (paths, machine) => {
      const scene = { db: host.reader(), paths, machine: { ...machine, home: '' } };
      const { relation, isStale } = comparisonOf(scene, wanted);
      if (relation !== 'ahead') throw conflict('copiesRelation');
      if (isStale) throw conflict('copiesStale');
      const { source } = comparisonFile(scene, wanted)((copies) => copies.about<Kept>());
      const brought = await addCopyFiles(paths, source, scene.db, machine, new AbortController().signal);
      return { file: copyDatabase(paths), lacking: brought.lacking };
    });
    const { aside } = await restore.run(host, { source: { kind: 'file', file }, reason }, seat, around);
    await host.holding(async (paths) => dropCopy(paths));
    return { aside, lacking };
  },
);
