import { readSources } from '../intake/sources';
import type { Workbook } from '../intake/sheet';
import { readWorkbook } from '../intake/workbook';
import { asFailure } from './intakeFailure';
import type { TaskScene } from './procedure';

/** Files that hold sheets which were handed out. */
export const sheetExtensions = ['xlsx', 'xls', 'csv'] as const;

/** Reads files that came back, one after the other. @throws IntakeFailure as AppError for the first that cannot be read */
export async function* readReturned<Read>(
  scene: TaskScene,
  files: readonly string[],
  read: (workbook: Workbook) => Read,
): AsyncGenerator<{ name: string; read: Read }> {
  const { sources, failures } = await asFailure(() => Promise.resolve(readSources(files)));
  if (failures.length > 0) await asFailure(() => Promise.reject(failures[0]!));
  for (const [at, { name, bytes }] of sources.entries()) {
    scene.signal.throwIfAborted();
    scene.progress(at / sources.length, 'read');
    yield { name, read: await asFailure(async () => read(await readWorkbook(bytes, name, { signal: scene.signal }))) };
  }
}
