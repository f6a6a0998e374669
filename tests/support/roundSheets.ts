import ExcelJS from 'exceljs';

/** Cells by the head of their column. */
type Cells = Record<string, string | number>;

/**
 * Fills the sheet of a department as its people would and saves it under another name: cells go to the lines of their numbers, those
 * without one (`''`) to the next line that was left for a new risk. `others` goes to every line of a risk that is not named.
 */
export async function fillSheet(file: string, filled: string, lines: readonly (readonly [no: string, cells: Cells])[], others: Cells = {}) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  const sheet = workbook.worksheets[0]!;
  const columns = new Map<string, number>();
  const open = [...lines];
  sheet.eachRow({ includeEmpty: true }, (row) => {
    const texts = (row.values as unknown[]).map((value) => String(value ?? '').replaceAll(/\s/g, ''));
    if (columns.size === 0) {
      if (texts.includes('确认无变化')) texts.forEach((text, column) => columns.set(text, column));
      return;
    }
    const no = texts[columns.get('编号')!] ?? '';
    const at = open.findIndex(([wanted]) => wanted === no);
    const cells = at >= 0 ? open.splice(at, 1)[0]![1] : no.startsWith('FX-') ? others : {};
    for (const [head, value] of Object.entries(cells)) row.getCell(columns.get(head)!).value = value;
  });
  await workbook.xlsx.writeFile(filled);
}
