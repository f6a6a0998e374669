/** The same procedures from a terminal (no window). */
import { runTerminal } from './terminal/terminal';

// `anze list risk | head` closes the pipe before everything is written.
process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  if (cause.code !== 'EPIPE') throw cause;
});

if (Number(process.versions.napi) < 10) {
  console.error(`这里的 Node.js 是 ${process.version}，太旧。请用 npm run anze 运行，它带着合用的版本`);
  process.exitCode = 3;
} else process.exitCode = await runTerminal(process.argv.slice(2));
