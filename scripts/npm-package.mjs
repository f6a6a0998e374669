import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readChild } from './child.mjs';

/**
 * Fetches an npm package of exactly one version (`name@1.2.3`) into the empty `folder` and returns the folder of its files.
 * npm checks it against the registry; with `integrity` it is also checked against what we have seen.
 */
export async function fetchPackage(spec, folder, integrity) {
  await mkdir(folder);
  // A cache of its own: npm's would keep another copy, and build accounts may have no home folder for it.
  const cache = path.join(folder, 'npm-cache');
  await readChild('npm', ['pack', spec, '--pack-destination', folder, '--cache', cache, '--ignore-scripts'], { cwd: folder });
  const tarball = path.join(folder, (await readdir(folder)).find((file) => file.endsWith('.tgz')) ?? '');
  if (integrity) {
    const hash = createHash('sha512');
    await pipeline(createReadStream(tarball), hash);
    const actual = `sha512-${hash.digest('base64')}`;
    if (actual !== integrity) throw new Error(`${spec} 的校验值不符：得到 ${actual}`);
  }
  await readChild('tar', ['-xzf', tarball, '-C', folder]);
  return path.join(folder, 'package');
}
