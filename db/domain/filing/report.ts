/** Chapters of the 年度安全生产工作报告 (F36) in their order. */
export const reportChapters = [
  'goals',
  'responsibility',
  'risk',
  'hazard',
  'committee',
  'training',
  'investment',
  'emergency',
  'accident',
  'plan',
] as const;
export type ReportChapter = (typeof reportChapters)[number];

/** Chapters about which no register knows anything: they say what a person writes, and nothing else. */
export const writtenChapters = ['training', 'investment', 'emergency', 'accident', 'plan'] as const satisfies readonly ReportChapter[];
export type DraftedChapter = Exclude<ReportChapter, (typeof writtenChapters)[number]>;
