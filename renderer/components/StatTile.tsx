import { Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './StatTile.module.css';

interface StatTileProps {
  label: string;
  value: ReactNode;
  /** A quiet line below: what the number means or what to do. */
  hint?: ReactNode;
  tone?: 'plain' | 'attention' | 'notice' | 'good';
  icon?: ReactNode;
  /** Makes the tile a button that leads to what was counted. */
  onOpen?: (() => void) | undefined;
}

/** One number that matters, with its words. */
export function StatTile({ label, value, hint, tone = 'plain', icon, onOpen }: StatTileProps) {
  const content = (
    <>
      <Text size="sm" c="dimmed" className={classes.label}>
        {icon}
        {label}
      </Text>
      <div className={classes.value}>{value}</div>
      {hint && (
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      )}
    </>
  );
  return onOpen ? (
    <UnstyledButton className={classes.tile} data-tone={tone} data-open onClick={onOpen}>
      {content}
    </UnstyledButton>
  ) : (
    <div className={classes.tile} data-tone={tone}>
      {content}
    </div>
  );
}
