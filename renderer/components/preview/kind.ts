/** How a file is shown: a picture as it is, a pdf by its pages, what is read for its words and cells, else not at all. */
export function previewKind({ name, mediaType }: { name: string; mediaType: string }): 'picture' | 'pdf' | 'read' | 'none' {
  if (mediaType !== '') return 'picture';
  if (/\.pdf$/i.test(name)) return 'pdf';
  return /\.(docx|xlsx|xlsm|xls|et|csv)$/i.test(name) ? 'read' : 'none';
}
