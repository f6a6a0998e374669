import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { benchCommand } from './command';
import { benchList } from './list';
import type { Measured } from './measure';

const parts: Readonly<Record<string, (machine: { root: string; cache: string }, rows: number) => Promise<Measured[]>>> = {
  list: benchList,
  command: benchCommand,
};

/** `main.js <root> <part> <rows>`: measures one part and writes out/bench/<part>.json. */
const [root = '.', part = 'list', rows = '100000'] = process.argv.slice(2);
const folder = path.join(root, 'out/bench');
mkdirSync(folder, { recursive: true });
const measured = await parts[part]!({ root, cache: path.join(folder, 'cache') }, Number(rows));
writeFileSync(path.join(folder, `${part}.json`), `${JSON.stringify({ part, rows: Number(rows), measured }, null, 2)}\n`);
