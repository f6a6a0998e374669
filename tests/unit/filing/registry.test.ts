import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filingCodes } from '../../../db/domain/filing/filing';
import { filingForms } from '../../../electron/filing/registry';

const content = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../../resources/${path}`, import.meta.url), 'utf8'));
const forms = filingForms(content('forms/filings.json'));

describe('the registry of filings', () => {
  it('knows F01 to F42, each once, in order', () => {
    expect(forms.map(({ code }) => code)).toEqual(Array.from({ length: 42 }, (_, index) => `F${String(index + 1).padStart(2, '0')}`));
  });

  it('says which are composed today', () => {
    const composed = filingCodes.filter((code) => code.startsWith('F'));
    expect(forms.filter(({ available }) => available).map(({ code }) => code)).toEqual(composed);
    expect(composed).toEqual(expect.arrayContaining(['F07', 'F10', 'F40']));
  });

  it('cites only regulations that are in the content', () => {
    const { regulations } = content('regulations/regulations@1.json') as { regulations: { id: string }[] };
    const known = new Set(regulations.map(({ id }) => id));
    expect(forms.flatMap((form) => form.regulations).filter((id) => !known.has(id))).toEqual([]);
  });

  it('speaks to the user, without codes or marks of the handbook', () => {
    for (const form of forms) {
      const words = [form.title, form.receiver, form.trigger, form.contents, form.signatures, form.basis].join('\n');
      expect(words).not.toMatch(/`|\[|\bR\d\d\b|\bS\d\d\b|第 ?\d 章|knowledge|verified|"/);
    }
  });
});
