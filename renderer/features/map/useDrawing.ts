import { useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { isArea, rectangle, snapped, whole, within, type Corner } from '../../../db/domain/map/outline';
import type { Tool } from './plan';

/** Pixels within which a corner snaps to another, or closes its own shape. */
const near = 9;

/** Where a pointer is on the plan. */
export function cornerAt(svg: SVGSVGElement, { clientX, clientY }: { clientX: number; clientY: number }): Corner {
  const { left, top, width, height } = svg.getBoundingClientRect();
  return within([((clientX - left) / width) * whole, ((clientY - top) / height) * whole]);
}

export function reachOf(svg: SVGSVGElement): Corner {
  const { width, height } = svg.getBoundingClientRect();
  return [(near / width) * whole, (near / height) * whole];
}

/**
 * Draws a new area: a rectangle by dragging, a polygon corner by corner.
 * @param others corners to snap to
 */
export function useDrawing(
  svg: RefObject<SVGSVGElement | null>,
  tool: Tool,
  others: readonly Corner[],
  onDrawn: (outline: Corner[]) => void,
) {
  const [corners, setCorners] = useState<readonly Corner[]>([]);
  const [pointer, setPointer] = useState<Corner | null>(null);
  const at = (event: PointerEvent): Corner => {
    const corner = cornerAt(svg.current!, event);
    return event.altKey ? corner : snapped(corner, [...others, ...corners], reachOf(svg.current!));
  };
  const clear = () => {
    setCorners([]);
    setPointer(null);
  };
  const finish = (outline: readonly Corner[]) => {
    clear();
    if (isArea(outline)) onDrawn([...outline]);
  };
  const isFirst = (corner: Corner): boolean => {
    const [first] = corners;
    const reach = reachOf(svg.current!);
    return first !== undefined && Math.abs(first[0] - corner[0]) <= reach[0] && Math.abs(first[1] - corner[1]) <= reach[1];
  };
  const shape =
    corners.length === 0
      ? []
      : tool === 'rectangle'
        ? rectangle(corners[0]!, pointer ?? corners[0]!)
        : pointer
          ? [...corners, pointer]
          : corners;

  return {
    /** The shape so far. */
    shape,
    clear,
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      if (event.button !== 0 || tool === 'select') return;
      const corner = at(event);
      if (tool === 'rectangle') {
        event.currentTarget.setPointerCapture?.(event.pointerId);
        setCorners([corner]);
      } else if (corners.length >= 3 && isFirst(corner)) finish(corners);
      else if (corners.at(-1)?.join() !== corner.join()) setCorners([...corners, corner]);
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      if (tool !== 'select' && corners.length > 0) setPointer(at(event));
    },
    onPointerUp: (event: PointerEvent<SVGSVGElement>) => {
      if (tool === 'rectangle' && corners.length > 0) finish(rectangle(corners[0]!, at(event)));
    },
    onDoubleClick: () => {
      if (tool === 'polygon') finish(corners);
    },
    /** @returns true for a key that belongs to the drawing */
    onKey: ({ key }: Pick<KeyboardEvent, 'key'>): boolean => {
      if (corners.length === 0) return false;
      if (key === 'Enter') finish(corners);
      else if (key === 'Backspace') setCorners(corners.slice(0, -1));
      else if (key === 'Escape') clear();
      else return false;
      return true;
    },
  };
}
