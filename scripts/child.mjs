import { spawn } from 'node:child_process';

/**
 * Runs a program to its end and resolves to its exit code (128 when it was ended by a signal). The child sees all output of
 * `stdio`; an interrupt from the keyboard reaches it as well, so we only wait for it.
 */
export function runChild(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const ignore = () => {};
    const passOn = (signal) => child.kill(signal);
    process.on('SIGINT', ignore);
    process.on('SIGTERM', passOn);
    const settle = (end) => (value) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', passOn);
      end(value);
    };
    child.once('error', settle(reject));
    child.once(
      'exit',
      settle((code) => resolve(code ?? 128)),
    );
  });
}

/** Runs a program quietly and resolves to its standard output; when it fails, the error carries the end of its output. */
export function readChild(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let all = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
      all += chunk;
    });
    child.stderr.on('data', (chunk) => {
      all += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(out);
      else reject(new Error(`${command} ${args.join(' ')}：退出码 ${code}\n${all.slice(-20_000)}`));
    });
  });
}
