import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FontUrls } from './filing/render/html';

/** Bundled TrueType fonts by the name that the page asks for (`app://font/<name>`). An OTF would end as Type 3 in a pdf. */
const files = {
  serif: ['NotoSerifSC_400Regular.ttf', 'noto-serif-sc/400Regular'],
  serifBold: ['NotoSerifSC_700Bold.ttf', 'noto-serif-sc/700Bold'],
  sans: ['NotoSansSC_500Medium.ttf', 'noto-sans-sc/500Medium'],
} as const;

/** File of a font: beside the resources when packaged, in its npm package while developing. */
export function fontFile(root: string, name: string): string | undefined {
  const entry = Object.hasOwn(files, name) ? files[name as keyof typeof files] : undefined;
  if (!entry) return undefined;
  const packed = path.join(root, 'resources/fonts', entry[0]);
  return existsSync(packed) ? packed : path.join(root, 'node_modules/@expo-google-fonts', entry[1], entry[0]);
}

export const fontFileUrls = (root: string): FontUrls =>
  Object.fromEntries(Object.keys(files).map((name) => [name, pathToFileURL(fontFile(root, name)!).toString()])) as unknown as FontUrls;

/** Addresses under which the page itself gets them, for the preview. */
export const previewFontUrls: FontUrls = { serif: 'app://font/serif', serifBold: 'app://font/serifBold', sans: 'app://font/sans' };
