import { afterEach, expect, it, vi } from 'vitest';
import { address, api, ApiError, onSessionLost } from './api';
import { errorText, fieldError } from './errors';
import { setLang } from './i18n';

const answers = (status: number, body: string, type = 'application/json') => {
  const fetched = vi.fn(async (_url: string, _init: RequestInit) => new Response(body || null, { status, headers: { 'Content-Type': type } }));
  vi.stubGlobal('fetch', fetched);
  return fetched;
};
const failure = async (p: Promise<unknown>): Promise<ApiError> => {
  const err: unknown = await p.then(() => undefined, (e: unknown) => e);
  if (!(err instanceof ApiError)) throw new Error('no ApiError');
  return err;
};

afterEach(() => vi.unstubAllGlobals());

it('sends and reads JSON, same origin only', async () => {
  const fetched = answers(200, '{"n":3}');
  expect(await api.post<{ n: number }>('/api/v1/x', { a: 1 })).toEqual({ n: 3 });
  const [url, init] = fetched.mock.calls[0]!;
  expect(url).toBe('/api/v1/x');
  expect(init).toMatchObject({ method: 'POST', body: '{"a":1}', credentials: 'same-origin' });
});

it('takes an empty answer', async () => {
  answers(200, '');
  expect(await api.del('/api/v1/x')).toBeUndefined();
});

it('turns a problem into an ApiError and calls the login back', async () => {
  answers(401, '{"code":"session_ended","detail":"d","status":401}', 'application/problem+json');
  const lost = vi.fn();
  onSessionLost(lost);
  const err = await failure(api.get('/api/v1/x'));
  expect([err.status, err.code]).toEqual([401, 'session_ended']);
  expect(lost).toHaveBeenCalledOnce();
  await failure(api.post('/api/v1/session', {}));
  expect(lost).toHaveBeenCalledOnce(); // a wrong password is no lost session
});

it('survives an answer that is not ours', async () => {
  answers(502, '<html>', 'text/html');
  expect((await failure(api.get('/x'))).code).toBe('http_502');
  answers(200, '<html>', 'text/html');
  expect((await failure(api.get('/x'))).code).toBe('bad_answer');
});

it('names the network as the cause', async () => {
  vi.stubGlobal('fetch', async () => { throw new TypeError('failed'); });
  expect((await failure(api.get('/x'))).code).toBe('offline');
  vi.stubGlobal('fetch', (_: string, i: RequestInit) =>
    new Promise((_resolve, reject) => {
      const refuse = () => reject(new Error('aborted'));
      if (i.signal!.aborted) refuse();
      i.signal!.addEventListener('abort', refuse);
    }));
  expect((await failure(api.get('/x', { timeout: 5 }))).code).toBe('timeout');
  const taken = new AbortController();
  taken.abort();
  expect((await failure(api.get('/x', { signal: taken.signal }))).code).toBe('canceled');
});

it('leaves out what is not given', () => {
  expect(address('/a', { q: 'x y', n: 0, off: undefined, none: '' })).toBe('/a?q=x+y&n=0');
});

it('speaks to people in both languages', () => {
  const err = new ApiError(422, 'nik_malformed', 'd', 'nik');
  setLang('id');
  expect(errorText(err).what).toBe('NIK ini tidak lengkap.');
  expect(fieldError(err, 'nik')).toContain('16 angka');
  expect(fieldError(err, 'name')).toBeUndefined();
  setLang('en');
  expect(errorText(new ApiError(409, 'never_heard_of', '')).what).toMatch(/changed/);
  expect(errorText(new Error('x')).code).toBe('internal');
});
