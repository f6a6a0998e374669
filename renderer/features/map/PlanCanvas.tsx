import { useElementSize } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Corner } from '../../../db/domain/map/outline';
import classes from './Map.module.css';
import { inPlan, type Plan, type Tool, type Zone } from './plan';
import { useDrawing } from './useDrawing';
import { useShape } from './useShape';
import { ZoneShape } from './ZoneShape';

interface PlanCanvasProps {
  plan: Plan;
  zones: readonly Zone[];
  chosenId: string | null;
  tool: Tool;
  /** 1 fits the plan into its place. */
  zoom: number;
  /** Areas can be chosen, and stay as they are. */
  readOnly: boolean;
  onChoose: (id: string | null) => void;
  onDrawn: (outline: Corner[]) => void;
  /** @returns true when it was stored */
  onShape: (zone: Zone, outline: Corner[]) => Promise<boolean>;
  onRemove: (zone: Zone) => void;
}

/** A floor plan with its areas: chosen, moved and shaped by pointer or keys; new ones drawn with the tool. */
export function PlanCanvas({ plan, zones, chosenId, tool, zoom, readOnly, onChoose, onDrawn, onShape, onRemove }: PlanCanvasProps) {
  const place = useElementSize<HTMLDivElement>();
  const svg = useRef<SVGSVGElement>(null);
  const corners = useMemo(() => zones.flatMap(({ outline }) => outline), [zones]);
  const drawing = useDrawing(svg, tool, corners, onDrawn);
  const shape = useShape(svg, zones, onShape);
  const fit = place.width > 0 ? Math.min((place.width - 24) / plan.width, (place.height - 24) / plan.height) : 1;
  const scale = Math.max(0.01, fit * zoom);
  const { clear } = drawing;
  // oxlint-disable-next-line react/exhaustive-deps -- another tool begins anew
  useEffect(() => clear(), [tool]);

  // Handlers that stay the same, so that an area that has not changed is not drawn again.
  const latest = useRef({ shape, tool, readOnly, onChoose, onRemove });
  latest.current = { shape, tool, readOnly, onChoose, onRemove };
  const onDown = useCallback((event: PointerEvent<SVGElement>, zone: Zone) => {
    if (latest.current.tool !== 'select') return;
    latest.current.onChoose(zone.id);
    if (latest.current.readOnly) event.stopPropagation();
    else latest.current.shape.onZone(event, zone);
  }, []);
  const onZoneKey = useCallback((event: KeyboardEvent, zone: Zone) => {
    const { shape: own, readOnly: isFixed, onChoose: choose, onRemove: remove } = latest.current;
    if (event.key === 'Enter' || event.key === ' ') choose(zone.id);
    else if (isFixed) return;
    else if (event.key === 'Delete') remove(zone);
    else if (!own.onKey(event, zone, null)) return;
    event.preventDefault();
    event.stopPropagation();
  }, []);

  const chosen = zones.find(({ id }) => id === chosenId);
  return (
    <div ref={place.ref} className={classes.desk}>
      <div className={classes.sheet} style={{ width: plan.width * scale, height: plan.height * scale }}>
        {plan.image !== null && <img src={`app://attachment/${plan.image}`} alt="" draggable={false} />}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application of its own: it is drawn on */}
        <svg
          ref={svg}
          viewBox={`0 0 ${plan.width} ${plan.height}`}
          preserveAspectRatio="none"
          role="application"
          aria-label={plan.name}
          data-tool={tool}
          tabIndex={-1}
          onPointerDown={(event) => {
            event.currentTarget.focus({ preventScroll: true });
            if (tool === 'select') onChoose(null);
            drawing.onPointerDown(event);
          }}
          onPointerMove={drawing.onPointerMove}
          onPointerUp={drawing.onPointerUp}
          onDoubleClick={drawing.onDoubleClick}
          onKeyDown={(event) => {
            if (!drawing.onKey(event)) return;
            event.preventDefault();
            event.stopPropagation();
          }}
        >
          {zones.map((zone) => (
            <ZoneShape
              key={zone.id}
              plan={plan}
              zone={zone}
              outline={shape.outlineOf(zone)}
              isChosen={zone.id === chosenId}
              onDown={onDown}
              onKey={onZoneKey}
            />
          ))}
          {chosen && tool === 'select' && !readOnly && <Handles plan={plan} zone={chosen} scale={scale} shape={shape} />}
          {drawing.shape.length > 0 && (
            <g className={classes.drawing}>
              <polygon points={drawing.shape.map((corner) => inPlan(corner, plan).join(',')).join(' ')} vectorEffect="non-scaling-stroke" />
              {drawing.shape.map((corner, index) => {
                const [x, y] = inPlan(corner, plan);
                return <circle key={index} cx={x} cy={y} r={4 / scale} />;
              })}
            </g>
          )}
        </svg>
      </div>
    </div>
  );
}

interface HandlesProps {
  plan: Plan;
  zone: Zone;
  scale: number;
  shape: ReturnType<typeof useShape>;
}

/** Corners of the chosen area, and the middles of its edges, from which another corner is dragged. */
function Handles({ plan, zone, scale, shape }: HandlesProps) {
  const { t } = useTranslation('map');
  const outline = shape.outlineOf(zone);
  const middle = (index: number): Corner => {
    const [a, b] = [outline[index]!, outline[(index + 1) % outline.length]!];
    return inPlan([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], plan);
  };
  return (
    <g className={classes.handles}>
      {outline.map((_, index) => {
        const [x, y] = middle(index);
        return (
          <circle
            key={`between-${index}`}
            data-between
            cx={x}
            cy={y}
            r={4 / scale}
            onPointerDown={(event) => shape.onBetween(event, zone, index)}
          >
            <title>{t('zone.between', { no: index + 1 })}</title>
          </circle>
        );
      })}
      {outline.map((corner, index) => {
        const [x, y] = inPlan(corner, plan);
        return (
          <circle
            key={index}
            role="button"
            tabIndex={0}
            aria-label={t('zone.corner', { no: index + 1 })}
            cx={x}
            cy={y}
            r={6 / scale}
            vectorEffect="non-scaling-stroke"
            onPointerDown={(event) => shape.onCorner(event, zone, index)}
            onKeyDown={(event) => {
              if (!shape.onKey(event, zone, index)) return;
              event.preventDefault();
              event.stopPropagation();
            }}
          />
        );
      })}
    </g>
  );
}
