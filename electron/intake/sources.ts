import { readFileSync } from 'node:fs';
import path from 'node:path';
import { IntakeFailure, limits, tooLarge } from './failure';
import type { IntakeFile } from './intake';

/**
 * Reads files from the disk. Files of one name from several folders are told apart by their folder, a file named twice is
 * read once; one that is missing is a failure like a damaged one, so that the others are looked at all the same.
 * @throws what the file system says while a file is kept from us (no access, open in another program)
 */
export function readSources(files: readonly string[]): { sources: IntakeFile[]; failures: IntakeFailure[] } {
  const paths = [...new Set(files.map((file) => path.resolve(file)))];
  const sources: IntakeFile[] = [];
  const failures: IntakeFailure[] = [];
  for (const [at, name] of distinctNames(paths).entries()) {
    try {
      sources.push({ name, bytes: readFileSync(paths[at]!) });
    } catch (cause) {
      failures.push(faultOf(cause, name));
    }
  }
  return { sources, failures };
}

function faultOf(cause: unknown, file: string): IntakeFailure {
  switch ((cause as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
      return new IntakeFailure('fileMissing', { file }, { cause });
    case 'EISDIR':
      return new IntakeFailure('isFolder', { file }, { cause });
    case 'ERR_FS_FILE_TOO_LARGE':
      return tooLarge(file, 2 ** 31, limits.fileBytes, { cause });
    default:
      throw cause;
  }
}

function distinctNames(paths: readonly string[]): string[] {
  let names = paths.map((file) => path.basename(file));
  for (let up = 1; up < 20 && new Set(names).size < names.length; up += 1) {
    const taken = Map.groupBy(names.keys(), (at) => names[at]!);
    names = names.map((name, at) =>
      taken.get(name)!.length > 1 ? [...path.dirname(paths[at]!).split(path.sep).slice(-up), path.basename(paths[at]!)].join(' ') : name,
    );
  }
  return names;
}
