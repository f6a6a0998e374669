import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FontUrls } from './filing/render/html';

/** Bundled TrueType fonts by the name that a paper asks for (`app://font/<name>`). An OTF would end as Type 3 in a pdf. */
const files = {
  serif: 'NotoSerifSC_400Regular.ttf',
  serifBold: 'NotoSerifSC_700Bold.ttf',
  sans: 'NotoSansSC_500Medium.ttf',
} as const;

/** File of a font: beside the resources when packaged, among what the build made while developing. */
export function fontFile(root: string, name: string): string | undefined {
  if (!Object.hasOwn(files, name)) return undefined;
  const file = files[name as keyof typeof files];
  const packed = path.join(root, 'resources/fonts', file);
  return existsSync(packed) ? packed : path.join(root, 'out/fonts', file);
}

/** Addresses under which previews and prints of papers get them. */
export const fontUrls: FontUrls = { serif: 'app://font/serif', serifBold: 'app://font/serifBold', sans: 'app://font/sans' };
