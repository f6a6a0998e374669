/** Why a file cannot be taken in at all; each is a sentence `failure.<key>` of the locale `intake`. */
export const failureKeys = [
  'fileMissing',
  'isFolder',
  'lockFile',
  'emptyFile',
  'tooLarge',
  'encrypted',
  'damaged',
  'zipBomb',
  'notWorkbook',
  'oldFormat',
  'formKind',
  'webPage',
  'encoding',
  'noSheets',
  'tooManySheets',
  'tooManyRows',
  'tooManyCells',
  'noTable',
  'noSuchSheet',
  'notRoundSheet',
  'notFillSheet',
  'markColumnLost',
  'notDocument',
  'documentOld',
  'documentLocked',
  'documentDamaged',
] as const;
export type FailureKey = (typeof failureKeys)[number];

/** A fault of the whole file: nothing of it is applied. `params.file` is always the file's name. */
export class IntakeFailure extends Error {
  override name = 'IntakeFailure';
  constructor(
    readonly key: FailureKey,
    readonly params: Readonly<Record<string, string | number>>,
    options?: ErrorOptions,
  ) {
    super(`intake: ${key}`, options);
  }
}

/** A file, or a part of it, of more bytes than are taken. */
export const tooLarge = (file: string, bytes: number, most: number, options?: ErrorOptions): IntakeFailure =>
  new IntakeFailure('tooLarge', { file, megabytes: Math.ceil(bytes / 2 ** 20), max: most / 2 ** 20 }, options);

/** Bounds of one file, stated in the messages. A register of 100,000 rows and 20 columns lies well inside. */
export const limits = {
  /** Bytes of the file as it lies on the disk. */
  fileBytes: 200 * 2 ** 20,
  /** Bytes of the parts that are read, unpacked, all together. */
  unpackedBytes: 800 * 2 ** 20,
  /** Bytes of the shared text table, unpacked. */
  textBytes: 256 * 2 ** 20,
  /** Unpacked : packed above which a large part is a bomb; sheets full of empty styled rows reach about 30. */
  ratio: 200,
  /** Parts below this size are never called a bomb. */
  ratioFromBytes: 24 * 2 ** 20,
  entries: 10_000,
  sheets: 100,
  /** Rows with content in one sheet. */
  rows: 200_000,
  /** Cells with content in the file. */
  cells: 6_000_000,
  /** Columns looked at; what stands farther right is told and left out. */
  columns: 512,
} as const;
