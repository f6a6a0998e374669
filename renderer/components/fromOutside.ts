declare global {
  interface Window {
    /** Given by the preload: where a dropped or pasted file lies; empty for a picture that is no file. */
    anze: { pathOf(file: File): string };
  }
}

/** Where dropped files lie; folders are left out. */
export function droppedPaths(data: DataTransfer | null): string[] {
  const files = [...(data?.items ?? [])].map((item) => (item.webkitGetAsEntry()?.isDirectory ? null : item.getAsFile()));
  return files.flatMap((file) => (file ? [window.anze.pathOf(file)] : [])).filter((path) => path !== '');
}

/** True where what is pasted belongs into a field. */
export const isTypedInto = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable=true]') !== null;
