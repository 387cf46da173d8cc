// Figures, money, days and times as Indonesians write them, and their English form. Everything follows the language
// signal. Counts and money are whole numbers; a percentage is worked out from two whole numbers, never from a float.
import { grouped, lang } from './i18n';

const space = '\u00a0'; // a figure and its unit stay on one line
const months = {
  id: ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
};
const weekdays = {
  id: ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};

let zone = 'Asia/Jakarta';

/** Sets the city's time zone, an IANA name (Asia/Jakarta, Asia/Makassar, Asia/Jayapura). */
export function setZone(name: string): void {
  zone = name;
}

/** 168.015 */
export function number(n: number): string {
  return grouped(n, lang.value);
}

/** A number with decimals kept as they are: 12,5 (at most `digits` of them). */
export function decimal(n: number, digits = 1): string {
  const [whole = '0', part = ''] = Math.abs(n).toFixed(digits).split('.');
  const tail = part.replace(/0+$/, '');
  return (n < 0 ? '−' : '') + grouped(Number(whole), lang.value) + (tail ? (lang.value === 'id' ? ',' : '.') + tail : '');
}

/**
 * part of whole in hundredths of a percent, rounded half up (domain.md section 2). What has not reached the goal never
 * reads as if it had: 41.999 of 42.000 is 99,99 %. The goal is in hundredths of a percent too, the whole unless given.
 */
export function hundredths(part: number, whole: number, goal = 10_000): number {
  if (whole <= 0) return 0;
  const dividend = 2 * part * 10_000 + whole;
  const divisor = 2 * whole;
  const rounded = (dividend - (dividend % divisor)) / divisor;
  const reached = part * 10_000 >= goal * whole;
  return !reached && rounded >= goal ? goal - 1 : rounded;
}

/** 2,39 % from two counts. With nothing to count against: a dash. */
export function percent(part: number, whole: number, goal?: number): string {
  return whole <= 0 ? '–' : percentOf(hundredths(part, whole, goal));
}

/** 2,39 % from hundredths of a percent (239). */
export function percentOf(h: number): string {
  const size = Math.abs(h);
  const rest = String(size % 100).padStart(2, '0');
  const sign = h < 0 ? '−' : '';
  const whole = grouped(Math.trunc(size / 100), lang.value);
  return lang.value === 'id' ? `${sign}${whole},${rest}${space}%` : `${sign}${whole}.${rest}%`;
}

/** Rp 1.250.000, from whole rupiah. */
export function rupiah(n: number): string {
  return `${n < 0 ? '−' : ''}Rp${space}${grouped(Math.abs(n), lang.value)}`;
}

/** A moment: a Date, milliseconds since 1970, or RFC 3339 text. */
export type Moment = Date | number | string;
type Clock = { year: number; month: number; day: number; weekday: number; hour: number; minute: number };

/** Microseconds since 1970, as the server stores them, to a Date. */
export function fromMicros(micros: number): Date {
  return new Date(micros / 1000);
}

function clock(at: Moment): Clock {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone, year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', hourCycle: 'h23',
  }).formatToParts(new Date(at));
  const get = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  const [year, month, day] = [get('year'), get('month'), get('day')];
  return { year, month, day, weekday: weekdayOf(year, month, day), hour: get('hour'), minute: get('minute') };
}

function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

function civil(day: string): Clock {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { year, month, day: date, weekday: weekdayOf(year, month, date), hour: 0, minute: 0 };
}

function short(name: string | undefined): string {
  return name === 'Agustus' ? 'Agu' : (name ?? '').slice(0, 3);
}

function dated(c: Clock): string {
  return `${c.day} ${short(months[lang.value][c.month - 1])} ${c.year}`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** A day (YYYY-MM-DD) without its weekday: 24 Nov 2026. */
export function date(day: string): string {
  return dated(civil(day));
}

/** A day (YYYY-MM-DD): Sel, 24 Nov 2026. */
export function day(text: string): string {
  const c = civil(text);
  return `${short(weekdays[lang.value][c.weekday])}, ${dated(c)}`;
}

/** A day (YYYY-MM-DD) in full: Selasa, 24 November 2026. */
export function longDay(text: string): string {
  const c = civil(text);
  return `${weekdays[lang.value][c.weekday]}, ${c.day} ${months[lang.value][c.month - 1]} ${c.year}`;
}

/** A month (YYYY-MM or YYYY-MM-DD): November 2026. */
export function month(text: string): string {
  const c = civil(text);
  return `${months[lang.value][c.month - 1]} ${c.year}`;
}

/** The time of day in the city: 07.45 (English 07:45). */
export function time(at: Moment): string {
  const c = clock(at);
  return `${two(c.hour)}${lang.value === 'id' ? '.' : ':'}${two(c.minute)}`;
}

/** A moment in the city: Sel, 24 Nov 2026, 07.45. */
export function moment(at: Moment): string {
  const c = clock(at);
  return `${short(weekdays[lang.value][c.weekday])}, ${dated(c)}, ${time(at)}`;
}

/** The day it is in the city at a moment, as YYYY-MM-DD. */
export function dayOf(at: Moment): string {
  const c = clock(at);
  return `${c.year}-${two(c.month)}-${two(c.day)}`;
}

/** A length of time, in seconds, in its two largest units: 2 mnt 41 dtk. */
export function duration(seconds: number): string {
  const unit = lang.value === 'id' ? { h: 'jam', m: 'mnt', s: 'dtk' } : { h: 'h', m: 'min', s: 's' };
  const total = Math.max(0, Math.round(seconds));
  const [h, m, s] = [Math.trunc(total / 3600), Math.trunc((total % 3600) / 60), total % 60];
  if (h > 0) return `${number(h)}${space}${unit.h} ${m}${space}${unit.m}`;
  return m > 0 ? `${m}${space}${unit.m} ${s}${space}${unit.s}` : `${s}${space}${unit.s}`;
}

/** A NIK or family card number in groups that the eye can compare: 167301 410590 0001. */
export function nik(digits: string): string {
  return digits.length === 16 ? `${digits.slice(0, 6)} ${digits.slice(6, 12)} ${digits.slice(12)}` : digits;
}
