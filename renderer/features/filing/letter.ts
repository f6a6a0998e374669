import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FilingFormat } from '../../../db/domain/filing/filing';
import type { ProfileDraft } from '../../../db/domain/filing/handover';
import { remember, remembered } from '../../preference';
import { stands, type Issued, type Request } from './papers';
import type { Addressee } from './useAddressees';

/** A paper that goes with the letter, in its formats. */
export interface Enclosed {
  id: string;
  formats: FilingFormat[];
  copies: number;
  /** Its signed and sealed scan goes along; left open, it does where there is one. */
  scan?: boolean;
  /** The authority's own form that it is filled into. */
  formId?: string | null;
}

/** What a person states in the letter that goes with a package (F40). */
export interface Letter {
  recipient: string;
  /** The authority that it goes to, as long as the recipient is called so. */
  authorityId: string | null;
  style: ProfileDraft['letter']['style'];
  copyTo: string;
  documentNumber: string;
  signer: string;
  subject: string;
  period: string;
  basis: string;
  body: string;
  contactName: string;
  contactPhone: string;
  contactAddress: string;
  compiledOn: string | null;
}

const emptyLetter: Letter = {
  recipient: '',
  authorityId: null,
  style: 'letter',
  copyTo: '',
  documentNumber: '',
  signer: '',
  subject: '',
  period: '',
  basis: '',
  body: '',
  contactName: '',
  contactPhone: '',
  contactAddress: '',
  compiledOn: null,
};

/** What stays the same from one letter to the same recipient to the next. */
const kept = [
  'style',
  'signer',
  'basis',
  'subject',
  'copyTo',
  'contactName',
  'contactPhone',
  'contactAddress',
] as const satisfies readonly (keyof Letter)[];
type Kept = Partial<Pick<Letter, (typeof kept)[number]>> & { documentNumber?: string };

interface LetterMemory {
  /** By recipient, the last one first. */
  recipients: [string, Kept][];
  draft: Partial<Letter>;
  enclosed: Enclosed[] | null;
}

const key = 'filing.letter';
const noMemory: LetterMemory = { recipients: [], draft: {}, enclosed: null };

export function requestOf(letter: Letter, enclosed: readonly Enclosed[], issued: readonly Issued[]): Request {
  const { contactName, contactPhone, contactAddress, ...stated } = letter;
  const items = enclosed.flatMap(({ id, formats, copies }) => {
    const filing = issued.find((entry) => entry.id === id);
    return filing ? [{ title: filing.title, number: filing.number, copies, pages: null, format: formats.join('、') }] : [];
  });
  return {
    code: 'F40',
    ...stated,
    // A 函 has no 签发人.
    signer: stated.style === 'report' ? stated.signer : '',
    contact: { name: contactName, phone: contactPhone, address: contactAddress },
    items,
  };
}

type LetterRequest = Extract<Request, { code: 'F40' }>;

/** What an issued letter stated, for its new version. */
export const letterOf = ({ contact, items: _items, code: _code, compiledOn: _day, ...stated }: LetterRequest): Partial<Letter> => ({
  ...emptyLetter,
  ...(Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)) as Partial<Letter>),
  contactName: contact.name,
  contactPhone: contact.phone,
  contactAddress: contact.address,
  compiledOn: null,
});

/** What the letter to an authority says by its profile; what the profile leaves open stays as it is. */
export function letterFor({ id, name }: { id: string; name: string }, { letter }: ProfileDraft): Partial<Letter> {
  const stated = Object.fromEntries(Object.entries(letter).filter(([, value]) => value !== '')) as Partial<Letter>;
  return { ...stated, recipient: name, authorityId: id };
}

/** Papers that a letter named, as far as they or their new versions still stand. */
export const enclosedOf = (
  { items }: LetterRequest,
  issued: readonly Issued[],
  formatsOf: (code: string) => readonly FilingFormat[],
): Enclosed[] =>
  items.flatMap(({ number, copies }) => {
    const paper = newest(
      issued.find((filing) => filing.number !== '' && filing.number === number),
      issued,
    );
    return paper ? [{ id: paper.id, formats: [...formatsOf(paper.code)], copies }] : [];
  });

/** Papers that are made for one authority; the others are the same for everybody. */
const addressed: readonly string[] = ['F07', 'F08', 'F10'];

interface Wanted {
  enclosed: Enclosed[];
  /** Codes of papers that have not been issued for it. */
  missing: string[];
}

/** Papers that an authority wants, the newest of each: those made for it, else those for nobody where nothing is to be masked or named otherwise. */
export function enclosedFor(
  { id: authorityId, name }: { id: string; name: string },
  { papers, mask, accidentEdition }: ProfileDraft,
  issued: readonly Issued[],
): Wanted {
  const isOwn = accidentEdition !== '' || Object.values(mask).includes(true);
  const wanted = papers.map(({ code, formats, copies, formId }) => {
    const standing = issued.filter((filing) => filing.code === code && stands(filing));
    const forAll = standing.find((filing) => filing.authorityId === null && ['', name].includes(filing.addressee));
    const paper = standing.find((filing) => filing.authorityId === authorityId) ?? (isOwn && addressed.includes(code) ? undefined : forAll);
    return { code, enclosed: paper && { id: paper.id, formats, copies, ...(formId === undefined ? {} : { formId }) } };
  });
  return {
    enclosed: wanted.flatMap(({ enclosed }) => enclosed ?? []),
    missing: wanted.flatMap(({ code, enclosed }) => (enclosed ? [] : [code])),
  };
}

