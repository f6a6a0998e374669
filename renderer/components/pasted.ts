import { useCallback, useEffect } from 'react';
import { useAllowed } from './Needs';
import { isTypedInto } from './fromOutside';

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

/** Cells on their way from a page to the import. */
let handed = '';
/** The cells that a page handed over, once. */
export function takeHanded(): string {
  const text = handed;
  handed = '';
  return text;
}

/**
 * Rows pasted on the page of a register go to the import of such records, to be looked at before anything is written.
 * @param go goes to the page of imports; a function that stays the same
 * @param path its address for such records
 */
export function usePasteToImport(go: (path: string) => void, path: string, enabled: boolean): void {
  const isAllowed = useAllowed('intake.plan');
  usePastedCells(
    useCallback(
      (text: string) => {
        // A word by itself is no row of a sheet.
        if (!/[\t\n]/.test(text.trim())) return;
        handed = text;
        go(path);
      },
      [go, path],
    ),
    isAllowed && enabled,
  );
}
