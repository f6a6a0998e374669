import ExcelJS from 'exceljs';

export type FillCells = Partial<Record<'自评得分' | '自评说明' | '考核得分' | '扣分原因', string | number | null>>;
/** What is filled in, by person and number of the duty: `张三 1`; 满分 stands for the standard score. */
export type Filling = Readonly<Record<string, FillCells>>;

interface Table {
  sheet: ExcelJS.Worksheet;
  head: number;
  columns: Map<string, number>;
}

export async function openFilled(file: string): Promise<{ workbook: ExcelJS.Workbook; tables: Table[] }> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  const tables = workbook.worksheets.map((sheet): Table => {
    const columns = new Map<string, number>();
    let head = 0;
    sheet.eachRow((row, number) => {
      if (head > 0 || !(row.values as unknown[]).includes('自评得分')) return;
      head = number;
      row.eachCell((cell, column) => columns.set(cell.text, column));
    });
    return { sheet, head, columns };
  });
  return { workbook, tables };
}

/** Fills sheets as people of a department would, and saves them under another name; `turned` puts the lines upside down first. */
export async function fillIn(file: string, saved: string, filling: Filling, { turned = false } = {}): Promise<string> {
  const { workbook, tables } = await openFilled(file);
  for (const { sheet, head, columns } of tables) {
    const lines: ExcelJS.Row[] = [];
    sheet.eachRow((row, number) => {
      if (number > head && row.getCell(columns.get('校验码')!).text.startsWith('KH:')) lines.push(row);
    });
    if (turned) {
      const values = lines.map((row) => (row.values as ExcelJS.CellValue[]).slice(1));
      lines.forEach((row, at) => {
        row.values = values[lines.length - 1 - at]!;
      });
    }
    for (const row of lines) {
      const cells = filling[`${row.getCell(columns.get('姓名')!).text} ${row.getCell(columns.get('条')!).text}`] ?? {};
      for (const [title, value] of Object.entries(cells))
        row.getCell(columns.get(title)!).value = value === '满分' ? row.getCell(columns.get('标准分')!).value : value;
    }
  }
  await workbook.xlsx.writeFile(saved);
  return saved;
}
