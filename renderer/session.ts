import { useEffect } from 'react';
import { call, useApi, type Data } from './api';
import { keepDrafts } from './components/form/useDraft';
import { listen } from './port';

export type SessionState = Data<'session.state'>;

export const sessionSubjects = ['account', 'accountDepartment', 'recovery', 'enterprise'];

/** Who is signed in here; undefined until it is known, and while no workspace is open. */
export const useSession = (): SessionState | undefined => useApi('session.state', {}, { subjects: sessionSubjects }).data;

/** Asks for the password again; what is typed is kept first: a field may give it to its form only when it is left, in the next turn. */
export async function lock(): Promise<void> {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await new Promise((resolve) => setTimeout(resolve, 0));
  keepDrafts();
  await call('session.lock', {});
}

/** Locks with the system: when its screen is locked and when it goes to sleep. */
export function useSystemLock(): void {
  useEffect(() => listen({ locking: () => void lock() }), []);
}

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Locks after so many minutes in which nobody has touched anything; 0 for never. */
export function useIdleLock(minutes: number): void {
  useEffect(() => {
    if (minutes === 0) return;
    let last = Date.now();
    const touched = () => (last = Date.now());
    for (const sign of signs) window.addEventListener(sign, touched, { passive: true });
    // Looked at again and again: a timer sleeps with the machine.
    const timer = setInterval(() => {
      if (Date.now() - last >= minutes * 60_000) void lock();
    }, 5000);
    return () => {
      for (const sign of signs) window.removeEventListener(sign, touched);
      clearInterval(timer);
    };
  }, [minutes]);
}
