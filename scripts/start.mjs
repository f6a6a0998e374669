import './node24.mjs';
import path from 'node:path';
import { buildIfStale, forgetBuild } from './build.mjs';
import { runChild } from './child.mjs';
import { makeFonts } from './fonts.mjs';
import { electronEnvironment, onDisplay } from './launch.mjs';
import { resolveRuntime } from './runtime.mjs';
import { ensureSystem, hasDisplay } from './system.mjs';

const root = path.join(import.meta.dirname, '..');
const log = (message) => console.log(message);

/** `npm start -- [arguments for the application]`; with --dev the page and the processes are rebuilt on every change. */
async function start(args) {
  const development = args.includes('--dev');
  const applicationArgs = args.filter((argument) => argument !== '--dev');
  await ensureSystem(hasDisplay ? ['electron'] : ['electron', 'display'], log);
  if (!hasDisplay) log('没有显示器：应用在虚拟显示器（Xvfb）上运行，看不到窗口。');
  const runtime = await resolveRuntime({ log });
  const env = electronEnvironment(runtime);

  if (development) {
    // The development server writes its own build into out/, which must not pass for a finished one later.
    forgetBuild();
    makeFonts();
    const electronVite = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js');
    Object.assign(env, { ELECTRON_EXEC_PATH: runtime.executable }, runtime.args.includes('--no-sandbox') && { NO_SANDBOX: '1' });
    return runChild(...onDisplay(process.execPath, [electronVite, 'dev', '--', ...applicationArgs]), { cwd: root, env });
  }
  await buildIfStale({ log });
  // A machine without a display mostly has no session bus and no GPU either, and Chromium complains about each.
  const quiet = hasDisplay ? [] : ['--log-level=3'];
  return runChild(...onDisplay(runtime.executable, [...runtime.args, ...quiet, root, ...applicationArgs]), { cwd: workingFolder(), env });
}

/** npm runs scripts in the root of the package; relative paths in the arguments are meant from where npm was called. */
function workingFolder() {
  return process.env.npm_lifecycle_event === 'start' ? process.env.INIT_CWD : process.cwd();
}

try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
