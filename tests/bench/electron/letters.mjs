/*
 * Makes the letters of responsibility of everybody in a measured Electron and writes them, one file each and one of all, by the buttons
 * that a user presses; tells how long that took and how long the page drew nothing and the main process heard nothing meanwhile.
 */
import { dialog } from 'electron';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as rest } from 'node:timers/promises';
import { recorded } from './visit.mjs';

const inPage = (window, code) => window.webContents.mainFrame.executeJavaScript(code);

/** In the page: the longest time between two frames until it is asked for. */
function watchFrames() {
  let last = performance.now();
  window.benchGap = 0;
  window.benchFrames = 0;
  const step = () => {
    const now = performance.now();
    window.benchGap = Math.max(window.benchGap, now - last);
    window.benchFrames += 1;
    last = now;
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

/** In the page: asks for the letters as far as the last button. */
async function prepare() {
  const until = async (find) => {
    for (;;) {
      const found = find();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const button = (words) => () => [...document.querySelectorAll('button')].find((one) => one.textContent === words && !one.disabled);
  (await until(button('生成责任书'))).click();
  const label = await until(() => [...document.querySelectorAll('label')].find((one) => one.textContent.startsWith('甲方签发人')));
  const field = document.getElementById(label.htmlFor);
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, '欧阳建国');
  field.dispatchEvent(new Event('input', { bubbles: true }));
  window.benchUntil = until;
  window.benchButton = button;
  await until(button('生成'));
}

/** In the page: makes the letters, writes each, writes all in one. */
async function make() {
  const { benchUntil: until, benchButton: button } = window;
  button('生成')().click();
  await until(() => document.querySelector('[role="dialog"]') === null);
  for (const way of ['每人一份 Word', '合成一份供打印（Word）']) {
    (await until(button('打印'))).click();
    (await until(() => [...document.querySelectorAll('[role="menuitem"]')].find((one) => one.textContent === way))).click();
    await until(() => document.querySelector('button[data-loading]'));
    await until(() => document.querySelector('button[data-loading]') === null);
  }
}

/** @returns milliseconds in all, and what held up the page (by the clock between two frames) and the main process longest */
export async function measureLetters(window, folder) {
  dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
  // The application loads its other pages while the first one is read.
  await rest(5000);
  await inPage(window, `(${prepare})()`);
  await inPage(window, `(${watchFrames})()`);
  const loop = monitorEventLoopDelay({ resolution: 1 });
  const { given: took, longest } = await recorded(async () => {
    loop.enable();
    const from = performance.now();
    await inPage(window, `(${make})()`);
    loop.disable();
    return performance.now() - from;
  });
  const [gap, frames] = await inPage(window, '[window.benchGap, window.benchFrames]');
  return {
    took,
    frames,
    page: { clock: gap, processor: longest(window.webContents.getOSProcessId(), 'CrRendererMain') },
    main: { clock: loop.max / 1e6, processor: longest(process.pid, 'CrBrowserMain') },
  };
}
