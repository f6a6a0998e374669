import { useEffect } from 'react';
import { isTypedInto } from '../../components/fromOutside';

/** A block of cells pasted anywhere but into a field. */
export function usePastedCells(take: (text: string) => void, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    const onPaste = (event: ClipboardEvent) => {
      if (isTypedInto(event.target)) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text.trim() === '') return;
      event.preventDefault();
      take(text);
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [take, enabled]);
}
