// Reading a screen aloud, where the phone has a voice of its own for the language: what is read must not leave the phone.
import { lang, type Lang } from '@lib/i18n';
import { computed, signal } from '@preact/signals';

const voices = signal<SpeechSynthesisVoice[]>([]);
const codes: Record<Lang, string[]> = { id: ['id', 'in'], en: ['en'] }; // "in" is what old Androids call Indonesian

const voice = computed(() => voices.value.find((v) => v.localService && codes[lang.value].includes(v.lang.slice(0, 2).toLowerCase())));

/** Whether there is such a voice. */
export const canSpeak = computed(() => voice.value !== undefined);

/** Looks for voices; they turn up some time after the start. */
export function findVoices(): void {
  if (typeof speechSynthesis === 'undefined') return;
  const look = () => (voices.value = speechSynthesis.getVoices());
  speechSynthesis.onvoiceschanged = look;
  look();
}

/** Reads the screen aloud, or stops if it is being read. */
export function speakScreen(): void {
  if (speechSynthesis.speaking) return speechSynthesis.cancel();
  const lines = [...document.querySelectorAll('main h1, main h2, main p, main li, main dt, main dd')].map((e) => e.textContent ?? '');
  const said = new SpeechSynthesisUtterance(lines.join('. '));
  said.voice = voice.value ?? null;
  said.lang = voice.value?.lang ?? 'id-ID';
  said.rate = 0.9;
  speechSynthesis.speak(said);
}
