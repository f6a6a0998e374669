import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconArrowLeft, IconTrash } from '@tabler/icons-react';
import { memo, useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { cornersText, isArea, readCorners } from '../../../db/domain/map/outline';
import { useApi, useCommand } from '../../api';
import { FormPanel } from '../../components/form/FormPanel';
import { FieldGroup, LongField, PickField, TextField } from '../../components/form/fields';
import { LevelBadge } from '../../components/LevelBadge';
import { Needs } from '../../components/Needs';
import { Evidence } from '../../Evidence';
import classes from './Map.module.css';
import type { Zone } from './plan';
import { AddPoints, OwnPoints } from './ZonePoints';

type ZoneValues = { name: string; departmentId: string | null; ownerText: string; outline: string };

const valuesOf = ({ name, departmentId, ownerText, outline }: Zone): ZoneValues => ({
  name,
  departmentId,
  ownerText,
  outline: cornersText(outline),
});

interface ZonePanelProps {
  zone: Zone;
  onBack: () => void;
  onRemove: (zone: Zone) => void;
}

/** The chosen area: what it is, its corners as numbers, and the risk points within. */
export function ZonePanel({ zone, onBack, onRemove }: ZonePanelProps) {
  const { t } = useTranslation(['map', 'term']);
  const update = useCommand('map.updateZone', { done: t('zone.changed') });
  const { data: departments = [] } = useApi('department.list', {}, { subjects: ['department', 'departmentName'] });
  const options = useMemo(() => departments.map(({ id, name }) => ({ value: id, label: name })), [departments]);
  const form = useForm<ZoneValues>({
    mode: 'controlled',
    initialValues: valuesOf(zone),
    validate: {
      name: (name) => (name.trim() === '' ? t('zone.nameMissing') : null),
      outline: (text) => {
        const read = readCorners(text);
        if ('line' in read) return t('zone.outlineLine', { line: read.line });
        return isArea(read.corners) ? null : t('zone.outlineFew');
      },
    },
  });
  // What was changed on the picture meanwhile shows here; what is being typed stays.
  useEffect(() => {
    const next = valuesOf(zone);
    const typed = form.getValues();
    const kept = Object.fromEntries(Object.entries(typed).filter(([name]) => form.isDirty(name)));
    form.setInitialValues(next);
    form.setValues({ ...next, ...kept });
    form.resetDirty(next);
    // oxlint-disable-next-line react/exhaustive-deps -- the form is the same for as long as the area is
  }, [zone]);
  const save = useCallback(
    async ({ outline, ...rest }: ZoneValues) => {
      const read = readCorners(outline);
      const isDrawn = 'corners' in read && outline !== cornersText(zone.outline);
      await update.run({ id: zone.id, revision: zone.revision, patch: { ...rest, ...(isDrawn ? { outline: read.corners } : {}) } });
    },
    [update, zone],
  );
  const { major, considerable, general, low } = zone;
  return (
    <>
      <div className={classes.sideHead}>
        <ActionIcon onClick={onBack} aria-label={t('zone.back')}>
          <IconArrowLeft size={18} />
        </ActionIcon>
        <Text component="h2" fw={600} fz="md" m={0} truncate>
          {zone.name}
        </Text>
      </div>
      <FormPanel
        needs="map.updateZone"
        form={form}
        label={t('zone.edit')}
        findings={update.findings}
        pending={update.pending}
        onSave={save}
        actions={
          <Tooltip label={t('zone.remove')}>
            <ActionIcon variant="default" size="md" aria-label={t('zone.remove')} onClick={() => onRemove(zone)}>
              <IconTrash size={16} />
            </ActionIcon>
          </Tooltip>
        }
      >
        <Group gap="xs">
          <LevelBadge level={zone.level} />
          <Text size="sm" c="dimmed">
            {zone.level === null ? t('zone.noRisks') : t('zone.counts', { major, considerable, general, low })}
          </Text>
        </Group>
        <FieldGroup title={t('zone.edit')}>
          <TextField name="name" label={t('zone.name')} required maxLength={100} />
          <PickField name="departmentId" label={t('term:field.department')} options={options} />
          <TextField name="ownerText" label={t('zone.owner')} maxLength={200} />
        </FieldGroup>
        <OwnPoints zone={zone} />
        <AddPoints zone={zone} />
        <LongField name="outline" label={t('zone.outline')} minRows={4} />
        <Evidence subject="zone" subjectId={zone.id} />
      </FormPanel>
    </>
  );
}

interface ZoneListProps {
  zones: readonly Zone[];
  onChoose: (id: string) => void;
  onAdd: () => void;
}

/** All areas of the plan, by their names; also without a pointer. */
export const ZoneList = memo(function ZoneList({ zones, onChoose, onAdd }: ZoneListProps) {
  const { t } = useTranslation('map');
  return (
    <section aria-label={t('zone.list')}>
      {zones.length === 0 ? (
        <Text size="sm" c="dimmed" p="sm">
          {t('zone.none')}
        </Text>
      ) : (
        <ul className={classes.zones}>
          {zones.map((zone) => (
            <li key={zone.id}>
              <button type="button" onClick={() => onChoose(zone.id)}>
                <span>{zone.name}</span>
                <LevelBadge level={zone.level} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Group p="sm" justify="space-between">
        <Text size="sm" c="dimmed">
          {t('zone.total', { count: zones.length })}
        </Text>
        <Needs needs="map.createZone">
          <Button size="compact-sm" variant="default" onClick={onAdd}>
            {t('zone.add')}
          </Button>
        </Needs>
      </Group>
    </section>
  );
});
