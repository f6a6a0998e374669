import './node24.mjs';
import path from 'node:path';
import { buildIfStale } from './build.mjs';
import { runChild } from './child.mjs';

/** `npm run anze -- <arguments>`: the application's procedures from a terminal. Standard output belongs to the command alone. */
const program = path.join(import.meta.dirname, '../out/main/cli.js');
// A pdf needs Electron: the command asks this script for one only then (`node $ANZE_RUNTIME_SCRIPT --json`).
const env = { ...process.env, ANZE_RUNTIME_SCRIPT: path.join(import.meta.dirname, 'runtime.mjs') };
// npm runs scripts in the root of the package; relative paths in the arguments are meant from where npm was called.
const cwd = process.env.npm_lifecycle_event === 'anze' ? process.env.INIT_CWD : process.cwd();

try {
  await buildIfStale({ log: console.error });
  process.exitCode = await runChild(process.execPath, [program, ...process.argv.slice(2)], { cwd, env });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
