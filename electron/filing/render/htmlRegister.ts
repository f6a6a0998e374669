import type { Register, RegisterSection } from '../document';
import { htmlSignatures, htmlTablePart, inline, tableLook, type TablePart } from './htmlTable';
import { factText, registerMargins, textWidthMm } from './layout';

/** The sections of a register, each on pages of its own. */
export const registerBody = ({ head, sections }: Register): string =>
  sections.map((section) => htmlSection(section, wholeOf(section, textWidthMm(head.paper, registerMargins)))).join('\n');

/** All rows of a section on paper so wide. */
export const wholeOf = ({ table }: RegisterSection, widthMm: number): TablePart => ({
  from: 0,
  to: table.rows.length,
  look: tableLook(table, widthMm, 'register'),
});

/** A section, or what of it stands on the pages of some of its rows: the title over the first, notes and places to sign under the last. */
export function htmlSection(section: RegisterSection, part: TablePart): string {
  const { title, facts = [], table, notes = [], signatures = [] } = section;
  const isLast = part.to === table.rows.length;
  return `<section class="paper sheet">${part.from === 0 ? `<div class="title">${inline(title)}</div>` : ''}
${part.from === 0 && facts.length > 0 ? `<div class="line">${facts.map((fact) => `<span>${inline(factText(fact))}</span>`).join('')}</div>` : ''}
${htmlTablePart(table, part)}
${isLast ? notes.map((note) => `<p class="note">${inline(note)}</p>`).join('') : ''}
${isLast && signatures.length > 0 ? htmlSignatures(signatures) : ''}
</section>`;
}
