import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';

export type Place = { kind: 'local' } | { kind: 'network' } | { kind: 'synchronised'; by: string };

const synchronisers: readonly [RegExp, string][] = [
  [/(^|[\\/])OneDrive[^\\/]*([\\/]|$)/i, 'OneDrive'],
  [/(^|[\\/])(WPS ?Cloud ?Files|WPS云盘|WPSDrive|KingsoftData)([\\/]|$)/i, 'WPS 云盘'],
  [/(^|[\\/])(Nutstore|坚果云|我的坚果云)([\\/]|$)/i, '坚果云'],
  [/(^|[\\/])(BaiduSyncdisk|百度网盘同步空间|BaiduNetdisk)([\\/]|$)/i, '百度网盘'],
  [/(^|[\\/])Dropbox([\\/]|$)/i, 'Dropbox'],
  [/(^|[\\/])(iCloudDrive|Mobile Documents)([\\/]|$)/i, 'iCloud'],
];
const networkTypes = new Set(['nfs', 'nfs4', 'cifs', 'smb3', 'smbfs', 'fuse.sshfs', 'fuse.gvfsd-fuse', 'davfs', 'fuse.davfs2', '9p', 'afs', 'ncpfs']);

/**
 * Where a folder lies. SQLite's locks do not hold on network shares, and a synchroniser copies the file while it is
 * being written: the one is refused, the other warned about.
 */
export function placeOf(folder: string): Place {
  const real = existingPart(folder);
  if (/^(\\\\|\/\/)[^?.\\/]/.test(real)) return { kind: 'network' };
  if (process.platform === 'linux' && networkTypes.has(fileSystemOf(real))) return { kind: 'network' };
  const found = synchronisers.find(([pattern]) => pattern.test(folder) || pattern.test(real));
  return found ? { kind: 'synchronised', by: found[1] } : { kind: 'local' };
}

/** The nearest existing folder, resolved: a mapped drive of Windows shows its \\server\share. */
function existingPart(folder: string): string {
  for (let part = path.resolve(folder); ; part = path.dirname(part)) {
    try {
      return realpathSync.native(part);
    } catch {
      if (path.dirname(part) === part) return folder;
    }
  }
}

function fileSystemOf(folder: string): string {
  try {
    const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n').map((line) => line.split(' '))
      .filter(([, point, type]) => point !== undefined && type !== undefined)
      .map(([, point, type]) => ({ point: point!.replaceAll('\\040', ' '), type: type! }))
      .filter(({ point }) => folder === point || folder.startsWith(point.endsWith('/') ? point : `${point}/`));
    return mounts.sort((a, b) => b.point.length - a.point.length)[0]?.type ?? '';
  } catch {
    return '';
  }
}
