import type { ReactNode } from 'react';

const idOf = (field: string): string => `profile-${field}`;

/** Marks where a field stands, so that the list of what is missing can lead to it. */
export const Place = ({ field, children }: { field: string; children: ReactNode }) => <div id={idOf(field)}>{children}</div>;

/** Brings a field into sight and puts the cursor into it. */
export function goToField(field: string): void {
  const place = document.getElementById(idOf(field));
  place?.scrollIntoView({ block: 'center' });
  place?.querySelector<HTMLElement>('input, select, textarea')?.focus({ preventScroll: true });
}
