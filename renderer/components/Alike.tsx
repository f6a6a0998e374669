import { Alert, Button, Checkbox, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { IconArrowsJoin } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Alike.module.css';

export interface AlikeRecord {
  id: string;
  name: string;
  /** Where it is, by which a person tells it from its namesakes. */
  note: string;
}

interface AlikeProps {
  /** What they are, in the words of the banner: 3 组风险点名称相近. */
  text: string;
  title: string;
  /** What becomes of those that are merged. */
  explanation: string;
  groups: readonly (readonly AlikeRecord[])[];
  pending: boolean;
  onMerge: (keep: string, others: readonly string[]) => void;
  /** They mean different things. */
  onApart: (ids: readonly string[]) => void;
}

/** Says that names look like one and the same thing spelled differently; a person tells whether they are. Nothing where there are none. */
export function Alike({ text, title, explanation, groups, pending, onMerge, onApart }: AlikeProps) {
  const { t } = useTranslation('component');
  const [opened, setOpened] = useState(false);
  if (groups.length === 0) return null;
  return (
    <>
      <Alert className={classes.banner} variant="light" color="pine" icon={<IconArrowsJoin size={16} aria-hidden />}>
        <Group justify="space-between" gap="xs" wrap="nowrap">
          <Text size="sm">{text}</Text>
          <Button size="compact-xs" variant="default" onClick={() => setOpened(true)}>
            {t('alike.show')}
          </Button>
        </Group>
      </Alert>
      <Modal opened={opened} onClose={() => setOpened(false)} title={title} size="lg">
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {explanation}
          </Text>
          {groups.map((group) => (
            <AlikeGroup
              key={group.map(({ id }) => id).join(' ')}
              group={group}
              pending={pending}
              onMerge={onMerge}
              onApart={() => onApart(group.map(({ id }) => id))}
            />
          ))}
        </Stack>
      </Modal>
    </>
  );
}

interface AlikeGroupProps {
  group: readonly AlikeRecord[];
  pending: boolean;
  onMerge: AlikeProps['onMerge'];
  onApart: () => void;
}

/** Which of the names stays and which are the same as it. */
function AlikeGroup({ group, pending, onMerge, onApart }: AlikeGroupProps) {
  const { t } = useTranslation('component');
  const [keep, setKeep] = useState(group[0]!.id);
  const [same, setSame] = useState<ReadonlySet<string>>(() => new Set(group.map(({ id }) => id)));
  const kept = group.find(({ id }) => id === keep)!;
  const others = group.filter(({ id }) => id !== keep && same.has(id)).map(({ id }) => id);
  const toggle = (id: string, isSame: boolean) =>
    setSame((known) => (isSame ? new Set([...known, id]) : new Set([...known].filter((other) => other !== id))));
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{group.map(({ name }) => name).join(t('list.comma'))}</legend>
      <ul>
        {group.map(({ id, name, note }) => (
          <li key={id}>
            <Checkbox
              size="xs"
              checked={id === keep || same.has(id)}
              disabled={id === keep}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
              label={
                <>
                  {name} <small>{note}</small>
                </>
              }
            />
            <Radio
              size="xs"
              name={`keep ${group[0]!.id}`}
              checked={id === keep}
              onChange={() => setKeep(id)}
              label={t('alike.keep')}
              aria-label={t('alike.keepName', { name })}
            />
          </li>
        ))}
      </ul>
      <Group justify="flex-end" gap="xs">
        <Button size="compact-sm" variant="default" onClick={onApart}>
          {t('alike.apart')}
        </Button>
        <Button size="compact-sm" loading={pending} disabled={others.length === 0} onClick={() => onMerge(keep, others)}>
          {t('alike.merge', { name: kept.name })}
        </Button>
      </Group>
    </fieldset>
  );
}
