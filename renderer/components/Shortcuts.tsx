import { Kbd, Modal, Table, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Shortcuts.module.css';

export interface ShortcutGroup {
  title: string;
  /** Keys (Ctrl+S) and what they do. */
  entries: readonly (readonly [keys: string, does: string])[];
}

interface ShortcutsProps {
  opened: boolean;
  onClose: () => void;
  groups: readonly ShortcutGroup[];
}

/** The sheet of F1. */
export function Shortcuts({ opened, onClose, groups }: ShortcutsProps) {
  const { t } = useTranslation('component');
  return (
    <Modal opened={opened} onClose={onClose} title={t('shortcuts.title')} size="56rem">
      <div className={classes.sheet}>
        {groups.map(({ title, entries }) => (
          <section key={title}>
            <Title order={3} fz="sm" pt="xs">
              {title}
            </Title>
            <Table withRowBorders={false} verticalSpacing={3}>
              <Table.Tbody>
                {entries.map(([keys, does]) => (
                  <Table.Tr key={keys}>
                    <Table.Td>
                      {keys.split(' ').map((key) => (
                        <Kbd key={key} mr={4}>
                          {key}
                        </Kbd>
                      ))}
                    </Table.Td>
                    <Table.Td>{does}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </section>
        ))}
      </div>
    </Modal>
  );
}
