import { ActionIcon, Badge, Group, Indicator, Popover, Progress, Stack, Text, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBell,
  IconKeyboard,
  IconLoader2,
  IconSearch,
  IconShieldCheck,
  IconShieldExclamation,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './TopBar.module.css';

export interface BarTask {
  id: number;
  title: string;
  done: number | undefined;
  step: string;
  cancel: () => void;
}

interface TopBarProps {
  /** Name of the enterprise. */
  enterprise: string;
  /** Marks a workspace that holds invented data. */
  isSample?: boolean;
  onSearch: () => void;
  /** What can be undone and redone, in words; undefined disables the button. */
  undo: string | undefined;
  redo: string | undefined;
  onUndo: () => void;
  onRedo: () => void;
  tasks: readonly BarTask[];
  /** Number of things due and where they are. */
  due: { overdue: number; soon: number; onOpen: () => void } | undefined;
  /** When a backup was last found whole, in words; `isGood` is false where there is none or the second copy failed. */
  backup?: { text: string; isGood: boolean; onOpen: () => void } | undefined;
  onShortcuts: () => void;
  /** Menu of the user at the right. */
  children?: ReactNode;
}

export function TopBar({
  enterprise,
  isSample = false,
  onSearch,
  undo,
  redo,
  onUndo,
  onRedo,
  tasks,
  due,
  backup,
  onShortcuts,
  children,
}: TopBarProps) {
  const { t } = useTranslation('component');
  const waiting = due ? due.overdue + due.soon : 0;
  return (
    <header className={classes.bar}>
      <Group gap="xs" wrap="nowrap" className={classes.name}>
        <Text fw={600} size="sm" truncate title={enterprise}>
          {enterprise}
        </Text>
        {isSample && (
          <Badge variant="light" color="violet" size="sm" style={{ flex: 'none' }}>
            {t('top.sample')}
          </Badge>
        )}
      </Group>
      <UnstyledButton className={classes.search} onClick={onSearch} aria-keyshortcuts="Control+K">
        <IconSearch size={15} aria-hidden />
        <span>{t('top.search')}</span>
        <kbd>Ctrl K</kbd>
      </UnstyledButton>
      <Group gap={2} wrap="nowrap" className={classes.tools}>
        {tasks.length > 0 && <Tasks tasks={tasks} />}
        {backup && (
          <UnstyledButton className={classes.backup} data-good={backup.isGood} onClick={backup.onOpen} title={backup.text}>
            {backup.isGood ? <IconShieldCheck size={16} aria-hidden /> : <IconShieldExclamation size={16} aria-hidden />}
            <span>{backup.text}</span>
          </UnstyledButton>
        )}
        <Tooltip label={undo ?? t('top.nothingToUndo')}>
          <ActionIcon onClick={onUndo} disabled={undo === undefined} aria-label={t('top.undo')} aria-keyshortcuts="Control+Z">
            <IconArrowBackUp size={18} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={redo ?? t('top.nothingToRedo')}>
          <ActionIcon onClick={onRedo} disabled={redo === undefined} aria-label={t('top.redo')} aria-keyshortcuts="Control+Y">
            <IconArrowForwardUp size={18} />
          </ActionIcon>
        </Tooltip>
        {due && (
          <Tooltip label={t('top.due', { overdue: due.overdue, soon: due.soon })}>
            <Indicator
              label={waiting > 99 ? '99+' : waiting}
              size={15}
              offset={4}
              disabled={waiting === 0}
              color={due.overdue > 0 ? 'wine' : 'violet'}
            >
              <ActionIcon onClick={due.onOpen} aria-label={t('top.due', { overdue: due.overdue, soon: due.soon })}>
                <IconBell size={18} />
              </ActionIcon>
            </Indicator>
          </Tooltip>
        )}
        <Tooltip label={t('top.shortcuts')}>
          <ActionIcon onClick={onShortcuts} aria-label={t('top.shortcuts')} aria-keyshortcuts="F1">
            <IconKeyboard size={18} />
          </ActionIcon>
        </Tooltip>
        {children}
      </Group>
    </header>
  );
}

function Tasks({ tasks }: { tasks: readonly BarTask[] }) {
  const { t } = useTranslation('component');
  return (
    <Popover position="bottom-end">
      <Popover.Target>
        <UnstyledButton className={classes.tasks}>
          <IconLoader2 size={16} className={classes.turning} aria-hidden />
          {t('top.tasks', { count: tasks.length })}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown w="20rem">
        <Stack gap="sm">
          {tasks.map((task) => (
            <output key={task.id}>
              <Group justify="space-between" wrap="nowrap">
                <Text size="sm" truncate>
                  {task.title}
                </Text>
                <ActionIcon onClick={task.cancel} aria-label={t('progress.cancel')}>
                  <IconX size={16} />
                </ActionIcon>
              </Group>
              <Progress
                value={task.done === undefined ? 100 : task.done * 100}
                animated={task.done === undefined}
                size="sm"
                aria-label={task.title}
              />
              <Text size="xs" c="dimmed">
                {task.step}
              </Text>
            </output>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
