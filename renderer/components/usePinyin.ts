import { useEffect, useState } from 'react';
import { loadPinyin } from './pinyin';

/** Fetches the readings and draws once more when they are there: what was typed may match by initials then. */
export function usePinyin(): void {
  const [, setReady] = useState(false);
  useEffect(() => void loadPinyin().then(() => setReady(true)), []);
}
