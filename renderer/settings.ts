import { useSyncExternalStore } from 'react';
import { chooseLanguage, languages, type Language } from './i18n';
import { textSizes, type ColourScheme, type TextSize } from './theme';

/** How the application looks; the same on every page. */
export interface Settings {
  scheme: ColourScheme;
  textSize: TextSize;
  highContrast: boolean;
  language: Language;
  navCollapsed: boolean;
  /** Navigation groups that stay open. */
  navOpen: readonly string[];
}

const initial: Settings = {
  scheme: 'auto',
  textSize: 'normal',
  highContrast: false,
  language: 'zh-CN',
  navCollapsed: false,
  navOpen: ['risk'],
};

const storageKey = 'anze.settings';

/** Known settings of an unknown value; anything that does not fit is left out. */
function readSettings(value: unknown): Partial<Settings> {
  if (typeof value !== 'object' || value === null) return {};
  const { scheme, textSize, highContrast, language, navCollapsed, navOpen } = value as Partial<Record<keyof Settings, unknown>>;
  return {
    ...(scheme === 'light' || scheme === 'dark' || scheme === 'auto' ? { scheme } : {}),
    ...(typeof textSize === 'string' && textSize in textSizes ? { textSize: textSize as TextSize } : {}),
    ...(typeof highContrast === 'boolean' ? { highContrast } : {}),
    ...(languages.includes(language as Language) ? { language: language as Language } : {}),
    ...(typeof navCollapsed === 'boolean' ? { navCollapsed } : {}),
    ...(Array.isArray(navOpen) ? { navOpen: navOpen.filter((id) => typeof id === 'string') } : {}),
  };
}

// Kept beside the page too, so that the first picture is already in the right colours.
function stored(): Partial<Settings> {
  try {
    return readSettings(JSON.parse(localStorage.getItem(storageKey) ?? 'null'));
  } catch {
    return {};
  }
}

let current: Settings = { ...initial, ...stored() };
const listeners = new Set<() => void>();
const darkSystem = window.matchMedia('(prefers-color-scheme: dark)');

export const schemeOf = ({ scheme }: Settings): 'light' | 'dark' => (scheme === 'auto' ? (darkSystem.matches ? 'dark' : 'light') : scheme);

/** Puts the settings onto the document; React follows by `useSettings`. */
export async function applySettings(): Promise<void> {
  const root = document.documentElement;
  root.style.fontSize = textSizes[current.textSize];
  root.dataset['contrast'] = current.highContrast ? 'high' : 'normal';
  root.setAttribute('data-mantine-color-scheme', schemeOf(current));
  if (current.language !== root.lang) await chooseLanguage(current.language);
}

function replace(next: Settings): void {
  current = next;
  localStorage.setItem(storageKey, JSON.stringify(next));
  void applySettings();
  for (const listener of listeners) listener();
}

darkSystem.addEventListener('change', () => replace({ ...current }));

let keepIn: ((settings: Settings) => void) | undefined;

/** From now on settings are kept with the workspace too; `value` is what it holds. */
export function joinWorkspace(value: unknown, keep: (settings: Settings) => void): void {
  keepIn = keep;
  replace({ ...current, ...readSettings(value) });
}

export function changeSettings(patch: Partial<Settings>): void {
  replace({ ...current, ...patch });
  keepIn?.(current);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

export const useSettings = (): Settings => useSyncExternalStore(subscribe, () => current);
