import path from 'node:path';
import { z } from 'zod';
import { id } from '../../db/domain/field';
import { term, type TermKind } from '../../db/domain/term';
import { departmentNames } from '../../db/query/department';
import { inherentRows } from '../../db/query/riskAssessment';
import { eachRisk, type RiskListRow } from '../../db/query/riskList';
import type { Reader } from '../../db/handle';
import type { Row } from '../../db/tables';
import { planFill, type FilledRow, type SheetFill, type Shown } from '../intake/fill';
import { fillBack } from '../intake/fillBack';
import type { KeptSource } from '../intake/origin';
import { readPasted, readWorkbook } from '../intake/workbook';
import { readAttachment } from '../workspace/attachment';
import { safeFileName, writeFileSafely } from '../workspace/file';
import { conflict, notFound } from './failure';
import { noteNumbers } from './riskExport';
import { task, type TaskScene } from './procedure';

/** Fields that a sheet shows as they are stored; a value that is missing is an empty cell. */
const plainFields = [
  'riskNo',
  'riskPoint',
  'kind',
  'location',
  'department',
  'step',
  'hazardSource',
  'factorCode',
  'consequence',
  'method',
  'l',
  'e',
  'c',
  's',
  'directReason',
  'engineering',
  'administrative',
  'training',
  'ppe',
  'emergency',
  'measures',
  'proposed',
  'monitoring',
  'impactScope',
  'leaderText',
  'controlLevel',
  'owner',
  'phone',
  'checkCycle',
  'assessedOn',
  'remark',
] as const;

type Place = [source: number, sheet: number, row: number, id: string];
interface Run {
  id: string;
  createdAt: number;
  sources: KeptSource[];
  places: Place[];
}

/**
 * The user's own workbooks with what the register says now in the same cells: of one import, or of all with the newest of each name.
 * New risks follow in the layout of the sheet that has their point or department, what is no longer in force is struck through.
 * `folder` empty asks the user where. Telephones stand in them as they did: that they leave in full is noted.
 */
export const asImported = task(z.object({ runId: id.optional(), folder: z.string().max(2000) }), async (scene, { runId, folder }) => {
  const all = runsOf(scene.db);
  const files = filesOf(all, runId);
  if (files.length === 0) {
    if (runId !== undefined && scene.db.value('SELECT 1 FROM intakeRun WHERE id = ?', [runId]) === undefined) throw notFound('intakeRun');
    throw conflict('nothingImported');
  }
  // No day in the name: an import would take it for the day of the assessments.
  const nameOf = ({ name }: KeptSource) => safeFileName(`${path.parse(name === 'pasted' ? '粘贴的内容' : name).name}（现状）.xlsx`);
  const target =
    folder === '' ? await chooseTarget(scene, 'asImported', files.length === 1 ? nameOf(files[0]!.source) : undefined) : { folder };
  if (target === null) return { files: [] };
  const shown = new Shows(scene);
  if ([...shown.now.values()].some(({ phone }) => phone !== '')) await noteNumbers(scene, '导回原样');
  const additions = placeNew(all, files, shown, runId === undefined);
  const written: string[] = [];
  for (const [at, file] of files.entries()) {
    scene.signal.throwIfAborted();
    scene.progress(at / files.length, 'render');
    const bytes = await filledFile(scene, file, shown, additions);
    const place = 'file' in target ? target.file : path.join(target.folder, nameOf(file.source));
    writeFileSafely(place, bytes);
    written.push(place);
  }
  return { files: written };
});

/** Asks where one file shall stand, or in which folder several. */
export async function chooseTarget(
  { shell }: TaskScene,
  title: 'asImported' | 'giveBack',
  single: string | undefined,
): Promise<{ file: string } | { folder: string } | null> {
  if (single !== undefined) {
    const file = await shell.chooseSave('save', single);
    return file === null ? null : { file };
  }
  const folder = await shell.chooseFolder(title);
  return folder === null ? null : { folder };
}

interface SourceFile {
  run: Run;
  source: KeptSource;
  /** Places of its records, by sheet. */
  places: Map<number, { row: number; id: string }[]>;
}

