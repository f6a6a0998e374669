/*
 * Moves about on the floor plan of a measured Electron as a user does, with real input, and counts the frames that the page draws
 * meanwhile; then does the same to a bare drawing of the same areas in a window of its own.
 */
import { BrowserWindow } from 'electron';
import { setTimeout as rest } from 'node:timers/promises';

/** In the page: when each frame was drawn until it is asked for them. */
function countFrames() {
  const frames = [];
  const step = (time) => {
    frames.push(time);
    if (!window.benchEnded) requestAnimationFrame(step);
  };
  window.benchEnded = false;
  window.benchFrames = frames;
  requestAnimationFrame(step);
}
const inPage = (window, code) => window.webContents.mainFrame.executeJavaScript(code);

async function counted(window, work, seconds) {
  await inPage(window, `(${countFrames})()`);
  const until = performance.now() + seconds * 1000;
  for (let turn = 0; performance.now() < until; turn += 1) {
    await work(turn);
    await rest(8);
  }
  const times = await inPage(window, 'window.benchEnded = true, window.benchFrames');
  const gaps = times
    .slice(1)
    .map((time, index) => time - times[index])
    .sort((a, b) => a - b);
  return { frames: gaps.length, mean: gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length, slow: gaps[Math.floor(gaps.length * 0.95)] };
}

/** Pans, zooms and drags for some seconds each. `zoom` makes the plan larger (1) or smaller (-1); `at` finds a point of the first area. */
async function moved(window, { zoom, scroller, at }, seconds) {
  await zoom(1);
  await zoom(1);
  const pan = await counted(window, (turn) => inPage(window, `${scroller}.scrollTo(${(turn * 17) % 400}, ${(turn * 11) % 300})`), seconds);
  await inPage(window, `${scroller}.scrollTo(0, 0)`);
  const zoomed = await counted(window, (turn) => zoom(turn % 8 < 4 ? 1 : -1), seconds);
  const { x, y } = await inPage(window, at);
  const send = (type, dx = 0, dy = 0) =>
    window.webContents.sendInputEvent({ type, x: Math.round(x + dx), y: Math.round(y + dy), button: 'left', clickCount: 1 });
  send('mouseMove');
  send('mouseDown');
  const drag = await counted(window, (turn) => send('mouseMove', 60 * Math.sin(turn / 9), 40 * Math.sin(turn / 7)), seconds);
  send('mouseUp');
  return { pan, zoom: zoomed, drag };
}

const middleOf = (element) => `(() => {
  const { x, y, width, height } = ${element}.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
})()`;

/** @returns frames of the application's plan and of the bare drawing */
export async function measureMap(window, seconds) {
  const svg = `document.querySelector('svg[role="application"]')`;
  const button = (label) => `document.querySelector('button[aria-label="${label}"]').click()`;
  const drawing = await inPage(
    window,
    `(() => {
      const svg = ${svg};
      const { width, height } = svg.getBoundingClientRect();
      const scroller = svg.parentElement.parentElement.getBoundingClientRect();
      const shapes = [...svg.querySelectorAll('polygon')].map((shape) => {
        const text = shape.nextElementSibling;
        const words = text.firstChild.textContent;
        const fill = getComputedStyle(shape).fill;
        return '<g><polygon points="' + shape.getAttribute('points') + '" fill="' + fill + '" fill-opacity="0.55" stroke="#222"/>' +
          '<text text-anchor="middle" x="' + text.getAttribute('x') + '" y="' + text.getAttribute('y') + '" font-size="' + text.getAttribute('font-size') + '">' + words + '</text></g>';
      });
      return { shapes: shapes.join(''), viewBox: svg.getAttribute('viewBox'), width, height, room: { width: scroller.width, height: scroller.height } };
    })()`,
  );
  const ours = await moved(
    window,
    {
      zoom: (way) => inPage(window, button(way === 1 ? '放大' : '缩小')),
      scroller: `${svg}.parentElement.parentElement`,
      at: middleOf(`${svg}.querySelector('[data-zone]')`),
    },
    seconds,
  );
  const [wide, high] = window.getContentSize();
  const bare = new BrowserWindow({ width: wide, height: high, useContentSize: true });
  const { shapes, viewBox, width, height, room } = drawing;
  const html = `<!doctype html><meta charset="utf-8"><body style="margin:0"><div id="place" style="width:${room.width}px;height:${room.height}px;overflow:auto">
<svg viewBox="${viewBox}" preserveAspectRatio="none" style="display:block;width:${width}px;height:${height}px">${shapes}</svg></div>
<script>
let size = 1;
const svg = document.querySelector('svg');
window.zoom = (way) => { size = Math.max(.5, Math.min(8, way === 1 ? size * 1.25 : size / 1.25)); svg.style.width = ${width} * size + 'px'; svg.style.height = ${height} * size + 'px'; };
const first = svg.querySelector('polygon');
const corners = first.getAttribute('points').split(' ').map((corner) => corner.split(',').map(Number));
let from = null;
first.onpointerdown = (event) => { from = event; };
svg.onpointermove = (event) => {
  if (from === null) return;
  const box = svg.getBoundingClientRect();
  const scale = svg.viewBox.baseVal.width / box.width;
  first.setAttribute('points', corners.map(([x, y]) => (x + (event.clientX - from.clientX) * scale) + ',' + (y + (event.clientY - from.clientY) * scale)).join(' '));
};
</script>`;
  await bare.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(html)}`);
  bare.focus();
  const reference = await moved(
    bare,
    {
      zoom: (way) => inPage(bare, `window.zoom(${way})`),
      scroller: `document.querySelector('#place')`,
      at: middleOf(`document.querySelector('polygon')`),
    },
    seconds,
  );
  bare.destroy();
  return { ours, reference };
}
