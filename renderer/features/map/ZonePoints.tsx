import { ActionIcon, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useCommand } from '../../api';
import { LevelBadge } from '../../components/LevelBadge';
import { Needs } from '../../components/Needs';
import classes from './Map.module.css';
import type { Zone } from './plan';

const shown = 200;
const subjects = ['riskPoint', 'risk', 'zone'];

/** Risk points within the area, each to be taken out. */
export function OwnPoints({ zone }: { zone: Zone }) {
  const { t } = useTranslation('map');
  const assign = useCommand('map.assign', { done: t('points.moved') });
  const { data } = useApi('map.points', { within: zone.id, offset: 0, limit: shown }, { subjects, keep: true });
  const rows = data?.rows ?? [];
  const total = data?.total ?? 0;
  return (
    <Stack gap={4} component="section">
      <Text fw={600} size="sm">
        {t('points.title', { count: total })}
      </Text>
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('points.none')}
        </Text>
      ) : (
        <ul className={classes.points}>
          {rows.map(({ id, name, level }) => (
            <li key={id}>
              <span>{name}</span>
              <LevelBadge level={level} />
              <Needs needs="map.assign">
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  color="gray"
                  aria-label={t('points.takeOut', { name })}
                  onClick={() => void assign.run({ zoneId: null, pointIds: [id] })}
                >
                  <IconX size={14} aria-hidden />
                </ActionIcon>
              </Needs>
            </li>
          ))}
        </ul>
      )}
      {total > rows.length && (
        <Text size="xs" c="dimmed">
          {t('points.more', { shown: rows.length, count: total })}
        </Text>
      )}
    </Stack>
  );
}

/** Finds risk points, as many as wanted, and puts them into the area. */
export function AddPoints({ zone }: { zone: Zone }) {
  const { t } = useTranslation('map');
  const assign = useCommand('map.assign', { done: t('points.moved') });
  const [text, setText] = useState('');
  const [isFree, setFree] = useState(true);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [sought] = useDebouncedValue(text.trim(), 200);
  const { data } = useApi(
    'map.points',
    { ...(isFree ? { within: null } : {}), ...(sought === '' ? {} : { text: sought }), offset: 0, limit: shown },
    { subjects, keep: true },
  );
  const found = data?.rows.filter(({ zoneId }) => zoneId !== zone.id) ?? [];
  const pick = (id: string, isPicked: boolean) => {
    const next = new Set(picked);
    if (isPicked) next.add(id);
    else next.delete(id);
    setPicked(next);
  };
  const put = async () => {
    const reply = await assign.run({ zoneId: zone.id, pointIds: [...picked] });
    if (reply.ok) setPicked(new Set());
  };
  return (
    <Stack gap={4} component="section">
      <Group justify="space-between">
        <Text fw={600} size="sm">
          {t('points.add')}
        </Text>
        <Checkbox size="xs" label={t('points.free')} checked={isFree} onChange={(event) => setFree(event.currentTarget.checked)} />
      </Group>
      <TextInput
        size="xs"
        aria-label={t('points.find')}
        placeholder={t('points.find')}
        value={text}
        maxLength={100}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {found.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('points.nothing')}
        </Text>
      ) : (
        <ul className={classes.points}>
          {found.map((point) => (
            <li key={point.id}>
              <Checkbox
                size="xs"
                checked={picked.has(point.id)}
                onChange={(event) => pick(point.id, event.currentTarget.checked)}
                label={point.name}
                description={point.zone === null ? point.location : t('points.in', { zone: point.zone })}
              />
              <LevelBadge level={point.level} />
            </li>
          ))}
        </ul>
      )}
      {data && data.total > data.rows.length && (
        <Text size="xs" c="dimmed">
          {t('points.more', { shown: data.rows.length, count: data.total })}
        </Text>
      )}
      <Needs needs="map.assign">
        <Button size="compact-sm" variant="default" disabled={picked.size === 0} loading={assign.pending} onClick={() => void put()}>
          {t('points.put', { count: picked.size })}
        </Button>
      </Needs>
    </Stack>
  );
}
