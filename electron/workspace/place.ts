import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';

export type Place = { kind: 'local' } | { kind: 'network' } | { kind: 'synchronised'; by: string };

/** What is asked of the machine; tests answer for others. */
export interface PlaceMachine {
  platform: NodeJS.Platform;
  /** The real path of something that exists. @throws when it does not */
  realpath(file: string): string;
  /** Text of /proc/self/mounts; only asked for on Linux. */
  mounts(): string;
}

const synchronisers: readonly [RegExp, string][] = [
  [/(^|[\\/])OneDrive[^\\/]*([\\/]|$)/i, 'OneDrive'],
  [/(^|[\\/])(WPS ?Cloud ?Files|WPS云盘|WPSDrive|KingsoftData)([\\/]|$)/i, 'WPS 云盘'],
  [/(^|[\\/])(Nutstore|坚果云|我的坚果云)([\\/]|$)/i, '坚果云'],
  [/(^|[\\/])(BaiduSyncdisk|百度网盘同步空间|BaiduNetdisk)([\\/]|$)/i, '百度网盘'],
  [/(^|[\\/])Dropbox([\\/]|$)/i, 'Dropbox'],
  [/(^|[\\/])(iCloudDrive|Mobile Documents)([\\/]|$)/i, 'iCloud'],
];
const networkTypes = new Set([
  'nfs',
  'nfs4',
  'cifs',
  'smb3',
  'smbfs',
  'davfs',
  '9p',
  'afs',
  'ncpfs',
  'ceph',
  'glusterfs',
  'lustre',
  'vboxsf',
  ...['sshfs', 'gvfsd-fuse', 'davfs2', 'rclone', 's3fs', 'glusterfs', 'vmhgfs-fuse'].map((name) => `fuse.${name}`),
]);

const thisMachine: PlaceMachine = {
  platform: process.platform,
  realpath: (file) => realpathSync.native(file),
  mounts: () => readFileSync('/proc/self/mounts', 'utf8'),
};

/**
 * Where a folder lies. SQLite's locks do not hold on network shares, and a synchroniser copies the file while it is
 * being written: the one is refused, the other warned about.
 */
export function placeOf(folder: string, machine: PlaceMachine = thisMachine): Place {
  const real = existingPart(folder, machine);
  if (/^(\\\\|\/\/)([^?.\\/]|\?\\UNC\\)/i.test(real)) return { kind: 'network' };
  if (machine.platform === 'linux' && networkTypes.has(fileSystemOf(real, machine))) return { kind: 'network' };
  const found = synchronisers.find(([pattern]) => pattern.test(folder) || pattern.test(real));
  return found ? { kind: 'synchronised', by: found[1] } : { kind: 'local' };
}

/** The nearest existing folder, resolved: a mapped drive of Windows shows its \\server\share. */
function existingPart(folder: string, { platform, realpath }: PlaceMachine): string {
  const { resolve, dirname } = platform === 'win32' ? path.win32 : path.posix;
  for (let part = resolve(folder); ; part = dirname(part)) {
    try {
      return realpath(part);
    } catch {
      if (dirname(part) === part) return folder;
    }
  }
}

function fileSystemOf(folder: string, { mounts }: PlaceMachine): string {
  try {
    const points = mounts()
      .split('\n')
      .map((line) => line.split(' '))
      .filter(([, point, type]) => point !== undefined && type !== undefined)
      .map(([, point, type]) => ({ point: unescaped(point!), type: type! }))
      .filter(({ point }) => folder === point || folder.startsWith(point.endsWith('/') ? point : `${point}/`));
    // Of two mounts on one point the later covers the earlier.
    return points.reduce((best, next) => (next.point.length >= best.point.length ? next : best), { point: '', type: '' }).type;
  } catch {
    return '';
  }
}

/** Blanks and backslashes of a mount point are written in octal. */
const unescaped = (point: string): string =>
  point.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));
