import { readdirSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';

/** Columns of a hand-out sheet by the words of its head, and the row under it. */
function headOf(sheet) {
  let head;
  sheet.eachRow((row, number) => {
    const columns = new Map();
    row.eachCell((cell, column) => columns.set(cell.text.trim(), column));
    if (head === undefined && columns.has('编号') && columns.has('确认无变化')) head = { columns, first: number + 1 };
  });
  if (head === undefined) throw new Error(`确认表 ${sheet.name} 里找不到表头`);
  return head;
}

/** Rows with a number and a former assessment. */
function linesOf(sheet, { columns, first }) {
  const lines = [];
  for (let number = first; number <= sheet.rowCount; number += 1) {
    const row = sheet.getRow(number);
    const at = (title) => row.getCell(columns.get(title));
    // Notes and signatures stand under the table in cells merged over the whole width.
    if (at('原等级').text !== '' && !at('编号').isMerged)
      lines.push({ riskNo: at('编号').text, before: at('原评价').text, level: at('原等级').text, at });
  }
  return lines;
}

/**
 * Fills in a hand-out sheet as a department does in its own office program: a tick on every line (with `note` beside it), and
 * on one line that fits `change` other values, such as a factor with the reason.
 * @returns how many lines were ticked and which one was changed
 */
async function fillSheet(file, { by, on, note = '', change }) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  const sheet = workbook.worksheets[0];
  const lines = linesOf(sheet, headOf(sheet));
  const changed = change && lines.find(change.fits);
  if (change && !changed) throw new Error(`${path.basename(file)} 里没有可以改动的一行`);
  for (const line of lines) {
    if (line === changed) {
      for (const [title, value] of Object.entries(change.values)) line.at(title).value = value;
    } else {
      line.at('确认无变化').value = '√';
      if (note !== '') line.at('变化说明').value = note;
    }
    line.at('确认人').value = by;
    line.at('确认日期').value = on;
  }
  await workbook.xlsx.writeFile(file);
  return { ticked: lines.length - (changed ? 1 : 0), changed: changed?.riskNo ?? null };
}

/** Fills in the sheets of these departments. @param answers department → who answered what */
export async function fillSheets(folder, answers) {
  const filled = [];
  for (const [department, answer] of Object.entries(answers)) {
    const name = readdirSync(folder).find((entry) => entry.endsWith(` ${department}.xlsx`));
    if (name === undefined) throw new Error(`没有导出 ${department} 的确认表`);
    const file = path.join(folder, name);
    filled.push({ department, file, ...answer, ...(await fillSheet(file, answer)) });
  }
  return filled;
}