/** The version of a paper that stands; undefined where none does. */
function newest(paper: Issued | undefined, issued: readonly Issued[]): Issued | undefined {
  if (!paper || stands(paper)) return paper;
  return newest(
    issued.find(({ replacesId }) => replacesId === paper.id),
    issued,
  );
}

export interface LetterState {
  letter: Letter;
  enclosed: Enclosed[] | null;
  ready: boolean;
  /** Recipients of former letters, the last one first. */
  recipients: readonly string[];
  /** Number of the last letter to this recipient. */
  lastNumber: string;
  set: (patch: Partial<Letter>) => void;
  /** Takes a recipient with what was stated in the last letter to it, and what its 报送要求 says every time. */
  chooseRecipient: (recipient: string, authority?: Addressee | null) => void;
  setEnclosed: (enclosed: Enclosed[]) => void;
  /** The letter is out: what it went with is kept by its id, and the next one begins. */
  settle: (letterId: string, enclosed: readonly Enclosed[]) => void;
}

/** The letter that is being written; it survives leaving the page and a restart. */
export function useLetter(): LetterState {
  const [memory, setMemory] = useState<LetterMemory>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef<LetterMemory>(undefined);
  useEffect(() => {
    let current = true;
    void remembered(key).then((value) => {
      if (current) setMemory({ ...noMemory, ...(value as Partial<LetterMemory> | undefined) });
    });
    return () => {
      current = false;
      clearTimeout(timer.current);
      if (latest.current) remember(key, latest.current);
    };
  }, []);
  const change = useCallback((patch: (was: LetterMemory) => Partial<LetterMemory>) => {
    setMemory((was = noMemory) => ({ ...was, ...patch(was) }));
  }, []);
  useEffect(() => {
    if (memory === undefined) return;
    latest.current = memory;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => remember(key, memory), 400);
  }, [memory]);

  const set = useCallback((patch: Partial<Letter>) => change(({ draft }) => ({ draft: { ...draft, ...patch } })), [change]);
  const chooseRecipient = useCallback(
    (recipient: string, authority: Addressee | null = null) =>
      change(({ draft, recipients }) => {
        const { documentNumber: _last, ...before } = recipients.find(([name]) => name === recipient)?.[1] ?? {};
        const style = authority?.kind === 'superior' ? 'report' : 'letter';
        const profile = authority?.profiles[0];
        const wanted = authority && profile ? letterFor(authority, profile) : { style };
        return { draft: { ...draft, ...before, ...wanted, recipient, authorityId: authority?.id ?? null } as Partial<Letter> };
      }),
    [change],
  );
  const setEnclosed = useCallback((enclosed: Enclosed[]) => change(() => ({ enclosed })), [change]);
  const settle = useCallback(
    (letterId: string, enclosed: readonly Enclosed[]) => {
      remember(enclosedKey(letterId), enclosed);
      change(({ draft, recipients }) => {
        const stated: Kept = Object.fromEntries(kept.map((name) => [name, draft[name] ?? emptyLetter[name]]));
        const { recipient = '', documentNumber = '' } = draft;
        const next: [string, Kept][] = [[recipient, { ...stated, documentNumber }], ...recipients.filter(([name]) => name !== recipient)];
        return { recipients: next.slice(0, 50), draft: { ...stated, recipient }, enclosed: null };
      });
    },
    [change],
  );
  return useMemo(() => {
    const letter = { ...emptyLetter, ...memory?.draft };
    return {
      letter,
      enclosed: memory?.enclosed ?? null,
      ready: memory !== undefined,
      recipients: memory?.recipients.map(([name]) => name) ?? [],
      lastNumber: memory?.recipients.find(([name]) => name === letter.recipient)?.[1].documentNumber ?? '',
      set,
      chooseRecipient,
      setEnclosed,
      settle,
    };
  }, [memory, set, chooseRecipient, setEnclosed, settle]);
}

const enclosedKey = (letterId: string): string => `filing.enclosed.${letterId}`;

/** What went with an issued letter; null where it was issued elsewhere, undefined until it is known. */
export function useEnclosed(letterId: string | null): [Enclosed[] | null | undefined, (enclosed: Enclosed[]) => void] {
  const [found, setFound] = useState<{ letterId: string; enclosed: Enclosed[] | null }>();
  useEffect(() => {
    if (letterId === null) return;
    let current = true;
    void remembered(enclosedKey(letterId)).then((value) => {
      if (current) setFound({ letterId, enclosed: Array.isArray(value) ? (value as Enclosed[]) : null });
    });
    return () => {
      current = false;
    };
  }, [letterId]);
  const set = useCallback(
    (enclosed: Enclosed[]) => {
      if (letterId !== null) setFound({ letterId, enclosed });
    },
    [letterId],
  );
  return [found?.letterId === letterId ? found?.enclosed : undefined, set];
}
