type Progress = (done: number | undefined, key: string) => void;

/** Milliseconds between two reports of one step. */
export const pace = 150;

/** Tells a step when it begins and then a few times a second how far it is: whoever looks on draws a page for every report. */
export function paced(progress: Progress): Progress {
  let told = 0;
  let step: string | undefined;
  return (done, key) => {
    const now = performance.now();
    if (key === step && now - told < pace) return;
    told = now;
    step = key;
    progress(done, key);
  };
}
