/** What an archive is for: `whole` to keep, `taken` to work on elsewhere, `investigation` to be read only. */
export const archiveKinds = ['whole', 'taken', 'investigation'] as const;
export type ArchiveKind = (typeof archiveKinds)[number];
