import { ActionIcon, Menu, type MenuProps } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface MoreMenuProps extends Pick<MenuProps, 'position'> {
  size?: 'md' | 'lg';
  /** `Menu.Item`s. */
  children: ReactNode;
}

/** What is done less often with a record: a button of three dots that opens it. */
export function MoreMenu({ size = 'lg', position = 'bottom-end', children }: MoreMenuProps) {
  const { t } = useTranslation('component');
  return (
    <Menu position={position}>
      <Menu.Target>
        <ActionIcon variant="default" size={size} aria-label={t('more')}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
