import { useCallback, useEffect, useMemo, useState } from 'react';
import type { FileNames } from '../../../db/domain/filing/handover';
import { useApi, type Data } from '../../api';
import { remember, remembered } from '../../preference';
import type { Enclosed } from './letter';
import type { Profile } from './ProfileChoice';

type Offers = Data<'filing.offers'>;
export type Evidence = Offers['evidence'][number];

/** What may go along with papers besides their files, and what of it does. */
export interface Along {
  /** Papers, and the letter, that have a signed and sealed scan. */
  scanned: ReadonlySet<string>;
  evidence: readonly Evidence[];
  /** Attachments that go along, in their order. */
  taken: readonly string[];
  take: (attachmentId: string, on: boolean) => void;
}

/** Scans and evidence of papers; until a person chooses, what usually goes along is taken. */
export function useAlong(filingIds: readonly string[]): Along {
  const { data } = useApi(
    'filing.offers',
    { filingIds: [...filingIds] },
    { keep: true, subjects: ['attachment', 'filingEvent', 'publication'] },
  );
  const [chosen, setChosen] = useState<Readonly<Record<string, boolean>>>({});
  return useMemo(() => {
    const evidence = data?.evidence ?? [];
    return {
      scanned: new Set(data?.scans.map(({ filingId }) => filingId)),
      evidence,
      taken: evidence.filter(({ attachmentId, isUsual }) => chosen[attachmentId] ?? isUsual).map(({ attachmentId }) => attachmentId),
      take: (attachmentId, on) => setChosen((was) => ({ ...was, [attachmentId]: on })),
    };
  }, [data, chosen]);
}

/** What of a paper goes into the package: where it was scanned with its seal, the scan takes the place of the pdf. */
export function filesOf(
  { formats, scan }: Pick<Enclosed, 'formats' | 'scan'>,
  isScanned: boolean,
): Pick<Enclosed, 'formats'> & { scan: boolean } {
  if (!isScanned) return { formats, scan: false };
  return scan === undefined ? { formats: formats.filter((format) => format !== 'pdf'), scan: true } : { formats, scan };
}

/** How zips are made. */
export interface PackStyle {
  fileNames: FileNames;
  /** Largest size of a zip in MB; null for one zip of any size. */
  volumeMb: number | null;
  /** 签收回执 goes along. */
  withReceipt: boolean;
  /** Requirements that it follows, and whose they are. */
  profile: (Profile & { recipient: string }) | null;
}
const usual: PackStyle = { fileNames: 'utf8', volumeMb: null, withReceipt: false, profile: null };
const key = 'filing.packing';

/** How the last package was made; the next one starts from it. */
export function usePackStyle(): [PackStyle, (patch: Partial<PackStyle>) => void] {
  const [style, setStyle] = useState(usual);
  useEffect(() => {
    let current = true;
    void remembered(key).then((value) => {
      if (current && value !== undefined) setStyle({ ...usual, ...(value as Partial<PackStyle>) });
    });
    return () => {
      current = false;
    };
  }, []);
  const change = useCallback((patch: Partial<PackStyle>) => {
    setStyle((was) => {
      const next = { ...was, ...patch };
      remember(key, next);
      return next;
    });
  }, []);
  return [style, change];
}
