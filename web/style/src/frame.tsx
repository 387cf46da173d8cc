import type { ComponentChildren } from 'preact';
import { AppShell, Avatar, LanguageSwitch, type NavGroup } from '@lib/ui';

const nav: NavGroup[] = [
  { items: [
    { to: '/', label: 'Papan', icon: 'chart' },
    { to: '/bagian', label: 'Bagian', icon: 'list', count: '3' },
    { to: '/penduduk', label: 'Penduduk', icon: 'people' },
    { to: '/kelompok', label: 'Instansi & kelompok', icon: 'building' },
    { to: '/target', label: 'Target', icon: 'target' },
  ] },
  { title: 'Aplikasi lain', items: [
    { to: '/petugas', label: 'Petugas', icon: 'device' },
    { to: '/dompet', label: 'Dompet', icon: 'card' },
  ] },
];

const foot = (
  <>
    <div class="brand"><Avatar name="Rina Oktaviani" /><span><strong>Rina Oktaviani</strong><span class="muted small">Kepala dinas</span></span></div>
    <LanguageSwitch />
  </>
);

/** The office's frame around an example. */
export function Frame({ children }: { children: ComponentChildren }) {
  return <AppShell name="Kota Lubuklinggau" sub="Identitas digital" nav={nav} foot={foot}>{children}</AppShell>;
}
