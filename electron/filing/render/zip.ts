import { ZipFile } from 'yazl';

export interface ZipEntry {
  path: string;
  bytes: Uint8Array;
}

/**
 * A zip with UTF-8 names (the flag is set, so that Windows 8 and later show Chinese names right).
 * @param time modification time of every entry, an instant in milliseconds UTC
 */
export function zip(entries: readonly ZipEntry[], time: number): Promise<Uint8Array> {
  const file = new ZipFile();
  for (const { path, bytes } of entries) {
    file.addBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), path, {
      mtime: new Date(time),
      mode: 0o100644,
      compress: !isPacked(path),
    });
  }
  file.end();
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    file.outputStream
      .on('data', (part: Buffer) => parts.push(part))
      .on('error', reject)
      .on('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
    file.on('error', reject);
  });
}

/** Files that compress themselves. */
const isPacked = (path: string): boolean => /\.(xlsx|docx|zip|jpe?g|png)$/i.test(path);
