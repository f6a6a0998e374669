import { Alert, Anchor, Button, Group, Menu, ScrollArea, Text } from '@mantine/core';
import { IconChevronDown, IconInfoCircle, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AppointmentGap } from '../../../db/domain/organization/appointment';
import { go } from '../../place';
import classes from './Organization.module.css';

interface AppointmentGapsProps {
  gaps: readonly AppointmentGap[];
  /** Begins an appointment: `<role>` or `<role>-<id of its department or person>`. */
  onNew: (words: string) => void;
}

/** Fixed roles that are open, each with the way to fill it. Nothing where there are none. */
export function AppointmentGaps({ gaps, onNew }: AppointmentGapsProps) {
  const { t } = useTranslation(['organization', 'term']);
  if (gaps.length === 0) return null;
  return (
    <Alert className={classes.gaps} variant="light" color="pine" icon={<IconInfoCircle size={16} aria-hidden />}>
      <Group gap="xs">
        <Text size="sm">{t('appointment.gaps.title', { count: gaps.length })}</Text>
        {gaps.map((gap) => {
          const role = t(`term:appointmentRole.${gap.role}`);
          switch (gap.kind) {
            case 'missing':
              return (
                <Button key={gap.role} {...small} leftSection={<IconPlus size={13} aria-hidden />} onClick={() => onNew(gap.role)}>
                  {gap.stated === '' ? role : t('appointment.gaps.named', { role, name: gap.stated })}
                </Button>
              );
            case 'differs':
              return (
                <Text key={gap.role} size="sm">
                  {t('appointment.gaps.differs', { role, stated: gap.stated, held: gap.held })}{' '}
                  <Anchor component="button" size="sm" onClick={() => go('/enterprise')}>
                    {t('appointment.gaps.fix')}
                  </Anchor>
                </Text>
              );
            case 'departments':
              return (
                <Many
                  key={gap.kind}
                  label={t('appointment.gaps.departments', { count: gap.departments.length })}
                  of={gap.departments}
                  onPick={(id) => onNew(`${gap.role}-${id}`)}
                />
              );
            case 'leaders':
              return (
                <Many
                  key={gap.kind}
                  label={t('appointment.gaps.leaders', { count: gap.people.length })}
                  of={gap.people}
                  onPick={(id) => onNew(`${gap.role}-${id}`)}
                />
              );
          }
        })}
      </Group>
    </Alert>
  );
}

const small = { size: 'compact-xs', variant: 'default' } as const;

function Many({ label, of, onPick }: { label: string; of: readonly { id: string; name: string }[]; onPick: (id: string) => void }) {
  return (
    <Menu>
      <Menu.Target>
        <Button {...small} rightSection={<IconChevronDown size={13} aria-hidden />}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <ScrollArea.Autosize mah={320}>
          {of.map(({ id, name }) => (
            <Menu.Item key={id} onClick={() => onPick(id)}>
              {name}
            </Menu.Item>
          ))}
        </ScrollArea.Autosize>
      </Menu.Dropdown>
    </Menu>
  );
}
