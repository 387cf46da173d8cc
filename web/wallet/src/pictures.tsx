// The three pictures of the first start, drawn in the colours of the page.
import type { JSX } from 'preact';

function Picture({ children }: { children: JSX.Element | JSX.Element[] }): JSX.Element {
  return <svg class="picture" viewBox="0 0 96 96" aria-hidden="true" focusable="false"><rect class="p-ground" width="96" height="96" rx="22" />{children}</svg>;
}

/** An officer's screen with a QR, and a phone that looks at it. */
export function ScanPicture(): JSX.Element {
  return (
    <Picture>
      <rect class="p-paper" x="12" y="18" width="46" height="46" rx="7" />
      <path class="p-dark" d="M18 24h13v13H18zM39 24h13v13H39zM18 45h13v13H18z" />
      <path class="p-paper" d="M21.5 27.5h6v6h-6zM42.5 27.5h6v6h-6zM21.5 48.5h6v6h-6z" />
      <path class="p-dark" d="M39 45h5v5h-5zM47 50h5v8h-5zM39 54h5v4h-5z" />
      <rect class="p-phone" x="49" y="38" width="29" height="48" rx="6" />
      <rect class="p-screen" x="53" y="44" width="21" height="33" rx="2" />
      <path class="p-line" d="M56.5 54v-4.5H61M66 49.5h4.5V54M70.5 66v4.5H66M61 70.5h-4.5V66" />
    </Picture>
  );
}

/** A code that is read aloud and typed. */
export function CodePicture(): JSX.Element {
  return (
    <Picture>
      <path class="p-paper" d="M14 16h48a6 6 0 0 1 6 6v16a6 6 0 0 1-6 6H32L22 54V44h-8a6 6 0 0 1-6-6V22a6 6 0 0 1 6-6z" />
      <path class="p-strong" d="M18 30h.01M27.5 30h.01M37 30h.01M46.5 30h.01M56 30h.01" />
      <rect class="p-phone" x="47" y="36" width="34" height="50" rx="6" />
      <rect class="p-screen" x="51" y="42" width="26" height="37" rx="2" />
      <path class="p-keys" d="M57 50h.01M64 50h.01M71 50h.01M57 58h.01M64 58h.01M71 58h.01M57 66h.01M64 66h.01M71 66h.01M64 73.5h.01" />
    </Picture>
  );
}

/** The card on the phone, behind a lock. */
export function CardPicture(): JSX.Element {
  return (
    <Picture>
      <rect class="p-phone" x="24" y="12" width="44" height="72" rx="8" />
      <rect class="p-screen" x="29" y="19" width="34" height="56" rx="3" />
      <rect class="p-card" x="14" y="32" width="58" height="34" rx="6" />
      <circle class="p-face" cx="27" cy="45" r="4.5" />
      <path class="p-face" d="M19.5 58c.6-4.6 3.5-7 7.5-7s6.900 2.400 7.5 7z" />
      <path class="p-words" d="M41 44h23M41 51h17M41 58h20" />
      <circle class="p-badge" cx="73" cy="67" r="13" />
      <path class="p-tick" d="M67.5 67.5l4 4 7.5-8" />
    </Picture>
  );
}
