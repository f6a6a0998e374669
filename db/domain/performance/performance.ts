/** 履职记录: what a leader did. Inspections and meetings have tables of their own; the others are entered here until theirs exist. */
export const performanceKinds = ['inspection', 'meeting', 'drill', 'training', 'approval', 'shiftDuty', 'study', 'other'] as const;
export type PerformanceKind = (typeof performanceKinds)[number];
