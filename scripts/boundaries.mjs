import path from 'node:path';
import { parseFile, sourceFiles, visit } from './sources.mjs';

const interfacePackages = ['react', 'react-dom', 'react-i18next', 'wouter', 'recharts', '@mantine', '@tabler', '@tanstack'];
const machinePackages = ['electron', 'node:', 'better-sqlite3', 'drizzle-orm', 'electron-log', 'hucre', 'docx', 'yazl', 'yauzl'];
const api = ['db', 'electron/api', 'electron/filing', 'electron/form', 'electron/intake', 'electron/workspace', 'electron/fonts'];

/** What the page offers to its features: the contract, files of records, preferences, place, settings, words. */
const pageServices = [
  'alike',
  'api',
  'choices',
  'asImported',
  'attachments',
  'Evidence',
  'history',
  'ownerPath',
  'trace',
  'FileViewer',
  'i18n',
  'manyCommand',
  'notice',
  'people',
  'picture',
  'place',
  'preference',
  'session',
  'reveal',
  'settings',
  'shortcuts',
  'theme',
  'thumbnail',
].map((name) => `renderer/${name}`);

/**
 * Who may import whom. The first layer whose `files` match a file applies: of our own files it may import those in `mayImport`
 * (or only their types: `mayImportTypesOf`), of packages all but `notPackages` or none but `onlyPackages`.
 */
const layers = [
  { name: 'db/domain', files: /^db\/domain\//, mayImport: ['db/domain'], onlyPackages: ['zod'] },
  { name: 'db', files: /^db\//, mayImport: ['db'], notPackages: ['electron', ...interfacePackages] },
  { name: 'electron/preload.ts', files: /^electron\/preload\.ts$/, mayImport: [], mayImportTypesOf: api, onlyPackages: ['electron'] },
  {
    name: 'electron/{main,engine,engineProcess,guard,port,printer,scheme,shell,window}.ts',
    files: /^electron\/(main|engine|engineProcess|guard|port|printer|scheme|shell|window)\.ts$/,
    mayImport: ['db', 'electron'],
    notPackages: interfacePackages,
  },
  {
    name: 'electron/terminal',
    files: /^electron\/terminal\//,
    mayImport: [...api, 'electron/terminal'],
    mayImportTypesOf: ['electron/printer'],
    notPackages: ['electron', ...interfacePackages],
  },
  // What the application can do also runs in plain Node: in the terminal and in worker threads.
  {
    name: 'electron/{api,filing,form,intake,workspace}',
    files: /^electron\/[^/]+\//,
    mayImport: api,
    notPackages: ['electron', ...interfacePackages],
  },
  { name: 'electron', files: /^electron\//, mayImport: ['db', 'electron'], notPackages: ['electron', ...interfacePackages] },
  {
    name: 'renderer/components',
    files: /^renderer\/components\//,
    mayImport: ['renderer/components', 'renderer/i18n', 'renderer/theme', 'db/domain'],
    notPackages: machinePackages,
  },
  {
    name: 'renderer/features/$1',
    files: /^renderer\/features\/([^/]+)\//,
    mayImport: ['renderer/features/$1', 'renderer/components', 'db/domain', ...pageServices],
    mayImportTypesOf: ['electron/api', 'resources/locales'],
    notPackages: machinePackages,
  },
  {
    name: 'renderer',
    files: /^renderer\//,
    mayImport: ['renderer', 'db/domain', 'resources/locales'],
    mayImportTypesOf: ['electron/api'],
    notPackages: machinePackages,
  },
];

/** Messages for all imports that cross a boundary of the architecture. */
export function boundaryComplaints() {
  return sourceFiles('db', 'electron', 'renderer').flatMap((file) => {
    const layer = layers.find(({ files }) => files.test(file));
    const subject = layer.files.exec(file)[1] ?? '';
    const places = (names = []) => names.map((name) => name.replace('$1', subject));
    const imports = importsOf(file);
    const forbidden = imports.filter(({ specifier, isType }) => {
      if (!specifier.startsWith('.')) return !packageAllowed(specifier, layer);
      const target = path.posix.join(path.posix.dirname(file), specifier);
      return !isIn(target, places(layer.mayImport)) && !(isType && isIn(target, places(layer.mayImportTypesOf)));
    });
    const complaints = forbidden.map(({ specifier }) => `${file}: ${layer.name.replace('$1', subject)} may not import ${specifier}`);
    const channels = imports.filter(
      ({ specifier, names }) => specifier === 'electron' && names.some((name) => ['ipcMain', 'MessageChannelMain'].includes(name)),
    );
    if (channels.length > 0 && file !== 'electron/port.ts')
      complaints.push(`${file}: only electron/port.ts may use ipcMain and MessageChannelMain`);
    return complaints;
  });
}

function packageAllowed(specifier, { onlyPackages, notPackages = [] }) {
  const matches = (name) => specifier === name || specifier.startsWith(`${name}/`) || (name === 'node:' && specifier.startsWith(name));
  return onlyPackages ? onlyPackages.some(matches) : !notPackages.some(matches);
}

function isIn(target, places) {
  return places.some((place) => target === place || target.startsWith(`${place}/`) || target.startsWith(`${place}.`));
}

function importsOf(file) {
  const { program, module } = parseFile(file);
  const fromStatements = [...module.staticImports, ...module.staticExports].flatMap((statement) => {
    const requests = statement.moduleRequest ? [statement] : statement.entries.filter((entry) => entry.moduleRequest);
    return requests.map((request) => {
      const entries = request.entries ?? [request];
      return {
        specifier: request.moduleRequest.value,
        isType: entries.length > 0 && entries.every((entry) => entry.isType),
        names: entries.map((entry) => entry.importName.name),
      };
    });
  });
  const fromExpressions = [];
  visit(program, (node) => {
    if (node.type === 'ImportExpression' && node.source.type === 'Literal')
      fromExpressions.push({ specifier: node.source.value, isType: false, names: [] });
    if (node.type === 'TSImportType') fromExpressions.push({ specifier: (node.source ?? node.argument).value, isType: true, names: [] });
  });
  return [...fromStatements, ...fromExpressions];
}
