import { buildIfStale } from './build.mjs';

/** electron-builder packs what lies in out/: make sure that this is a build of the present sources. */
export default async function beforePack() {
  await buildIfStale({ log: console.log });
}
