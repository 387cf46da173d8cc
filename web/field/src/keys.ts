import { useEffect } from 'preact/hooks';
import { nextPerson } from './next';

/** Keys for who works at a desk: "/" goes to the search box, "n" to the next person. */
export function useKeys(): void {
  useEffect(() => {
    const pressed = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey || (e.target as Element).closest('input,textarea,select,dialog')) return;
      const box = document.querySelector<HTMLInputElement>('input[type="search"]');
      if (e.key === '/' && box) {
        e.preventDefault();
        box.focus();
      } else if (e.key === 'n' && document.querySelector('.with-nav, .success')) nextPerson();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}
