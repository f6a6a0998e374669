import type { Reader } from '../handle';
import type { Resolution } from './resolve';
import { rowOf } from './records';
import { finalSubjects } from './shape';

/** Whether a merge brings what has left the house: it cannot be undone. */
export const isFinalMerge = ({ targets }: Resolution, mine: Reader): boolean =>
  [...targets.values()].some(
    ({ subject, id, row }) =>
      finalSubjects.has(subject) ||
      (subject === 'round' && row?.['status'] === 'closed' && rowOf(mine, 'round', id)?.['status'] !== 'closed'),
  );
