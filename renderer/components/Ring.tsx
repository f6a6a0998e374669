import type { ReactNode } from 'react';
import { shareIn } from '../../db/domain/share';
import classes from './Ring.module.css';

interface RingProps {
  done: number;
  total: number;
  /** What is being covered; read out with the numbers. */
  label: string;
  /** Diameter in pixels at normal text size. */
  size?: number;
  /** Below the numbers. */
  children?: ReactNode;
}

/** How much of something is there: a ring with its share inside and both numbers below. */
export function Ring({ done, total, label, size = 84, children }: RingProps) {
  const share = total === 0 ? 0 : Math.min(1, done / total);
  const length = 2 * Math.PI * 42;
  return (
    <figure className={classes.ring}>
      <svg viewBox="0 0 100 100" style={{ width: `${size / 16}rem` }} role="img" aria-label={`${label} ${done}/${total}`}>
        <circle cx="50" cy="50" r="42" className={classes.track} />
        <circle
          cx="50"
          cy="50"
          r="42"
          className={classes.done}
          strokeDasharray={`${share * length} ${length}`}
          transform="rotate(-90 50 50)"
        />
        <text x="50" y="50" className={classes.percent}>
          {shareIn(100, Math.min(done, total), total)}%
        </text>
      </svg>
      <figcaption>
        <div>{label}</div>
        <div className={classes.count}>
          {done} / {total}
        </div>
        {children}
      </figcaption>
    </figure>
  );
}
