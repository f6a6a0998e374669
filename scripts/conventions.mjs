import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parseFile, sourceFiles, visit } from './sources.mjs';

const root = path.join(import.meta.dirname, '..');
const emptyNames = ['utils', 'util', 'helpers', 'helper', 'common', 'shared', 'misc', 'types', 'manager', 'service'];

/** Names that say nothing about what is inside: every file and folder is named by its subject. */
export function nameComplaints() {
  return ['db', 'electron', 'renderer', 'resources', 'scripts', 'tests']
    .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true }).map((entry) => path.join(folder, entry)))
    .filter((entry) => emptyNames.includes(path.basename(entry).split('.')[0].toLowerCase()))
    .map((entry) => `${entry}: name it by what it holds`);
}

/** Every visible word is a key of the locales: components contain no Chinese text. */
export function literalComplaints() {
  return sourceFiles('renderer')
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) => {
      const texts = [];
      visit(parseFile(file).program, (node) => {
        const text = { Literal: node.value, JSXText: node.value, TemplateElement: node.value?.raw }[node.type];
        if (typeof text === 'string' && /\p{Script=Han}/u.test(text)) texts.push(text.trim());
      });
      return texts.map((text) => `${file}: Chinese literal “${text}” belongs into resources/locales`);
    });
}
