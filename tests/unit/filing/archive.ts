import { buffer } from 'node:stream/consumers';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

/** Entries of a zip by name, read by an independent library; `flags` are the general purpose bits. */
export async function unzip(bytes: Uint8Array): Promise<Map<string, { text: string; bytes: Buffer; flags: number }>> {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, file) => (error ? reject(error) : resolve(file))),
  );
  const found = new Map<string, { text: string; bytes: Buffer; flags: number }>();
  return new Promise((resolve, reject) => {
    zip.on('error', reject).on('end', () => resolve(found));
    zip.on('entry', (entry: Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        void buffer(stream).then((content) => {
          found.set(entry.fileName, { text: content.toString('utf8'), bytes: content, flags: entry.generalPurposeBitFlag });
          zip.readEntry();
        }, reject);
      });
    });
    zip.readEntry();
  });
}

/** Entries of a zip in their order, names as the bytes that stand there. */
export async function unzipRaw(bytes: Uint8Array): Promise<{ name: Buffer; content: Buffer; flags: number }[]> {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(Buffer.from(bytes), { lazyEntries: true, decodeStrings: false }, (error, file) => (error ? reject(error) : resolve(file))),
  );
  const found: { name: Buffer; content: Buffer; flags: number }[] = [];
  return new Promise((resolve, reject) => {
    zip.on('error', reject).on('end', () => resolve(found));
    zip.on('entry', (entry: Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        void buffer(stream).then((content) => {
          found.push({ name: entry.fileName as unknown as Buffer, content, flags: entry.generalPurposeBitFlag });
          zip.readEntry();
        }, reject);
      });
    });
    zip.readEntry();
  });
}
