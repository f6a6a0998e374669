/** How often a job is done (handbook 3.2.1). */
export const activityFrequencies = ['often', 'atTimes', 'regularly'] as const;
/** Kinds of equipment (handbook 3.2.1). */
export const equipmentCategories = [
  'furnace',
  'tower',
  'reactor',
  'vessel',
  'exchanger',
  'general',
  'power',
  'chemical',
  'lifting',
  'other',
] as const;
