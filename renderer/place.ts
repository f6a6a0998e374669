import { useCallback, useMemo } from 'react';
import { useHashLocation } from 'wouter/use-hash-location';

export interface Place {
  /** What stands behind the page's own path: the id of the open record, or null. */
  id: string | null;
  /** Shows a record beside its list or on its page; null goes back to the list. */
  open: (id: string | null) => void;
  /** Any other page, by its path. */
  go: (path: string) => void;
}

/** Where the user is within the page at `base` (`/risk` and `/risk/<id>`). */
export function usePlace(base: string): Place {
  const [location, navigate] = useHashLocation();
  const rest = location.startsWith(`${base}/`) ? location.slice(base.length + 1) : '';
  const id = rest === '' ? null : decodeURIComponent(rest);
  const open = useCallback(
    (next: string | null) => navigate(next === null ? base : `${base}/${encodeURIComponent(next)}`),
    [base, navigate],
  );
  return useMemo(() => ({ id, open, go: (path: string) => navigate(path) }), [id, open, navigate]);
}
