import { ActionIcon, Button, Group, Popover, Stack, Text, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { List } from './list';

/** Named views: columns, filter and sort under one name. */
export function ViewMenu<Filter, By extends string>({ list }: { list: List<Filter, By> }) {
  const { t } = useTranslation('component');
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const save = () => {
    const title = name.trim();
    if (title === '') return;
    list.saveView(title);
    setName('');
  };
  return (
    <Popover trapFocus returnFocus opened={opened} onChange={setOpened} position="bottom-end" width={280}>
      <Popover.Target>
        <Tooltip label={t('view.menu')}>
          <ActionIcon variant="default" size="md" aria-label={t('view.menu')} onClick={() => setOpened((was) => !was)}>
            <IconBookmark size={17} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {list.views.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('view.none')}
            </Text>
          )}
          {list.views.map((view) => (
            <Group key={view.name} justify="space-between" wrap="nowrap" gap="xs">
              <UnstyledButton
                fz="sm"
                style={{ flex: 1, minWidth: 0, padding: '0.25rem' }}
                onClick={() => {
                  list.applyView(view);
                  setOpened(false);
                }}
              >
                <Text size="sm" truncate>
                  {view.name}
                </Text>
              </UnstyledButton>
              <ActionIcon size="sm" aria-label={t('view.remove', { name: view.name })} onClick={() => list.removeView(view.name)}>
                <IconTrash size={14} />
              </ActionIcon>
            </Group>
          ))}
          <Group gap="xs" wrap="nowrap" align="flex-end">
            <TextInput
              size="xs"
              style={{ flex: 1 }}
              label={t('view.name')}
              maxLength={40}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !event.nativeEvent.isComposing) save();
              }}
            />
            <Button size="xs" variant="default" disabled={name.trim() === ''} onClick={save}>
              {t('view.save')}
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
