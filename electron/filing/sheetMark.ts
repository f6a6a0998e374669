import { hash } from 'node:crypto';

const widthOfMark = 4;

/** Short mark of a text that was handed out. */
export const shortMark = (text: string): string => hash('sha256', text, 'base64url').slice(0, widthOfMark);

/** Marks by part, as they stand one behind the other; null for a text that is none. */
export function readMarks<Part extends string>(text: string, parts: readonly Part[]): Record<Part, string> | null {
  if (text.length !== parts.length * widthOfMark || !/^[\w-]+$/.test(text)) return null;
  return Object.fromEntries(parts.map((part, at) => [part, text.slice(at * widthOfMark, (at + 1) * widthOfMark)])) as Record<Part, string>;
}
