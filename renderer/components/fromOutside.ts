import { useEffect, useRef, useState } from 'react';

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

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Files dropped anywhere on the window while the page is shown; folders are left out. True while something is held over it. */
export function useDroppedFiles(take: (paths: string[]) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  }, [take]);
  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      latest.current(droppedPaths(event.dataTransfer));
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
  return over;
}
