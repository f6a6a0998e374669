import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAskBeforeLeaving } from './SidePanel';

/** The pages of one subject beside each other; `children` stand at the right and belong to the one that is shown. */
export function PageTabs<Id extends string>(props: {
  label: string;
  tabs: readonly { id: Id; title: string }[];
  at: Id;
  onOpen: (id: Id) => void;
  children?: ReactNode;
}) {
  const ask = useAskBeforeLeaving();
  return (
    <Group px="md" pb={4} gap="xs" justify="space-between">
      <Group component="nav" gap={4} aria-label={props.label}>
        {props.tabs.map(({ id, title }) => (
          <Button
            key={id}
            size="compact-sm"
            variant={id === props.at ? 'light' : 'subtle'}
            aria-current={id === props.at ? 'page' : undefined}
            onClick={() => ask(() => props.onOpen(id))}
          >
            {title}
          </Button>
        ))}
      </Group>
      {props.children}
    </Group>
  );
}