/** Imports of risks that kept what they came from, newest first. @throws NOT_FOUND when the kept text is gone */
function runsOf(db: Reader): Run[] {
  return db
    .all<Pick<Row<'intakeRun'>, 'id' | 'createdAt' | 'places'> & { sources: string }>(
      `SELECT id, createdAt, sources, places FROM intakeRun WHERE subject = 'risk' AND places IS NOT NULL ORDER BY createdAt DESC, id DESC`,
    )
    .map(({ id, createdAt, sources, places }) => {
      const text = db.value<string>('SELECT content FROM snapshot WHERE id = ?', [places]);
      if (text === undefined) throw notFound('file');
      return { id, createdAt, sources: JSON.parse(sources) as KeptSource[], places: JSON.parse(text) as Place[] };
    });
}

function filesOf(runs: readonly Run[], runId: string | undefined): SourceFile[] {
  const files: SourceFile[] = [];
  const taken = new Set<string>();
  for (const run of runs) {
    if (runId !== undefined && run.id !== runId) continue;
    for (const [at, source] of run.sources.entries()) {
      if (source.sheets.length === 0 || taken.has(source.name)) continue;
      taken.add(source.name);
      const places: SourceFile['places'] = new Map();
      for (const [file, sheet, row, riskId] of run.places) if (file === at) append(places, sheet, { row, id: riskId });
      files.push({ run, source, places });
    }
  }
  return files;
}

/** Risks as sheets show them: as they stand, and as they stood after an import. */
class Shows {
  readonly now = new Map<string, Shown>();
  readonly #accidents: ReadonlyMap<string, string>;
  readonly #points = new Map<string, Row<'riskPoint'> | undefined>();
  /** Ids of the inherent assessments that are or were, by risk. */
  readonly #inherent: ReadonlyMap<string, string>;

