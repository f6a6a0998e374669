import type { ReactNode } from 'react';
import { useGrowing } from './useGrowing';

interface NextFrameProps {
  /** Drawn so many frames after what stands before it. */
  after?: number;
  children: ReactNode;
}

/** A pane of a heavy page, drawn in a frame of its own, so that opening the page does not hold the window up. */
export function NextFrame({ after = 1, children }: NextFrameProps) {
  return useGrowing(after + 1, 1) > after ? children : null;
}
