import { memo, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { labelOf, lineStep } from '../../../db/domain/map/label';
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
  const { at, room, height } = middleOf(outline);
  const [x, y] = inPlan(at, plan);
  const { lines, size: letters } = labelOf(
    zone.name,
    { width: (room / whole) * plan.width, height: (height / whole) * plan.height },
    { least: plan.width / 160, most: plan.width / 60 },
  );
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
      <text x={x} y={y - ((lines.length - 1) / 2) * lineStep * letters} fontSize={letters}>
        {lines.map((line, index) => (
          <tspan key={index} x={x} dy={index === 0 ? undefined : `${lineStep}em`}>
            {line}
          </tspan>
        ))}
        {zone.level !== null && (
          <tspan x={x} dy="1.25em" fontSize={letters * 0.8}>
            {level}
          </tspan>
        )}
      </text>
    </g>
  );
});
