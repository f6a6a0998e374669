import { ActionIcon, Autocomplete, Button, Checkbox, Group, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoundMember } from '../../../db/domain/round/round';
import { Picker } from '../../components/Picker';
import { findMembers, type MemberOption } from './members';
import classes from './Round.module.css';
import { newMember, teamRoles } from './round';

interface TeamTableProps {
  team: readonly RoundMember[];
  onChange: (team: RoundMember[]) => void;
  readOnly?: boolean;
  /** Shows who signed in at the meeting. */
  withAttendance?: boolean;
}

/** The assessment team, with its worker representatives. */
export function TeamTable({ team, onChange, readOnly = false, withAttendance = false }: TeamTableProps) {
  const { t } = useTranslation('round');
  const set = (at: number, patch: Partial<RoundMember>) =>
    onChange(team.map((member, index) => (index === at ? { ...member, ...patch } : member)));
  const table = useRef<HTMLTableElement>(null);
  const adding = useRef(false);
  // The name of a person just added is typed at once.
  useEffect(() => {
    if (adding.current) table.current?.querySelector<HTMLElement>('tbody tr:last-child input')?.focus();
    adding.current = false;
  }, [team.length]);
  return (
    <div>
      <table ref={table} className={classes.team} aria-label={t('team.title')}>
        <thead>
          <tr>
            <th scope="col">{t('team.name')}</th>
            <th scope="col">{t('team.post')}</th>
            <th scope="col">{t('team.role')}</th>
            <th scope="col">{t('team.worker')}</th>
            {withAttendance && <th scope="col">{t('team.attended')}</th>}
            {!readOnly && (
              <th scope="col">
                <VisuallyHidden>{t('team.remove')}</VisuallyHidden>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {team.map((member, at) => (
            // eslint-disable-next-line react/no-array-index-key -- members have no id; a row is its place
            <tr key={at}>
              <td>
                {readOnly ? (
                  member.name
                ) : (
                  <Picker
                    size="xs"
                    aria-label={t('team.nameOf', { row: at + 1 })}
                    placeholder={t('team.placeholder')}
                    value={null}
                    text={member.name}
                    clearable={false}
                    options={findMembers}
                    onPick={(_, option) => {
                      if (option) set(at, { name: option.label, title: (option as MemberOption).title || member.title });
                    }}
                    onType={(name) => set(at, { name })}
                  />
                )}
              </td>
              <td>
                {readOnly ? (
                  member.title
                ) : (
                  <TextInput
                    size="xs"
                    aria-label={t('team.postOf', { row: at + 1 })}
                    maxLength={60}
                    value={member.title}
                    onChange={(event) => set(at, { title: event.currentTarget.value })}
                  />
                )}
              </td>
              <td>
                {readOnly ? (
                  member.role
                ) : (
                  <Autocomplete
                    size="xs"
                    aria-label={t('team.roleOf', { row: at + 1 })}
                    data={[...teamRoles]}
                    maxLength={40}
                    value={member.role}
                    onChange={(role) => set(at, { role, ...(role === teamRoles[3] ? { isWorkerRepresentative: true } : {}) })}
                  />
                )}
              </td>
              <td data-tick>
                <Checkbox
                  size="sm"
                  display="inline-block"
                  readOnly={readOnly}
                  aria-label={t('team.workerOf', { name: member.name || at + 1 })}
                  checked={member.isWorkerRepresentative}
                  onChange={(event) => {
                    if (!readOnly) set(at, { isWorkerRepresentative: event.currentTarget.checked });
                  }}
                />
              </td>
              {withAttendance && (
                <td data-tick>
                  <Checkbox
                    size="sm"
                    display="inline-block"
                    readOnly={readOnly}
                    aria-label={t('team.attendedOf', { name: member.name || at + 1 })}
                    checked={member.attended}
                    onChange={(event) => {
                      if (!readOnly) set(at, { attended: event.currentTarget.checked });
                    }}
                  />
                </td>
              )}
              {!readOnly && (
                <td>
                  <ActionIcon
                    aria-label={t('team.removeOne', { name: member.name || at + 1 })}
                    onClick={() => onChange(team.filter((_, index) => index !== at))}
                  >
                    <IconTrash size={15} />
                  </ActionIcon>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <Group mt="xs" gap="sm">
        {!readOnly && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => {
              adding.current = true;
              onChange([...team, newMember(team.length === 0 ? teamRoles[0] : teamRoles[2])]);
            }}
          >
            {t('team.add')}
          </Button>
        )}
        {withAttendance && team.length > 0 && !readOnly && (
          <Button size="compact-sm" variant="default" onClick={() => onChange(team.map((member) => ({ ...member, attended: true })))}>
            {t('team.allAttended')}
          </Button>
        )}
        <Text size="xs" c="dimmed">
          {t('team.count', {
            count: team.length,
            workers: team.filter((member) => member.isWorkerRepresentative).length,
            attended: team.filter((member) => member.attended).length,
          })}
        </Text>
      </Group>
      {team.length > 0 && !team.some((member) => member.isWorkerRepresentative) && (
        <Text size="xs" c="var(--text-attention)" mt={4}>
          {t('team.noWorker')}
        </Text>
      )}
    </div>
  );
}
