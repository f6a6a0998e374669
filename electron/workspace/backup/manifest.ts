import { hash } from 'node:crypto';
import { z } from 'zod';
import { backupReasons } from '../../../db/domain/backup/reason';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const size = z.number().int().nonnegative();
const instant = z.number().int();

/** What a backup holds, as it stood in the very snapshot that was copied. Instants are milliseconds UTC, sizes bytes. */
export const manifestShape = z.object({
  format: z.literal(1),
  id: z.string().max(60),
  at: instant,
  why: z.enum(backupReasons),
  /** Hash of the first row of the audit: copies of one workspace share it, no two workspaces do. */
  origin: z.string().max(64),
  /** Name of the enterprise. */
  name: z.string(),
  appVersion: z.string(),
  /** Number of migrations applied. */
  schema: size,
  /** Last row of the audit; 0 and '' for a workspace without any. */
  auditSeq: size,
  auditHash: z.string().max(64),
  /** When that row was written. */
  newestChange: instant.nullable(),
  /** Preferences and drafts, which leave no audit: how many and when the last was kept. */
  preferences: z.string(),
  /** Rows of each subject. */
  counts: z.record(z.string(), size),
  database: z.object({ sha256, size }),
  /** SHA-256 of `files.json`; `lacking` of the files could not be read as they were kept. */
  files: z.object({ sha256, count: size, size, lacking: size }),
  verifiedAt: instant,
  pinnedUntil: instant.optional(),
});
export type Manifest = z.output<typeof manifestShape>;

/** Where a file lies in its workspace, and its bytes in `files/`. */
const heldFile = z.object({
  /** `attachments/ab/abcd…` or `filings/<name>`. */
  place: z.string().regex(/^(attachments\/[0-9a-f]{2}\/[0-9a-f]{64}|filings\/[^/\\]+)$/),
  sha256,
  size,
});
export const heldFiles = z.array(heldFile);
export type HeldFile = z.output<typeof heldFile>;

/** The manifest with a hash over itself, so that a flipped bit in a count is found too. */
export const sealManifest = (manifest: Manifest): string => JSON.stringify({ ...manifest, seal: sealOf(manifest) }, null, 1);

const sealOf = (manifest: object): string => hash('sha256', JSON.stringify(manifest), 'hex');

/** The manifest in a text; undefined where it is not as it was written. */
export function openManifest(text: string): Manifest | undefined {
  try {
    const { seal, ...rest } = JSON.parse(text) as { seal: unknown };
    const parsed = manifestShape.safeParse(rest);
    return parsed.success && seal === sealOf(rest) ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
