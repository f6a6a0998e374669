/*
 * Entry of a measured Electron: tells on stdout when each step of a start was reached, then runs the application named by
 * ANZE_BENCH_MAIN as if it had been started itself. Lines read `BENCH ["step", milliseconds since 1970]`.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, utilityProcess } from 'electron';

const {
  ANZE_BENCH_MAIN: main,
  ANZE_BENCH_ROOT: root,
  ANZE_BENCH_SELECTOR: selector = '',
  ANZE_BENCH_SCROLL: scroll,
  ANZE_BENCH_MAP: map,
  ANZE_BENCH_VISIT: visit,
  ANZE_BENCH_LETTERS: letters,
} = process.env;
const { ANZE_BENCH_PAGE: page = '/risk' } = process.env;
const now = () => performance.timeOrigin + performance.now();
const tell = (step, value = now()) => process.stdout.write(`BENCH ${JSON.stringify([step, value])}\n`);

tell('main');
if (root) {
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  app.name = name;
  app.setVersion(version);
  app.setAppPath(root);
}
void app.whenReady().then(() => tell('ready'));

const { fork } = utilityProcess;
utilityProcess.fork = (...args) => {
  const child = fork.apply(utilityProcess, args);
  tell('engineForked');
  child.once('spawn', () => tell('engineSpawned'));
  child.on('message', ({ type }) => {
    if (type === 'workspace') tell('engineOpened');
  });
  return child;
};

app.once('browser-window-created', (_event, window) => {
  tell('window');
  const { loadURL } = window;
  window.loadURL = (url, ...rest) => loadURL.call(window, `${url}#${page}`, ...rest);
  window.webContents.once('did-navigate', () => {
    tell('navigated');
    void window.webContents.mainFrame.executeJavaScript(`(${watch})(${JSON.stringify(selector)})`).then(async (seen) => {
      for (const [step, value] of Object.entries(seen)) tell(step, value);
      if (scroll) tell('scrolled', await window.webContents.mainFrame.executeJavaScript(`(${scrollAll})(${Number(scroll)})`));
      if (map) {
        const { measureMap } = await import('./map.mjs');
        tell('drawn', await measureMap(window, Number(map)));
      }
      if (visit) {
        const { measureVisit } = await import('./visit.mjs');
        tell('visited', await measureVisit(window, ...JSON.parse(visit)));
      }
      if (letters) {
        const { measureLetters } = await import('./letters.mjs');
        tell('written', await measureLetters(window, letters));
      }
      tell('done');
    });
  });
});

// Told to end as a user would end it, so that the next start finds a workspace that was closed.
process.stdin.once('data', () => app.quit());

/** In the page: waits for its first rows (for any paint where there is no list) and the paint after them. */
function watch(wanted) {
  const absolute = (time) => performance.timeOrigin + time;
  const paints = () =>
    Object.fromEntries(
      performance
        .getEntriesByType('paint')
        .map(({ name, startTime }) => [name === 'first-paint' ? 'firstPaint' : 'firstContent', absolute(startTime)]),
    );
  return new Promise((resolve) => {
    const look = () => {
      if (wanted === '' ? performance.getEntriesByType('paint').length === 0 : document.querySelector(wanted) === null)
        return requestAnimationFrame(look);
      const found = performance.now();
      const { port1, port2 } = new MessageChannel();
      // A message after a frame comes when that frame has been painted.
      port1.onmessage = () =>
        resolve({
          ...paints(),
          loaded: absolute(performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd),
          rowsInPage: absolute(found),
          rowsPainted: absolute(performance.now()),
        });
      requestAnimationFrame(() => port2.postMessage(null));
    };
    look();
  });
}

/** In the page: from top to bottom and back in steps of every kind for some seconds; tells the tasks that blocked it. */
function scrollAll(seconds) {
  const grid = document.querySelector('[role="grid"]');
  const scroller =
    [grid, ...grid.querySelectorAll('*')].find((element) => element.scrollHeight > element.clientHeight + 100) ?? grid.parentElement;
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  const until = performance.now() + seconds * 1000;
  let frames = 0;
  let direction = 1;
  return new Promise((resolve) => {
    const step = () => {
      frames += 1;
      // Mostly as a wheel scrolls, at times a page, at times a jump of the thumb to anywhere.
      const jump = frames % 120 === 0;
      scroller.scrollTop = jump
        ? (((frames * 7919) % 1000) / 1000) * scroller.scrollHeight
        : scroller.scrollTop + direction * (frames % 15 === 0 ? scroller.clientHeight : 120);
      if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1 || scroller.scrollTop === 0) direction = -direction;
      if (performance.now() < until) requestAnimationFrame(step);
      else
        setTimeout(() => resolve({ frames, longTasks: tasks.length, longest: Math.max(0, ...tasks), height: scroller.scrollHeight }), 500);
    };
    requestAnimationFrame(step);
  });
}

await import(pathToFileURL(main).href);
