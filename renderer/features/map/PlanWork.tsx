import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { memo, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Corner } from '../../../db/domain/map/outline';
import { riskLevels } from '../../../db/domain/risk/scale';
import { load, useApi, useCommand } from '../../api';
import { useAllowed } from '../../components/Needs';
import { Pictured } from '../../picture';
import classes from './Map.module.css';
import { colourOf, middleArea, type Plan, type Tool, type Zone } from './plan';
import { PlanCanvas } from './PlanCanvas';
import { PlanForm } from './PlanForm';
import { ZoneList, ZonePanel } from './ZonePanel';

const tools = ['select', 'rectangle', 'polygon'] as const satisfies readonly Tool[];
const noZones: readonly Zone[] = [];

interface PlanWorkProps {
  plan: Plan;
  onRemoved: () => void;
}

/** One plan: its picture with the tools, its areas beside it. */
export function PlanWork({ plan, onRemoved }: PlanWorkProps) {
  const { t } = useTranslation(['map', 'term', 'component']);
  const { data: zones = noZones } = useApi(
    'map.zones',
    { planId: plan.id },
    { subjects: ['zone', 'riskPoint', 'risk', 'department', 'departmentName'], keep: true },
  );
  const createZone = useCommand('map.createZone', { done: t('zone.created') });
  const updateZone = useCommand('map.updateZone', { done: t('zone.changed') });
  const removeZone = useCommand('map.removeZone', { done: t('zone.removed') });
  const [tool, setTool] = useState<Tool>('select');
  const readOnly = !useAllowed('map.updateZone');
  const [zoom, setZoom] = useState(1);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = zones.find(({ id }) => id === chosenId);

  // The lists beside the picture are drawn anew only when what they show has changed, not with every step of the zoom.
  const { run } = createZone;
  const count = zones.length;
  const add = useCallback(
    async (outline: Corner[]) => {
      const name = t('zone.newName', { no: count + 1 });
      const reply = await run({ planId: plan.id, draft: { name, outline, departmentId: null, ownerText: '' } });
      if (!reply.ok) return;
      setTool('select');
      setChosenId(reply.data.value.id);
    },
    [run, plan.id, count, t],
  );
  const legend = useMemo(() => riskLevels.map((level) => ({ label: t(`term:riskLevel.${level}`), color: colourOf(level) })), [t]);
  const below = async () => (plan.image === null ? null : await load('map.image', { planId: plan.id }));
  const addInMiddle = useCallback(() => void add(middleArea), [add]);
  const shape = async ({ id, revision }: Zone, outline: Corner[]) => (await updateZone.run({ id, revision, patch: { outline } })).ok;
  const remove = async ({ id, revision }: Zone) => {
    if ((await removeZone.run({ id, revision })).ok) setChosenId(null);
  };
  return (
    <>
      <div className={classes.main}>
        <div className={classes.tools}>
          <SegmentedControl
            size="xs"
            aria-label={t('tool.label')}
            value={tool}
            disabled={readOnly}
            onChange={(value) => setTool(value as Tool)}
            data={tools.map((value) => ({ value, label: t(`tool.${value}`) }))}
          />
          <span className={classes.hint}>{readOnly ? t('component:readOnly') : t(`hint.${tool}`)}</span>
          <ActionIcon onClick={() => setZoom(Math.max(0.5, zoom / 1.25))} aria-label={t('zoom.out')}>
            <IconMinus size={16} />
          </ActionIcon>
          <Button size="compact-xs" variant="default" onClick={() => setZoom(1)}>
            {t('zoom.fit')}
          </Button>
          <ActionIcon onClick={() => setZoom(Math.min(8, zoom * 1.25))} aria-label={t('zoom.in')}>
            <IconPlus size={16} />
          </ActionIcon>
        </div>
        <Pictured title={plan.name} legend={legend} below={below} fills place="inside">
          <PlanCanvas
            plan={plan}
            zones={zones}
            chosenId={chosenId}
            tool={tool}
            zoom={zoom}
            readOnly={readOnly}
            onChoose={setChosenId}
            onDrawn={(outline) => void add(outline)}
            onShape={shape}
            onRemove={(zone) => void remove(zone)}
          />
        </Pictured>
        <Legend zones={zones} />
      </div>
      <aside className={classes.side} aria-label={chosen?.name ?? t('zone.list')}>
        {chosen ? (
          <ZonePanel key={chosen.id} zone={chosen} onBack={() => setChosenId(null)} onRemove={(zone) => void remove(zone)} />
        ) : (
          <>
            <div className={classes.zoneScroll}>
              <ZoneList zones={zones} onChoose={setChosenId} onAdd={addInMiddle} />
            </div>
            <PlanForm key={`${plan.id}-${plan.revision}`} plan={plan} onRemoved={onRemoved} />
          </>
        )}
      </aside>
    </>
  );
}

const Legend = memo(function Legend({ zones }: { zones: readonly Zone[] }) {
  const { t } = useTranslation(['map', 'term']);
  const count = (level: Zone['level']) => zones.filter((zone) => zone.level === level).length;
  return (
    <ul className={classes.legend} aria-label={t('legend.title')}>
      {riskLevels.map((level) => (
        <li key={level}>
          <i style={{ background: colourOf(level) }} />
          {t('legend.zones', { level: t(`term:riskLevel.${level}`), count: count(level) })}
        </li>
      ))}
      {count(null) > 0 && (
        <li>
          <i style={{ background: colourOf(null) }} />
          {t('legend.none', { count: count(null) })}
        </li>
      )}
    </ul>
  );
});
