// Our own icons: strokes on a 24-unit grid, drawn in the colour of the text beside them. An icon never stands alone
// for a meaning: a word is beside it, or the button that holds it has a label.
import type { JSX } from 'preact';

const paths = {
  search: 'M16 16l5 5M18 10.5a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0z',
  check: 'M5 12.5l4.7 4.7L19.5 7.2',
  ok: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM8 12.3l2.8 2.8L16 9.6',
  fail: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM9 9l6 6M15 9l-6 6',
  warning: 'M12 4l9.2 16H2.8L12 4zM12 10v4.5M12 17.2v.1',
  info: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM12 11v5.5M12 7.6v.1',
  help: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM9.4 9.4a2.7 2.7 0 1 1 4 2.4c-.9.5-1.4 1-1.4 2M12 16.9v.1',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5M20 14v2.5M14 20h2.5M20 20h.01M17.5 17.5h.01',
  person: 'M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM4.5 20.5c.8-3.9 3.6-6 7.5-6s6.7 2.1 7.5 6',
  people: 'M12.5 8.5a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0zM2.5 19.5c.6-3.4 2.9-5.2 6.5-5.2s5.9 1.8 6.5 5.2M15.5 5.3a3.3 3.3 0 0 1 0 6.4M18 14.8c2 .7 3.2 2.3 3.6 4.7',
  calendar: 'M4 6.5h16v13.5H4zM4 10.5h16M8 3.5v5M16 3.5v5',
  clock: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM12 7v5.2l3.4 2',
  close: 'M6 6l12 12M18 6L6 18',
  back: 'M14.5 5.5L8 12l6.5 6.5',
  next: 'M9.5 5.5L16 12l-6.5 6.5',
  up: 'M5.5 14.5L12 8l6.5 6.5',
  down: 'M5.5 9.5L12 16l6.5-6.5',
  menu: 'M4 7h16M4 12h16M4 17h16',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  plus: 'M12 5v14M5 12h14',
  camera: 'M3.5 8h4l1.7-2.5h5.6L16.5 8h4v11.5h-17zM15.5 13.5a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0z',
  download: 'M12 4v11M7.5 10.8L12 15.3l4.5-4.5M4.5 19.5h15',
  upload: 'M12 15.5v-11M7.5 9L12 4.5 16.5 9M4.5 19.5h15',
  undo: 'M8.5 4.5L4 9l4.5 4.5M4 9h10.5a5.5 5.5 0 0 1 0 11H9',
  retry: 'M20 12a8 8 0 1 1-2.5-5.8L20 8.6M20 3.8v4.8h-4.8',
  offline: 'M3.5 3.5l17 17M5 12.5a10 10 0 0 1 4.2-2.4M8.3 16a5.3 5.3 0 0 1 6-1M2 9a14.5 14.5 0 0 1 4.6-2.8M11 5a14.6 14.6 0 0 1 11 4M15.5 10.5A10 10 0 0 1 19 12.5M12 19.5v.01',
  online: 'M2 9a14.6 14.6 0 0 1 20 0M5 12.5a10 10 0 0 1 14 0M8.3 16a5.3 5.3 0 0 1 7.4 0M12 19.5v.01',
  sun: 'M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  logout: 'M14 4.5H5v15h9M10.5 12H21M17 7.8l4.2 4.2L17 16.2',
  map: 'M3.5 6.5l5.5-2.5 6 2.5L20.5 4v13.5L15 20l-6-2.5L3.5 20zM9 4v13.5M15 6.5V20',
  pin: 'M12 21.5c4.7-4.6 7-8.3 7-11.3a7 7 0 1 0-14 0c0 3 2.3 6.7 7 11.3zM14.5 10a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z',
  chart: 'M4 4v16h16M8.5 16v-4M13 16V8M17.5 16v-6',
  target: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM16.5 12a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0zM12 12h.01',
  building: 'M5 20.5V4h9v16.5M14 9h5v11.5M3 20.5h18M8 8h3M8 12h3M8 16h3',
  school: 'M12 4.5L2.5 9.5 12 14.5l9.5-5zM6.5 11.7v5c3.2 2.4 7.8 2.4 11 0v-5M21.5 9.5v6',
  home: 'M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-5.5h4V20',
  card: 'M3 5.5h18v13H3zM10.5 10.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM5.7 15.8c.4-1.6 1.3-2.3 2.8-2.3s2.4.7 2.8 2.3M14 10h4M14 13.5h4',
  device: 'M7 2.5h10v19H7zM11 18.5h2',
  lock: 'M5 10.5h14v10H5zM8 10.5V7.5a4 4 0 0 1 8 0v3M12 14.5v2.5',
  key: 'M12.5 8.5a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0zM11.3 11.5l8.7 8.7M16.5 16.7l2.5-2.5',
  shield: 'M12 3l8 3v5.5c0 4.7-3 8-8 9.5-5-1.5-8-4.8-8-9.5V6zM8.5 12l2.5 2.5 4.5-4.8',
  share: 'M12 14.5v-11M8 7l4-4 4 4M6 11H4.5v9.5h15V11H18',
  print: 'M7 8V3.5h10V8M7 17H3.5V8h17v9H17M7 14h10v6.5H7z',
  filter: 'M3.5 5h17l-6.5 8v6.5l-4-2V13z',
  sort: 'M8 4.5v15M4.5 16L8 19.5l3.5-3.5M16 19.5v-15M12.5 8L16 4.5 19.5 8',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M17 7a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM11 17a2 2 0 1 1-4 0 2 2 0 0 1 4 0z',
  list: 'M8.5 6h12M8.5 12h12M8.5 18h12M4 6h.01M4 12h.01M4 18h.01',
  history: 'M4 12a8 8 0 1 0 2.5-5.8L4 8.6M4 3.8v4.8h4.8M12 8v4.3l3 1.7',
  file: 'M6 3h8l4.5 4.5V21H6zM14 3v4.5h4.5M9.5 12.5h5.5M9.5 16h5.5',
  edit: 'M4 20l1-4.5L16 4.5l3.5 3.5-11 11zM13.5 7l3.5 3.5',
  eye: 'M2.5 12C4.7 7.7 8 5.5 12 5.5s7.3 2.2 9.5 6.5c-2.2 4.3-5.5 6.5-9.5 6.5S4.7 16.3 2.5 12zM15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0z',
  speak: 'M4 9.5v5h3.5l4.5 4v-13l-4.5 4zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11',
  backspace: 'M8.5 5.5H21v13H8.5L2.5 12zM12 9.5l5 5M17 9.5l-5 5',
} as const;

export type IconName = keyof typeof paths;

/** Every icon there is: for the style page. */
export const iconNames = Object.keys(paths) as IconName[];

/** An icon of 20 units unless given; hidden from screen readers, since the word beside it says the same. */
export function Icon({ name, size = 20, class: extra }: { name: IconName; size?: number; class?: string }): JSX.Element {
  return (
    <svg class={extra ? `icon ${extra}` : 'icon'} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
