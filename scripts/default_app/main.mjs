// Stands in for Electron's own default_app.asar, which the fallback runtime lacks: makes `electron <app folder>` work.
// The top-level await matters: Electron holds back the event 'ready' until this module, and so the application's main, has run.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!folder) {
  console.error('usage: electron <app folder> [arguments]');
  process.exit(2);
}
const root = path.resolve(folder);
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
app.name = manifest.productName ?? manifest.name;
app.setVersion(manifest.version);
app.setAppPath(root);
await import(pathToFileURL(path.join(root, manifest.main)).href);
