// How long an offer is good for.
import { useEffect, useState } from 'preact/hooks';

/** Whole seconds until a moment (RFC 3339), 0 once it is past. */
export function secondsLeft(until: string, now: number): number {
  const left = Math.ceil((Date.parse(until) - now) / 1000);
  return Number.isFinite(left) ? Math.max(0, left) : 0;
}

/** 14:59 */
export function minutes(seconds: number): string {
  return `${Math.trunc(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Counts down to a moment, once a second until it is there. */
export function useCountdown(until: string | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  const left = until === undefined ? 0 : secondsLeft(until, now);
  useEffect(() => {
    setNow(Date.now());
    if (until === undefined) return undefined;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (secondsLeft(until, Date.now()) === 0) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}
