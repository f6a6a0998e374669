import { z } from 'zod';
import { id } from '../../db/domain/field';
import { keepAttachment } from '../workspace/attachment';
import type { WorkspacePaths } from '../workspace/paths';
import type { PlannedRisk } from './riskPlan';
import { sheetKey } from './rowPlace';
import type { IntakeSession } from './session';

/** A file that an import came from: its bytes are kept under the hash, its sheets with what their columns were taken for. Places are 0-based. */
export const keptSource = z.object({
  name: z.string().max(255),
  sha256: z.string().length(64),
  size: z.number().int(),
  sheets: z.array(
    z.object({
      sheet: z.string(),
      head: z.object({ top: z.number().int(), bottom: z.number().int() }),
      columns: z.array(z.object({ field: z.string(), from: z.number().int(), to: z.number().int() })),
    }),
  ),
});
export type KeptSource = z.infer<typeof keptSource>;
export type KeptSheet = KeptSource['sheets'][number];

/** Where a record stands in what was kept: source and sheet as places in their lists, the row 1-based as the sheet shows it. */
export const keptPlace = z.tuple([z.number().int(), z.number().int(), z.number().int()]);
export type KeptPlace = z.infer<typeof keptPlace>;
/** A record that an import found as it was, with its place. */
export const unchangedPlace = z.tuple([...keptPlace.def.items, id]);

/** Keeps the files of a session and tells the place of each of its rows in them. */
function keepOrigin(session: IntakeSession, paths: WorkspacePaths): { sources: KeptSource[]; placeOf(row: PlannedRisk): KeptPlace } {
  const places = new Map<string, readonly [number, number]>();
  const sources = session.sources.map((source, file): KeptSource => {
    const surveys = session.files.find((taken) => taken.file === source.name)?.surveys ?? [];
    const used = surveys.filter((survey) => survey.used && survey.head !== undefined);
    for (const [sheet, survey] of used.entries()) places.set(sheetKey(source.name, survey.sheet), [file, sheet]);
    return {
      name: source.name.slice(0, 255),
      sha256: keepAttachment(paths, source.bytes),
      size: source.bytes.length,
      sheets: used.map(({ sheet, head, columns }) => ({
        sheet,
        head: { top: head!.top, bottom: head!.bottom },
        columns: columns.flatMap(({ field, from, to }) => (field === null ? [] : [{ field, from, to }])),
      })),
    };
  });
  return {
    sources,
    placeOf: ({ file, sheet, sheetRow }) => {
      const at = places.get(sheetKey(file, sheet));
      if (at === undefined) throw new RangeError(`no sheet ${sheet} was read`);
      return [...at, sheetRow];
    },
  };
}

/** What `intake.applyRisks` is given: the rows that change something, and where all of them stand in the files, which are kept. */
export function risksOf(session: IntakeSession, paths: WorkspacePaths, moves: (risk: PlannedRisk) => boolean, lowered: boolean) {
  const { sources, placeOf } = keepOrigin(session, paths);
  return {
    sources,
    risks: session.risks.filter(moves).map((row) => ({
      existing: row.existing && { id: row.existing.id, revision: row.existing.revision },
      draft: row.draft,
      point: row.point,
      department: row.department,
      newOwners: row.newOwners,
      inherent: row.inherent,
      keepAssessment: row.falls !== null && !lowered,
      place: placeOf(row),
    })),
    unchanged: session.risks.flatMap((row) => (moves(row) || row.existing === null ? [] : [[...placeOf(row), row.existing.id]])),
  };
}
