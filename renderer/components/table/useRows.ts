import { useEffect, useState, useSyncExternalStore } from 'react';
import { RowWindow, type Question, type Rows } from './rowWindow';

interface RowsOptions<Row, Filter, By extends string> extends Question<Row, Filter, By> {
  /** A new number fetches what is shown again, without emptying it. */
  version: number;
  enabled: boolean;
}

/** The rows of a list as far as they are there, and the window that fetches them. */
export function useRows<Row, Filter, By extends string>({
  fetch,
  sort,
  filter,
  version,
  enabled,
}: RowsOptions<Row, Filter, By>): { rows: Rows<Row>; window: RowWindow<Row, Filter, By> } {
  const [window] = useState(() => new RowWindow<Row, Filter, By>());
  const rows = useSyncExternalStore(window.subscribe, window.snapshot);
  useEffect(() => {
    if (enabled) window.ask({ fetch, sort, filter });
  }, [window, fetch, sort, filter, version, enabled]);
  useEffect(() => window.close, [window]);
  return { rows, window };
}
