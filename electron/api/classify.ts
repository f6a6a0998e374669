import type { Failure } from './failure';

/** Operational errors by their cause; undefined for what nobody foresaw. Never mistakes busy or full for damage. */
export function classify(cause: unknown): Failure | undefined {
  const code = (cause as { code?: unknown } | null)?.code;
  if (cause instanceof Error && cause.name === 'AbortError') return { code: 'UNAVAILABLE', key: 'cancelled' };
  if (typeof code !== 'string') return undefined;
  const unavailable = (key: string): Failure => ({ code: 'UNAVAILABLE', key });
  const at = placeOf(cause as NodeJS.ErrnoException & { dest?: string });
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return unavailable('busy');
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return unavailable('diskFull');
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM') return unavailable('readOnly');
  if (code === 'EROFS') return { ...unavailable('readOnly'), ...at };
  // The file ends before a page that it should have.
  if (code === 'SQLITE_IOERR_SHORT_READ') return unavailable('damaged');
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_IOERR')) return unavailable('storage');
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return unavailable('damaged');
  // SQLite has no code of its own for a first page that names a format which never was.
  if (code === 'SQLITE_ERROR' && (cause as Error).message === 'unsupported file format') return unavailable('damaged');
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return { code: 'CONFLICT', key: 'duplicate' };
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return { code: 'CONFLICT', key: 'referenced' };
  if (code.startsWith('SQLITE_CONSTRAINT')) return { code: 'INVALID', key: 'constraint', findings: [] };
  if (code === 'EBUSY' || code === 'ETXTBSY') return { ...unavailable('fileOpen'), ...at };
  if (code === 'EIO') return { ...unavailable('storage'), ...at };
  // Another place helps here too: a file stands where a folder has to be, or the path is too long.
  if (['EACCES', 'EPERM', 'ENOTDIR', 'EISDIR', 'EEXIST', 'ENAMETOOLONG'].includes(code)) return { ...unavailable('noPermission'), ...at };
  if (code === 'ENOENT') return { code: 'NOT_FOUND', key: 'file', ...at };
  return undefined;
}

/** The file or folder that an error of the file system speaks of; with the context `file` the sentence names it. */
function placeOf({ dest, path }: { dest?: string; path?: string }): Pick<Failure, 'params'> {
  const file = (dest ?? path)?.replace(/\.\d+\.part$/, '');
  return typeof file === 'string' ? { params: { file, context: 'file' } } : {};
}
