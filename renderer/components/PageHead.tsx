import { ActionIcon, Group, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface PageHeadProps {
  title: string;
  /** A quiet line beside the title: period, count, state. */
  note?: ReactNode;
  /** One level up. */
  onBack?: () => void;
  /** Buttons at the right, the main one last. */
  children?: ReactNode;
}

/** Title line of a page. */
export function PageHead({ title, note, onBack, children }: PageHeadProps) {
  const { t } = useTranslation('component');
  return (
    <Group justify="space-between" gap="sm" px="md" py="xs" mih="2.75rem" wrap="nowrap" component="header">
      <Group gap="xs" wrap="nowrap" miw={0}>
        {onBack && (
          <ActionIcon onClick={onBack} aria-label={t('page.back')}>
            <IconArrowLeft size={18} />
          </ActionIcon>
        )}
        <Title order={1} fz="1.125rem" lineClamp={1}>
          {title}
        </Title>
        {note && (
          <Text size="sm" c="dimmed" component="div" truncate style={{ flexShrink: 1000 }}>
            {note}
          </Text>
        )}
      </Group>
      <Group gap="xs" wrap="nowrap" style={{ flexShrink: 0 }}>
        {children}
      </Group>
    </Group>
  );
}
