// Starts an app: style is imported by the app, this draws it and keeps <html lang> right.
import { effect } from '@preact/signals';
import { render, type ComponentType } from 'preact';
import { lang } from './i18n';

/** Draws the app into #app. */
export function start(App: ComponentType): void {
  const root = document.getElementById('app');
  if (!root) throw new Error('index.html has no #app');
  effect(() => {
    document.documentElement.lang = lang.value;
  });
  root.textContent = '';
  render(<App />, root);
}
