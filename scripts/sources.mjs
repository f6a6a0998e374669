import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';

const root = path.join(import.meta.dirname, '..');

/** The TypeScript files of the given folders, as paths from the root with forward slashes. */
export function sourceFiles(...folders) {
  return folders
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true }).map((file) => path.posix.join(folder, file.replaceAll('\\', '/'))),
    )
    .filter((file) => /\.tsx?$/.test(file))
    .sort();
}

/** Parses a file; throws where it is not valid TypeScript. */
export function parseFile(file) {
  const { program, module, errors } = parseSync(file, readFileSync(path.join(root, file), 'utf8'));
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  return { program, module };
}

/** Calls `look` with every node of a syntax tree. */
export function visit(node, look) {
  if (node === null || typeof node !== 'object') return;
  if (Array.isArray(node)) {
    for (const child of node) visit(child, look);
    return;
  }
  if (typeof node.type === 'string') look(node);
  for (const child of Object.values(node)) visit(child, look);
}
