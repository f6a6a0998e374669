/* Goes to a page of a measured Electron and tells what of its work held the page up longest until something is there to be seen. */
import { contentTracing } from 'electron';
import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as rest } from 'node:timers/promises';

const inPage = (window, code) => window.webContents.mainFrame.executeJavaScript(code);

/** In the page: goes to an address and waits until what is wanted has stood there for a second; tells the longest task by the clock. */
function visit(address, wanted) {
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ type: 'longtask' });
  location.hash = address;
  return new Promise((resolve) => {
    const look = () => {
      if (document.querySelector(wanted) === null) return setTimeout(look, 50);
      setTimeout(() => resolve(Math.max(0, ...tasks)), 1000);
    };
    look();
  });
}

/**
 * Does some work while all tasks are recorded. @returns what the work gave, and for a process and the name of its thread the longest task
 * in milliseconds on the processor, which other programs of the machine do not lengthen
 */
export async function recorded(work) {
  await contentTracing.startRecording({ included_categories: ['toplevel'], excluded_categories: ['*'] });
  const given = await work();
  const file = await contentTracing.stopRecording();
  const { traceEvents } = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  const longest = (process, thread) => {
    const main = traceEvents.find(({ name, pid, args }) => pid === process && name === 'thread_name' && args.name === thread);
    const tasks = traceEvents.filter(({ pid, tid, ph, tdur }) => pid === process && tid === main.tid && ph === 'X' && tdur !== undefined);
    return Math.max(0, ...tasks.map(({ tdur }) => tdur / 1000));
  };
  return { given, longest };
}

/** Longest task of the page in milliseconds: by the clock and on the processor. */
export async function measureVisit(window, address, wanted) {
  // The application loads its other pages while the first one is read.
  await rest(5000);
  const { given, longest } = await recorded(() => inPage(window, `(${visit})(${JSON.stringify(address)}, ${JSON.stringify(wanted)})`));
  return { clock: given, processor: longest(window.webContents.getOSProcessId(), 'CrRendererMain') };
}
