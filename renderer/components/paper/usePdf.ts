import { startTransition, useEffect, useState } from 'react';
import type { OpenPdf, PageSize } from './pdf';

interface Shown {
  url: string;
  pdf: OpenPdf;
  first: PageSize;
}

/** A printed paper by its address; the former one stays until the next is open. `isBroken` where it cannot be shown. */
export function usePdf(url: string | null): { shown: Shown | null; isBroken: boolean } {
  const [shown, setShown] = useState<Shown | null>(null);
  const [broken, setBroken] = useState<string | null>(null);
  useEffect(() => {
    if (url === null) return;
    const controller = new AbortController();
    void opened(url, controller.signal).then(
      (open) => {
        if (controller.signal.aborted) open.pdf.close();
        else startTransition(() => setShown(open));
      },
      () => {
        if (!controller.signal.aborted) setBroken(url);
      },
    );
    return () => controller.abort();
  }, [url]);
  useEffect(() => () => shown?.pdf.close(), [shown]);
  return { shown: url === null ? null : shown, isBroken: url !== null && broken === url };
}

async function opened(url: string, signal: AbortSignal): Promise<Shown> {
  const reply = await fetch(url, { signal });
  if (!reply.ok) throw new Error(`no paper at ${url}`);
  const { openPdf } = await import('./pdf');
  const pdf = await openPdf(await reply.arrayBuffer());
  return { url, pdf, first: await pdf.size(0) };
}
