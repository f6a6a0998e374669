import { useEffect, useState } from 'react';
import { remember, remembered } from '../../preference';

/** Width of a side panel in pixels, as the user left it. */
export function usePanelWidth(name: string, initial: number): [number, (width: number) => void] {
  const [width, setWidth] = useState(initial);
  useEffect(() => {
    let current = true;
    void remembered(`panel.${name}`).then((kept) => {
      if (current && typeof kept === 'number') setWidth(kept);
    });
    return () => {
      current = false;
    };
  }, [name]);
  return [
    width,
    (next) => {
      setWidth(next);
      remember(`panel.${name}`, next);
    },
  ];
}
