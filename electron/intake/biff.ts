/** Record numbers of BIFF8 that a register needs. */
export const record = {
  formula: 0x0006,
  eof: 0x000a,
  dateMode: 0x0022,
  filePass: 0x002f,
  continued: 0x003c,
  columnInfo: 0x007d,
  boundSheet: 0x0085,
  palette: 0x0092,
  mulRk: 0x00bd,
  mulBlank: 0x00be,
  richString: 0x00d6,
  xf: 0x00e0,
  merged: 0x00e5,
  sst: 0x00fc,
  labelSst: 0x00fd,
  blank: 0x0201,
  number: 0x0203,
  label: 0x0204,
  boolError: 0x0205,
  string: 0x0207,
  row: 0x0208,
  rk: 0x027e,
  format: 0x041e,
  bof: 0x0809,
} as const;

export interface BiffRecord {
  id: number;
  data: Buffer;
}

/** Records of a stream from an offset on; stops at a record that is cut off. */
export function* records(stream: Buffer, from = 0): Generator<BiffRecord> {
  for (let at = from; at + 4 <= stream.length;) {
    const length = stream.readUInt16LE(at + 2);
    if (at + 4 + length > stream.length) return;
    yield { id: stream.readUInt16LE(at), data: stream.subarray(at + 4, at + 4 + length) };
    at += 4 + length;
  }
}

/** Number packed into 30 bits, [MS-XLS] 2.5.122. */
export function unpackRk(rk: number): number {
  const view = new DataView(new ArrayBuffer(8));
  if ((rk & 2) !== 0) view.setInt32(0, rk >> 2);
  else view.setUint32(0, rk & 0xfffffffc);
  const value = (rk & 2) !== 0 ? view.getInt32(0) : view.getFloat64(0);
  return (rk & 1) !== 0 ? value / 100 : value;
}

/** Characters at `at`: one flag byte, then one or two bytes each. */
export function readString(data: Buffer, at: number, count: number): string {
  const wide = ((data[at] ?? 0) & 1) !== 0;
  const start = at + 1;
  return wide ? data.subarray(start, start + count * 2).toString('utf16le') : data.subarray(start, start + count).toString('latin1');
}

/** The shared texts of an SST record and the CONTINUE records behind it. */
export function readSharedTexts(blocks: readonly Buffer[]): string[] {
  const reader = new BlockReader(blocks);
  reader.skip(4);
  const count = reader.u32();
  const texts: string[] = [];
  while (texts.length < count && reader.more()) {
    const length = reader.u16();
    const flags = reader.u8();
    const runs = (flags & 8) !== 0 ? reader.u16() : 0;
    const extra = (flags & 4) !== 0 ? reader.u32() : 0;
    texts.push(reader.characters(length, (flags & 1) !== 0));
    reader.skip(runs * 4 + extra);
  }
  return texts;
}

/** Reads over block ends; a text that goes on in the next block states its character width anew. */
class BlockReader {
  private block = 0;
  private at = 0;

  constructor(private readonly blocks: readonly Buffer[]) {}

  more(): boolean {
    this.settle();
    return this.block < this.blocks.length;
  }

  u8(): number {
    this.settle();
    const value = this.blocks[this.block]?.[this.at] ?? 0;
    this.at += 1;
    return value;
  }

  u16(): number {
    return this.u8() + this.u8() * 256;
  }

  u32(): number {
    return this.u16() + this.u16() * 65_536;
  }

  skip(count: number): void {
    let left = count;
    while (left > 0 && this.more()) {
      const step = Math.min(left, this.blocks[this.block]!.length - this.at);
      this.at += step;
      left -= step;
    }
  }

  characters(count: number, wideAtStart: boolean): string {
    let text = '';
    let wide = wideAtStart;
    let left = count;
    while (left > 0) {
      const nextBlock = this.at >= (this.blocks[this.block]?.length ?? 0);
      if (!this.more()) break;
      if (nextBlock) wide = (this.u8() & 1) !== 0;
      const block = this.blocks[this.block];
      if (block === undefined) break;
      const width = wide ? 2 : 1;
      const take = Math.min(left, Math.floor((block.length - this.at) / width));
      if (take <= 0) break;
      text += block.subarray(this.at, this.at + take * width).toString(wide ? 'utf16le' : 'latin1');
      this.at += take * width;
      left -= take;
    }
    return text;
  }

  private settle(): void {
    while (this.block < this.blocks.length && this.at >= this.blocks[this.block]!.length) {
      this.block += 1;
      this.at = 0;
    }
  }
}
