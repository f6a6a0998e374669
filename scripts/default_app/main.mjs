// Stands in for Electron's own default_app.asar, which the fallback runtime lacks: makes `electron <app>` work.
// The top-level await matters: Electron holds back the event 'ready' until this module, and so the application's main, has run.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const place = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!place) {
  console.error('usage: electron <app folder or main file> [arguments]');
  process.exit(2);
}
await import(pathToFileURL(mainFile(path.resolve(place))).href);

/** The file to run, after the identity of the application has been taken from its package.json. */
function mainFile(start) {
  if (!statSync(start).isDirectory()) {
    app.setAppPath(path.dirname(start));
    return start;
  }
  const manifest = JSON.parse(readFileSync(path.join(start, 'package.json'), 'utf8'));
  app.name = manifest.productName ?? manifest.name;
  app.setVersion(manifest.version);
  app.setAppPath(start);
  return path.join(start, manifest.main);
}
