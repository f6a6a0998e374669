/** Folder named after the enterprise inside a chosen one, so that the parts of a workspace never lie among other files. */
export function folderIn(chosen: string, name: string): string {
  const separator = chosen.includes('\\') ? '\\' : '/';
  const safe = name
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, '')
    .trim()
    .slice(0, 60);
  return `${chosen.replace(/[\\/]+$/, '')}${separator}${safe}`;
}
