import { useEffect, useEffectEvent, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { isArea, moved, snapped, within, type Corner } from '../../../db/domain/map/outline';
import type { Zone } from './plan';
import { cornerAt, reachOf } from './useDrawing';

/** Keys that follow one another quickly are one change. */
const pause = 600;
const step = 2500;
const directions: Record<string, Corner> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

interface Change {
  id: string;
  outline: Corner[];
  /** Still being dragged, or keys may follow. */
  isOpen: boolean;
}

/** Moves an area or one of its corners, by pointer or keys; what it looks like meanwhile, and what it is in the end. */
export function useShape(
  svg: RefObject<SVGSVGElement | null>,
  zones: readonly Zone[],
  onShape: (zone: Zone, outline: Corner[]) => Promise<boolean>,
) {
  const [change, setChange] = useState<Change | null>(null);
  const outlineOf = (zone: Zone): Corner[] => (change?.id === zone.id ? change.outline : zone.outline);
  const store = async ({ id, outline }: Change) => {
    const zone = zones.find((entry) => entry.id === id);
    const isSame = zone !== undefined && JSON.stringify(zone.outline) === JSON.stringify(outline);
    if (zone && !isSame && isArea(outline)) await onShape(zone, outline);
    setChange((now) => (now?.id === id && now.outline === outline ? null : now));
  };
  const settle = useEffectEvent(() => {
    if (change?.isOpen) void store(change);
  });
  useEffect(() => {
    if (!change?.isOpen) return;
    const timer = setTimeout(settle, pause);
    return () => clearTimeout(timer);
  }, [change]);

  const drag = (event: PointerEvent<SVGElement>, zone: Zone, follow: (to: Corner, from: Corner, free: boolean) => Corner[]) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    const own = svg.current!;
    const { currentTarget, pointerId } = event;
    const from = cornerAt(own, event);
    let outline = zone.outline;
    const move = (to: globalThis.PointerEvent) => {
      outline = follow(cornerAt(own, to), from, to.altKey);
      setChange({ id: zone.id, outline, isOpen: false });
    };
    const end = () => {
      currentTarget.removeEventListener('pointermove', move);
      if (outline !== zone.outline) void store({ id: zone.id, outline, isOpen: false });
    };
    currentTarget.setPointerCapture?.(pointerId);
    currentTarget.addEventListener('pointermove', move);
    currentTarget.addEventListener('lostpointercapture', end, { once: true });
  };
  const others = (zone: Zone, index: number) =>
    zones.flatMap((entry) => (entry.id === zone.id ? entry.outline.filter((_, at) => at !== index) : entry.outline));

  return {
    outlineOf,
    onZone: (event: PointerEvent<SVGElement>, zone: Zone) =>
      drag(event, zone, ([x, y], from) => moved(zone.outline, [x - from[0], y - from[1]])),
    onCorner: (event: PointerEvent<SVGElement>, zone: Zone, index: number) =>
      drag(event, zone, (to, _from, free) => zone.outline.with(index, free ? to : snapped(to, others(zone, index), reachOf(svg.current!)))),
    /** A corner between two others, dragged out of the edge. */
    onBetween: (event: PointerEvent<SVGElement>, zone: Zone, index: number) =>
      drag(event, zone, (to) => zone.outline.toSpliced(index + 1, 0, to)),
    /** @returns true for a key that changes the shape; `index` is the corner that has the focus */
    onKey: ({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>, zone: Zone, index: number | null): boolean => {
      const direction = directions[key];
      const outline = outlineOf(zone);
      if (direction) {
        const by = direction.map((way) => way * step * (shiftKey ? 10 : 1)) as Corner;
        const next =
          index === null
            ? moved(outline, by)
            : outline.map((corner, at) => (at === index ? within([corner[0] + by[0], corner[1] + by[1]]) : corner));
        setChange({ id: zone.id, outline: next, isOpen: true });
        return true;
      }
      if (index !== null && (key === 'Delete' || key === 'Backspace')) {
        const next = outline.toSpliced(index, 1);
        if (isArea(next)) void store({ id: zone.id, outline: next, isOpen: false });
        return true;
      }
      return false;
    },
  };
}
