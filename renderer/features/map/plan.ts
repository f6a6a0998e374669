import type { RiskLevel } from '../../../db/domain/risk/scale';
import type { Corner } from '../../../db/domain/map/outline';
import { whole } from '../../../db/domain/map/outline';
import type { Data } from '../../api';

export type Plan = Data<'map.plans'>[number];
export type Zone = Data<'map.zones'>[number];

/** What the pointer does: selects and moves, or draws. */
export type Tool = 'select' | 'rectangle' | 'polygon';

/** Colour of an area; grey while no risks are entered for it. */
export const colourOf = (level: RiskLevel | null): string => (level === null ? '#9aa5a2' : `var(--level-${level})`);

/** A corner in the units of the plan. */
export const inPlan = ([x, y]: Corner, { width, height }: Pick<Plan, 'width' | 'height'>): Corner => [
  Math.round((x / whole) * width * 10) / 10,
  Math.round((y / whole) * height * 10) / 10,
];

/** Where an area begins that is added without a pointer: a rectangle in the middle. */
export const middleArea: Corner[] = [
  [400_000, 400_000],
  [600_000, 400_000],
  [600_000, 600_000],
  [400_000, 600_000],
];
