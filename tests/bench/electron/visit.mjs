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

/** Longest task of the page in milliseconds: by the clock and on the processor, which other programs of the machine do not lengthen. */
export async function measureVisit(window, address, wanted) {
  // The application loads its other pages while the first one is read.
  await rest(5000);
  await contentTracing.startRecording({ included_categories: ['toplevel'], excluded_categories: ['*'] });
  const clock = await inPage(window, `(${visit})(${JSON.stringify(address)}, ${JSON.stringify(wanted)})`);
  const file = await contentTracing.stopRecording();
  const { traceEvents } = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  const page = window.webContents.getOSProcessId();
  const main = traceEvents.find(({ name, pid, args }) => pid === page && name === 'thread_name' && args.name === 'CrRendererMain');
  const tasks = traceEvents.filter(({ pid, tid, ph, tdur }) => pid === page && tid === main.tid && ph === 'X' && tdur !== undefined);
  return { clock, processor: Math.max(0, ...tasks.map(({ tdur }) => tdur / 1000)) };
}
