import { useEffect, useState } from 'preact/hooks';
import type { Outcome } from '@lib/contract/enrol';
import { outcomes } from './calls';

/** The ways of ending, for naming what happened; empty until they are there (lists do without). */
export function useOutcomes(): readonly Outcome[] {
  const [all, setAll] = useState<readonly Outcome[]>([]);
  useEffect(() => {
    let here = true;
    outcomes().then((o) => here && setAll(o), () => undefined);
    return () => {
      here = false;
    };
  }, []);
  return all;
}
