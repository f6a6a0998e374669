import { useEffect, useState } from 'react';

const remOfRow = 2.125;

const measure = (): number => Math.round((Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16) * remOfRow);

/** Height of a row in pixels; follows the text size. Must equal `--row-height`. */
export function useRowHeight(): number {
  const [height, setHeight] = useState(measure);
  useEffect(() => {
    const observer = new MutationObserver(() => setHeight(measure()));
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
    return () => observer.disconnect();
  }, []);
  return height;
}
