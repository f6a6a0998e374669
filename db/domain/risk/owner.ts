/** Most people and posts that one risk can have. */
export const mostOwners = 10;

/**
 * Names of a text that states several: 张三、李四 or 张三/李四. Blanks part only names, not 张 三. A text of more parts than a
 * risk can have owners is a sentence and stays whole.
 */
export function splitOwners(text: string): string[] {
  // Most owners are one name, and an import asks several times for each.
  if (/^[^\s、，,;；/／]+$/.test(text)) return [text];
  const parts = text
    .split(/[、，,;；/／\n]+/)
    .flatMap((part) =>
      /^[\u4e00-\u9fa5]{2,4}(?:[ \u3000]+[\u4e00-\u9fa5]{2,4})+$/.test(part.trim()) ? part.trim().split(/[ \u3000]+/) : [part],
    )
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const names = [...new Set(parts)];
  return names.length > mostOwners || names.length === 0 ? [text.trim()].filter((part) => part !== '') : names;
}

/** Name of a text that says more: 张三（车间主任） is 张三. */
export const bareName = (text: string): string => text.replace(/[（(][^）)]*[）)]/g, '').replaceAll(/\s/g, '');
