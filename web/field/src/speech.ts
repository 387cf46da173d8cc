// Reading aloud with the device's own voice, where it has one. Nothing leaves the device for it.
import type { Lang } from '@lib/i18n';

/** Whether the device can speak at all. */
export function canSpeak(): boolean {
  return typeof speechSynthesis !== 'undefined' && typeof SpeechSynthesisUtterance !== 'undefined';
}

/** Reads texts one after the other; `done` is called after the last, also when it could not be read. */
export function say(texts: readonly string[], as: Lang, done: () => void): void {
  if (!canSpeak()) return done();
  speechSynthesis.cancel();
  texts.forEach((text, i) => {
    const words = new SpeechSynthesisUtterance(text);
    words.lang = as === 'id' ? 'id-ID' : 'en-US';
    words.rate = 0.95;
    if (i === texts.length - 1) words.onend = words.onerror = () => done();
    speechSynthesis.speak(words);
  });
}

/** Stops reading. */
export function hush(): void {
  if (canSpeak()) speechSynthesis.cancel();
}