  constructor(private readonly scene: TaskScene) {
    this.#accidents = new Map(scene.content.accidentTypes().map((type) => [type.code, type.name]));
    const inherent = new Map(inherentRows(scene.db).map((row) => [row.riskId, row]));
    this.#inherent = new Map([...inherentGone(scene.db), ...[...inherent].map(([riskId, row]): [string, string] => [riskId, row.id])]);
    for (const risk of eachRisk(scene.db, scene.today))
      if (risk.status !== 'retired') this.now.set(risk.id, { ...this.#shown(risk), ...inherentShown(inherent.get(risk.id)) });
  }

  /** What the audit says of the risk at the end of the import; undefined where it was erased. */
  before(run: Run, riskId: string): Shown | undefined {
    const image = this.#imageAt<Row<'risk'>>(run, riskId);
    if (image === undefined) return undefined;
    const key = `${run.id} ${image.riskPointId}`;
    if (!this.#points.has(key)) this.#points.set(key, this.#imageAt<Row<'riskPoint'>>(run, image.riskPointId));
    const point = this.#points.get(key);
    const names = departmentNames(this.scene.db, new Date(run.createdAt).toISOString().slice(0, 10));
    const inherent = this.#inherent.get(riskId);
    const shown = this.#shown({
      ...image,
      accidentTypes: JSON.parse(String(image.accidentTypes)) as string[],
      l: image.l10 === null ? null : image.l10 / 10,
      e: image.e10 === null ? null : image.e10 / 10,
      riskPoint: point?.name ?? '',
      kind: point?.kind ?? '',
      location: point?.location ?? '',
      department: (image.departmentId === null ? undefined : names.get(image.departmentId)) ?? '',
      owner: image.ownerText,
    });
    return { ...shown, ...inherentShown(inherent === undefined ? undefined : this.#imageAt<Row<'assessment'>>(run, inherent)) };
  }

  #imageAt<T>(run: Run, subjectId: string): T | undefined {
    const text = this.scene.db.value<string | null>(
      `SELECT p.after FROM audit a JOIN auditPayload p ON p.seq = a.seq WHERE a.subjectId = @subjectId AND a.seq <=
        (SELECT max(seq) FROM audit WHERE step = (SELECT step FROM audit WHERE subjectId = @runId ORDER BY seq LIMIT 1))
        ORDER BY a.seq DESC LIMIT 1`,
      { subjectId, runId: run.id },
    );
    return text === undefined || text === null ? undefined : (JSON.parse(text) as T);
  }

  #shown(risk: ShownFrom): Shown {
    const shown: Record<string, string | number> = {};
    for (const field of plainFields) shown[field] = risk[field] ?? '';
    return {
      ...shown,
      level: risk.level,
      accidentTypes: risk.accidentTypes.map((code) => this.#accidents.get(code) ?? code).join('、'),
      score: risk.score100 === null ? '' : risk.score100 / 100,
    };
  }
}

/** Inherent assessments that were removed since, by the risk that they were of. */
const inherentGone = (db: Reader): [riskId: string, id: string][] =>
  db
    .all<{ riskId: string; id: string }>(
      `SELECT p.before ->> 'riskId' AS riskId, a.subjectId AS id FROM audit a JOIN auditPayload p ON p.seq = a.seq
        WHERE a.subject = 'assessment' AND p.after IS NULL AND p.before ->> 'role' = 'inherent' ORDER BY a.seq`,
    )
    .map(({ riskId, id: gone }) => [riskId, gone]);

function inherentShown(row: Row<'assessment'> | undefined): Record<string, string | number> {
  const part = (value: number | null | undefined, of: number): number | '' => (value === null || value === undefined ? '' : value / of);
  return {
    inherentL: part(row?.l10, 10),
    inherentE: part(row?.e10, 10),
    inherentC: row?.c ?? '',
    inherentS: row?.s ?? '',
    inherentScore: part(row?.score100, 100),
    inherentLevel: row?.level ?? '',
  };
}

/** What a line of the register and an image of the audit have in common. */
type ShownFrom = Pick<RiskListRow, (typeof plainFields)[number] | 'accidentTypes' | 'score100'> & { level: string };

const sheetOf = (file: SourceFile, sheet: number): string => `${file.run.id} ${file.source.sha256} ${file.source.name} ${sheet}`;

/**
 * The sheet for each risk that no import knows: the one with most rows of its point, else of its department.
 * @param everywhere take the first sheet where none has either
 */
function placeNew(runs: readonly Run[], files: readonly SourceFile[], { now }: Shows, everywhere: boolean): ReadonlyMap<string, Shown[]> {
  const known = new Set(runs.flatMap(({ places }) => places.map(([, , , riskId]) => riskId)));
  const counts = new Map<string, Map<string, number>>();
  for (const file of files) {
    for (const [sheet, places] of file.places) {
      for (const { id: riskId } of places) {
        const risk = now.get(riskId);
        for (const word of risk === undefined ? [] : [`point ${risk['riskPoint']}`, `department ${risk['department']}`]) {
          const bySheet = counts.get(word) ?? new Map<string, number>();
          counts.set(word, bySheet.set(sheetOf(file, sheet), (bySheet.get(sheetOf(file, sheet)) ?? 0) + 1));
        }
      }
    }
  }
  const most = (word: string): string | undefined =>
    [...(counts.get(word) ?? [])].reduce<[string, number] | undefined>(
      (best, entry) => (best === undefined || entry[1] > best[1] ? entry : best),
      undefined,
    )?.[0];
  const first = everywhere || runs.length === 1 ? sheetOf(files[0]!, 0) : undefined;
  const placed = new Map<string, Shown[]>();
  for (const [riskId, risk] of now) {
    const sheet = known.has(riskId) ? undefined : (most(`point ${risk['riskPoint']}`) ?? most(`department ${risk['department']}`) ?? first);
    if (sheet !== undefined) append(placed, sheet, risk);
  }
  return placed;
}

async function filledFile(scene: TaskScene, file: SourceFile, shown: Shows, additions: ReadonlyMap<string, Shown[]>): Promise<Uint8Array> {
  const { source, run, places } = file;
  const bytes = readAttachment(scene.paths, source.sha256);
  if (bytes === undefined) throw notFound('file');
  const workbook =
    source.name === 'pasted'
      ? readPasted(new TextDecoder().decode(bytes), 'pasted')
      : await readWorkbook(bytes, source.name, { signal: scene.signal });
  const fills = new Map<string, SheetFill>();
  for (const [at, kept] of source.sheets.entries()) {
    const sheet = workbook.sheets.find(({ name }) => name === kept.sheet);
    if (sheet === undefined) throw notFound('file');
    const rows = (places.get(at) ?? []).map(({ row, id: riskId }): FilledRow => ({
      row,
      before: shown.before(run, riskId),
      now: shown.now.get(riskId) ?? null,
    }));
    fills.set(kept.sheet, planFill(sheet, kept, rows, additions.get(sheetOf(file, at)) ?? [], { term: termOf }));
  }
  return fillBack(bytes, workbook, fills);
}

const kinds: Readonly<Record<string, TermKind>> = {
  level: 'riskLevel',
  inherentLevel: 'riskLevel',
  controlLevel: 'controlLevel',
  kind: 'riskPointKind',
  method: 'riskMethod',
};
const termOf = (field: string, word: string): string => term(kinds[field]!, word);

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
