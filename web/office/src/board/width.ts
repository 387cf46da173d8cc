// The width of an element, followed as the window changes: charts are drawn at their true size, so that letters stay readable.
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export function useWidth<T extends HTMLElement>(at: number): [RefObject<T | null>, number] {
  const ref = useRef<T>(null);
  const [width, setWidth] = useState(at);
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    setWidth(box.clientWidth || at);
    const watch = new ResizeObserver(() => setWidth(box.clientWidth || at));
    watch.observe(box);
    return () => watch.disconnect();
  }, []);
  return [ref, width];
}
