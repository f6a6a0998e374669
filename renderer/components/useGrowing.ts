import { useEffect, useState } from 'react';

/** How many of so many pieces are drawn by now: some more each frame, so that a page of many parts does not hold the window up. */
export function useGrowing(all: number, perFrame = 2): number {
  const [shown, setShown] = useState(perFrame);
  useEffect(() => {
    if (shown >= all) return;
    const frame = requestAnimationFrame(() => setShown(shown + perFrame));
    return () => cancelAnimationFrame(frame);
  }, [shown, all, perFrame]);
  return Math.min(shown, all);
}
