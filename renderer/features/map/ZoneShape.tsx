import { memo, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { middleOf, whole, type Corner } from '../../../db/domain/map/outline';
import classes from './Map.module.css';
import { colourOf, inPlan, type Plan, type Zone } from './plan';

interface ZoneShapeProps {
  plan: Plan;
  zone: Zone;
  outline: readonly Corner[];
  isChosen: boolean;
  onDown: (event: PointerEvent<SVGElement>, zone: Zone) => void;
  onKey: (event: KeyboardEvent, zone: Zone) => void;
}

/** An area in the colour of its level, with its name and its level in words. */
export const ZoneShape = memo(function ZoneShape({ plan, zone, outline, isChosen, onDown, onKey }: ZoneShapeProps) {
  const { t } = useTranslation(['map', 'term']);
  const { at, room } = middleOf(outline);
  const [x, y] = inPlan(at, plan);
  const letters = Math.max(plan.width / 160, Math.min(plan.width / 60, ((room / whole) * plan.width) / Math.max(3, zone.name.length)));
  const level = zone.level === null ? t('zone.noLevel') : t(`term:riskLevel.${zone.level}`);
  return (
    <g
      className={classes.zone}
      role="button"
      tabIndex={0}
      aria-label={t('zone.shape', { name: zone.name, level })}
      aria-pressed={isChosen}
      data-zone={zone.id}
      onPointerDown={(event) => onDown(event, zone)}
      onKeyDown={(event) => onKey(event, zone)}
    >
      <polygon
        points={outline.map((corner) => inPlan(corner, plan).join(',')).join(' ')}
        fill={colourOf(zone.level)}
        fillOpacity={zone.level === null ? 0.3 : 0.55}
        vectorEffect="non-scaling-stroke"
      />
      <text x={x} y={y} fontSize={letters}>
        {zone.name}
        {zone.level !== null && (
          <tspan x={x} dy="1.25em" fontSize={letters * 0.8}>
            {level}
          </tspan>
        )}
      </text>
    </g>
  );
});
