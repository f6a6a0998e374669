import { z } from 'zod';
import { listAttachments } from '../../../db/query/attachment';
import type { Reader } from '../../../db/handle';
import type { Block } from '../document';

/** Annexes of which the signed and stamped original can stand in the report instead of one that is set anew. */
export const scannedAnnexes = ['notice', 'plan', 'signIn'] as const;
export type ScannedAnnex = (typeof scannedAnnexes)[number];

/** `scan` prints the scanned original that is attached to the round. */
export const annexSource = z.enum(['set', 'scan']).optional();

const scan = z.object({ name: z.string(), sha256: z.string(), isPicture: z.boolean() });
export const scansSchema = z.object({ notice: z.array(scan), plan: z.array(scan), signIn: z.array(scan) }).partial();
type Scan = z.infer<typeof scan>;
export type Scans = z.infer<typeof scansSchema>;

/** Files of the round for the annexes that a person chose to show as scans; an annex without any is set anew. */
export function scansOf(db: Reader, roundId: string, chosen: readonly ScannedAnnex[]): Scans {
  const files = chosen.length === 0 ? [] : listAttachments(db, 'round', roundId);
  const found = chosen.map((annex) => [annex, files.filter(({ use }) => use === annex).map(asScan)] as const);
  return Object.fromEntries(found.filter(([, scans]) => scans.length > 0));
}

const asScan = ({ name, sha256, mediaType }: ReturnType<typeof listAttachments>[number]): Scan => ({
  name,
  sha256,
  isPicture: mediaType === 'image/png' || mediaType === 'image/jpeg',
});

/** Leaves room for the label and the title over a whole sheet of A4. */
const width = 130;

/** Pictures in their place, one below the other; what is no picture lies beside the report and is named. */
export const scanBlocks = (scans: readonly Scan[]): Block[] =>
  scans.flatMap(({ name, sha256, isPicture }): Block[] =>
    isPicture ? [{ type: 'image', sha256, width }] : [{ type: 'paragraph', text: `见附件（扫描件）：${name}` }],
  );
