import { useCallback } from 'react';
import { usePinyin } from '../usePinyin';
import type { Sort } from './layout';
import type { Fetch } from './rowWindow';

/** Windows of rows that are all here already: `find` filters and sorts them, by pinyin too. */
export function useRowsHere<Row, Filter, By extends string>(
  rows: readonly Row[] | undefined,
  find: (rows: readonly Row[], filter: Filter, sort: Sort<By>) => Row[],
): Fetch<Row, Filter, By> {
  usePinyin();
  return useCallback<Fetch<Row, Filter, By>>(
    ({ offset, limit, filter, sort }) => {
      const found = find(rows ?? [], filter, sort);
      return Promise.resolve({ rows: found.slice(offset, offset + limit), total: found.length });
    },
    [rows, find],
  );
}
