import { Button } from '@mantine/core';
import { EmptyState } from '../EmptyState';
import type { List } from './list';

interface NothingFoundProps {
  list: Pick<List<object>, 'resetFilter'>;
  title: string;
  text?: string;
  /** Words of the button that takes the filter away. */
  reset: string;
}

/** A filter that finds nothing, and the way out of it. */
export const NothingFound = ({ list, title, text, reset }: NothingFoundProps) => (
  <EmptyState title={title} {...(text !== undefined && { text })}>
    <Button variant="default" onClick={list.resetFilter}>
      {reset}
    </Button>
  </EmptyState>
);
