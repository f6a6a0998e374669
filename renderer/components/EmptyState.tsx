import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  title: string;
  /** What to do now. */
  text?: string;
  icon?: ReactNode;
  /** Buttons: 新建, 导入, 示例 … */
  children?: ReactNode;
}

/** Says why there is nothing and what to do about it. */
export function EmptyState({ title, text, icon, children }: EmptyStateProps) {
  return (
    <Stack align="center" justify="center" gap="xs" p="xl" h="100%">
      {icon}
      <Text fw={600} ta="center">
        {title}
      </Text>
      {text && (
        <Text c="dimmed" size="sm" ta="center" maw="30rem">
          {text}
        </Text>
      )}
      {children && (
        <Group gap="xs" mt="xs" justify="center">
          {children}
        </Group>
      )}
    </Stack>
  );
}
