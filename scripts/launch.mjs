import { hasDisplay } from './system.mjs';

/** The environment for our Electron: with the binding it needs, without what makes Electron behave as plain Node. */
export function electronEnvironment(runtime) {
  const env = { ...process.env };
  for (const name of ['NODE_OPTIONS', 'NODE_PATH', 'ELECTRON_RUN_AS_NODE', 'BETTER_SQLITE3_BINDING']) delete env[name];
  if (runtime.nativeBinding) env.BETTER_SQLITE3_BINDING = runtime.nativeBinding;
  return env;
}

/** The command line that runs `program` on a display: on a virtual one where there is none. */
export function onDisplay(program, args) {
  return hasDisplay ? [program, args] : ['xvfb-run', ['-a', '-s', '-screen 0 1440x900x24', program, ...args]];
}
