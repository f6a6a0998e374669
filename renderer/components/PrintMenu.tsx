import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPrinter } from '@tabler/icons-react';

interface PrintMenuProps {
  label: string;
  /** It is being written. */
  loading: boolean;
  /** What it may be written as, each with its words. */
  formats: readonly { format: 'docx' | 'pdf'; title: string }[];
  onPrint: (format: 'docx' | 'pdf') => void;
}

/** A button that asks as what something is to be printed. */
export const PrintMenu = ({ label, loading, formats, onPrint }: PrintMenuProps) => (
  <Menu position="bottom-end">
    <Menu.Target>
      <Button
        loading={loading}
        leftSection={<IconPrinter size={15} aria-hidden />}
        rightSection={<IconChevronDown size={14} aria-hidden />}
      >
        {label}
      </Button>
    </Menu.Target>
    <Menu.Dropdown>
      {formats.map(({ format, title }) => (
        <Menu.Item key={format} onClick={() => onPrint(format)}>
          {title}
        </Menu.Item>
      ))}
    </Menu.Dropdown>
  </Menu>
);
