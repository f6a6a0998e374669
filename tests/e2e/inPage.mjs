/*
 * What tests do inside the page: plain functions that Playwright carries over, each complete in itself.
 * JavaScript, because the tests are compiled for Node and know no document.
 */

/** Names of Node and Electron that the page can reach. */
export const reachableNames = () =>
  ['require', 'process', 'module', 'exports', 'Buffer', 'global', '__dirname', 'ipcRenderer', 'electron', 'setImmediate'].filter(
    (name) => name in window,
  );

export const bridge = () => ({
  keys: Object.keys(window.anze),
  type: typeof window.anze.pathOf,
  frozen: Object.isFrozen(window.anze),
});

export const policyHeaders = async () => Object.fromEntries((await fetch('app://anze/index.html')).headers);

/** Ways to run text as a script; returns those that worked. */
export const runnableTexts = async () => {
  // Only code that Playwright's own call is on the stack of may evaluate text.
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const attempts = {
    // oxlint-disable-next-line no-eval -- it is refused, that is the test
    eval: () => (0, eval)('1'),
    // oxlint-disable-next-line typescript/no-implied-eval -- as above
    function: () => new Function('return 1')(),
    inline: () => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.head.append(script);
      return window.inlineRan;
    },
    handler: () => {
      const div = document.createElement('div');
      div.setAttribute('onclick', 'window.handlerRan = true');
      document.body.append(div);
      div.click();
      div.remove();
      return window.handlerRan;
    },
  };
  return Object.keys(attempts).filter((name) => {
    try {
      return attempts[name]() !== undefined;
    } catch {
      return false;
    }
  });
};

/** Goes to an address by script and by link; returns where the page is then. */
export const tryToLeave = (url) => {
  location.href = url;
  const anchor = document.createElement('a');
  anchor.href = url;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  return location.href;
};

export const tryToOpen = (urls) => urls.map((url) => window.open(url) === null);

export const permissions = async () => {
  const state = async (name) => (await navigator.permissions.query({ name })).state;
  const outcome = (work) =>
    work.then(
      () => 'given',
      () => 'refused',
    );
  return {
    geolocation: await state('geolocation'),
    camera: await state('camera'),
    microphone: await state('microphone'),
    notifications: await state('notifications'),
    midi: await state('midi'),
    read: await outcome(navigator.clipboard.readText()),
    media: await outcome(navigator.mediaDevices.getUserMedia({ audio: true })),
    display: await outcome(navigator.mediaDevices.getDisplayMedia()),
    place: await outcome(new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))),
    notification: await Notification.requestPermission(),
  };
};

/** A frame of our own origin: what it has, what reaches it, and whether a port it sends is taken for main's. */
export const frameOfOurs = async () => {
  const frame = document.createElement('iframe');
  frame.srcdoc = '<!doctype html><title>inner</title>';
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  document.body.append(frame);
  await loaded;
  const inner = frame.contentWindow;
  const ports = [];
  inner.addEventListener('message', (event) => ports.push(JSON.stringify(event.data)));
  // What the preload of a top frame waits for.
  inner.document.dispatchEvent(new Event('DOMContentLoaded'));
  let forged = true;
  try {
    inner.Function('target', 'target.postMessage({ type: "anze:port" }, "*", [new MessageChannel().port2])')(window);
  } catch {
    forged = false;
  }
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const result = { bridge: typeof inner.anze, ports, forged };
  frame.remove();
  return result;
};

/** Text that a frame shows of an address; empty where it shows nothing or may not be looked into. */
export const shownInFrame = async (src) => {
  const frame = document.createElement('iframe');
  frame.src = src;
  const settled = new Promise((resolve) => {
    frame.addEventListener('load', resolve);
    document.addEventListener('securitypolicyviolation', resolve, { once: true });
  });
  document.body.append(frame);
  await settled;
  try {
    return frame.contentDocument?.body.textContent ?? '';
  } catch {
    return '';
  } finally {
    frame.remove();
  }
};

export const addFrame = (src) => {
  const frame = document.createElement('iframe');
  frame.src = src;
  document.body.append(frame);
  frame.remove();
};

/** Loads a font of papers the way a preview does. */
export const loadFont = async (name) => {
  await new FontFace(name, `url(app://font/${name})`).load();
  return 'loaded';
};

export const sizeOfPicture = (src) =>
  new Promise((resolve) => {
    const image = new Image();
    image.addEventListener('load', () => resolve([image.naturalWidth, image.naturalHeight]));
    image.addEventListener('error', () => resolve('refused'));
    image.src = src;
  });

/** Pastes a png as the clipboard of a screenshot gives it: a picture that is no file of the disk. */
export const pastePicture = (base64) => {
  const clipboardData = new DataTransfer();
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  clipboardData.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
  return document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
};

export const loadAsScript = (src) =>
  new Promise((resolve) => {
    const script = document.createElement('script');
    script.addEventListener('load', () => resolve('ran'));
    script.addEventListener('error', () => resolve('refused'));
    script.src = src;
    document.head.append(script);
  });

/** Whether the page has an element that shows other pages. */
export const knowsWebview = () => 'getURL' in document.createElement('webview');

/** Names that stand on the page's window for good, as the bridge puts them, and on no empty one's. */
export const ownNames = () => {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow));
  frame.remove();
  return Object.getOwnPropertyNames(window).filter(
    (name) => !usual.has(name) && !Object.getOwnPropertyDescriptor(window, name).configurable,
  );
};

/** All ways out of the page, to a host (with its port). */
export const reachOut = async (host) => {
  const outcome = (work) =>
    work.then(
      () => 'went out',
      () => 'refused',
    );
  const eventually = (target, good) =>
    new Promise((resolve, reject) => {
      target.addEventListener(good, resolve);
      target.addEventListener('error', reject);
    });
  const picture = new Image();
  picture.src = `http://${host}/x.png`;
  const image = outcome(eventually(picture, 'load'));
  let socket;
  try {
    socket = outcome(eventually(new WebSocket(`ws://${host}/`), 'open'));
  } catch {
    socket = Promise.resolve('refused');
  }
  return {
    fetch: await outcome(fetch(`http://${host}/`)),
    file: await outcome(fetch('file:///etc/passwd')),
    image: await image,
    socket: await socket,
    module: await outcome(import(`http://${host}/x.js`)),
  };
};

export const canRead = (url) =>
  fetch(url).then(
    () => 'read',
    () => 'refused',
  );

/** Notes from now on the longest time between two frames and the longest task of the page. */
export const watchFrames = () => {
  const watched = (window.watched = { gap: 0, task: 0 });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watched.task = Math.max(watched.task, Math.round(duration));
  }).observe({ type: 'longtask' });
  let before = performance.now();
  const frame = (now) => {
    watched.gap = Math.max(watched.gap, Math.round(now - before));
    before = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
};

export const watchedFrames = () => window.watched;
