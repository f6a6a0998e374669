import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { paperDraftKey, remember, remembered } from '../../preference';
import { papers, type Details, type Stated } from './papers';

/** What was stated on papers before, by code. */
type Before = Record<string, Details>;
const beforeKey = 'filing.details';

/** Who is the same on every paper: stated once, offered everywhere. */
const same = new Set(['filledBy', 'phone', 'chair', 'recorder', 'recipient', 'authorityId']);

/** What to begin with: what was stated on this paper the last time, else on any other. */
function atFirst(code: string, before: Before): Details {
  const found: Details = {};
  for (const { name, once } of papers[code]?.details ?? []) {
    if (once) continue;
    const others = same.has(name) ? Object.values(before) : [];
    const value = [before[code], ...others].map((details) => details?.[name]).find((stated) => stated !== undefined && stated !== '');
    if (value !== undefined) found[name] = value;
  }
  return found;
}

const asDetails = (value: unknown): Details => (typeof value === 'object' && value !== null ? (value as Details) : {});

export interface DetailsState {
  stated: Stated;
  ready: boolean;
  setRound: (roundId: string | null) => void;
  setCompiledOn: (day: string | null) => void;
  setDetail: (name: string, value: string | number | null) => void;
  /** Starts from what another paper of the round, or of the register as it stands, stated. */
  take: (roundId: string | null, details: Details) => void;
  /** The paper is out: the next one has a day and words of its own. */
  settle: () => void;
}

const pause = 400;

/**
 * What a person states on a paper. Names and telephones are remembered for the next one; the day and the words that belong
 * to this one are kept as its draft until it is issued, never taken over to another.
 */
export function useDetails(code: string, firstRound: string | null | undefined): DetailsState {
  const [roundId, setRoundId] = useState<string | null>();
  const round = roundId === undefined ? firstRound : roundId;
  const [details, setDetails] = useState<Details>({});
  const [compiledOn, setDay] = useState<string | null>(null);
  const [loaded, setLoaded] = useState<string>();
  const key = round === undefined ? undefined : paperDraftKey(code, round);

  const taken = useRef<Details>({});
  const [takes, setTakes] = useState(0);
  useEffect(() => {
    if (key === undefined) return;
    let current = true;
    void Promise.all([remembered(beforeKey), remembered(key)]).then(([before, draft]) => {
      if (!current) return;
      const { compiledOn: day = null, ...kept } = asDetails(draft);
      setDetails({ ...atFirst(code, (before ?? {}) as Before), ...kept, ...taken.current });
      taken.current = {};
      setDay(day as string | null);
      setLoaded(key);
    });
    return () => {
      current = false;
    };
  }, [code, key, takes]);

  const ready = key !== undefined && loaded === key;
  const [typed, setTyped] = useState(0);
  const save = useSaving(code, key);
  useEffect(() => {
    if (typed > 0 && ready) save({ details, compiledOn });
  }, [typed, ready, save, details, compiledOn]);
  const setDetail = useCallback((name: string, value: string | number | null) => {
    setDetails((was) => ({ ...was, [name]: value }));
    setTyped((count) => count + 1);
  }, []);
  const setCompiledOn = useCallback((day: string | null) => {
    setDay(day);
    setTyped((count) => count + 1);
  }, []);
  const settle = useCallback(() => {
    setDay(null);
    setTyped(0);
    setDetails((was) => Object.fromEntries(Object.entries(was).filter(([name]) => !isOnce(code, name))));
    if (key !== undefined) remember(key, null);
  }, [code, key]);
  const setRound = useCallback((next: string | null) => {
    setTyped(0);
    setRoundId(next);
  }, []);
  const take = useCallback((from: string | null, details: Details) => {
    taken.current = details;
    setTyped(0);
    setRoundId(from);
    setTakes((count) => count + 1);
  }, []);
  return useMemo(
    () => ({ stated: { roundId: round ?? null, compiledOn, details }, ready, setRound, setCompiledOn, setDetail, take, settle }),
    [round, compiledOn, details, ready, setRound, setCompiledOn, setDetail, take, settle],
  );
}

const isOnce = (code: string, name: string): boolean => papers[code]?.details.find((detail) => detail.name === name)?.once === true;

type Saved = Pick<Stated, 'details' | 'compiledOn'>;

/** Keeps what is typed, a moment after the last key and when the page is left. */
function useSaving(code: string, key: string | undefined): (saved: Saved) => void {
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; run: () => void }>(undefined);
  useEffect(
    () => () => {
      clearTimeout(waiting.current?.timer);
      waiting.current?.run();
    },
    [key],
  );
  return useCallback(
    ({ details, compiledOn }: Saved) => {
      if (key === undefined) return;
      clearTimeout(waiting.current?.timer);
      const run = () => {
        waiting.current = undefined;
        const part = (own: boolean) => Object.fromEntries(Object.entries(details).filter(([name]) => isOnce(code, name) === own));
        remember(key, { ...part(true), compiledOn });
        void remembered(beforeKey).then((before) => remember(beforeKey, { ...asDetails(before), [code]: part(false) }));
      };
      waiting.current = { timer: setTimeout(run, pause), run };
    },
    [code, key],
  );
}
