// The client of our own HTTP API: JSON over fetch, same origin, the session in a cookie. A failure is an ApiError,
// also when the network is the cause. Nothing secret or personal belongs in an address: send it in a body.

/** What the server says of a failure (RFC 9457), or what the client found: codes offline, timeout, canceled, bad_answer. */
export class ApiError extends Error {
  override name = 'ApiError';
  constructor(
    /** HTTP status, 0 if there was no answer. */
    readonly status: number,
    readonly code: string,
    /** Plain English for the log; people read errorText() instead. */
    readonly detail: string,
    /** The field of the request at fault, '' if none. */
    readonly field = '',
    /** To tell the operator, '' if none. */
    readonly id = '',
    /** Fields that do not have the described form. */
    readonly fields: readonly { field: string; detail: string }[] = [],
  ) {
    super(`${code}: ${detail}`);
  }
}

export type Query = Record<string, string | number | boolean | undefined>;
export type Options = {
  query?: Query;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Milliseconds until the request is given up, 20,000 unless given. */
  timeout?: number;
  /** Sees the answer before it is read: its headers. */
  onAnswer?: (answer: Response) => void;
};

let sessionLost: (() => void) | undefined;

/** Says what to do when the session is over (status 401 on anything but the login itself). */
export function onSessionLost(then: () => void): void {
  sessionLost = then;
}

/** The API's verbs. T is what the answer holds; undefined for an empty answer. */
export const api = {
  get: <T>(path: string, o?: Options) => send<T>('GET', path, undefined, o),
  post: <T>(path: string, body?: unknown, o?: Options) => send<T>('POST', path, body, o),
  put: <T>(path: string, body?: unknown, o?: Options) => send<T>('PUT', path, body, o),
  patch: <T>(path: string, body?: unknown, o?: Options) => send<T>('PATCH', path, body, o),
  del: <T>(path: string, o?: Options) => send<T>('DELETE', path, undefined, o),
  /** A file or picture. */
  blob: async (path: string, o?: Options) => (await request('GET', path, undefined, o)).blob(),
};

/** The address with its query; undefined parameters are left out. */
export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, v]) => v !== undefined && v !== '');
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given.map(([k, v]) => [k, String(v)]))}`;
}

async function send<T>(method: string, path: string, body: unknown, o?: Options): Promise<T> {
  const answer = await request(method, path, body, o);
  const text = await answer.text().catch(() => {
    throw new ApiError(0, 'offline', 'The answer was cut off.');
  });
  if (text === '') return undefined as T;
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new ApiError(answer.status, 'bad_answer', 'The answer is not JSON.');
  }
}

async function request(method: string, path: string, body: unknown, o: Options = {}): Promise<Response> {
  const stop = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop.abort();
  }, o.timeout ?? 20_000);
  const cancel = () => stop.abort();
  o.signal?.addEventListener('abort', cancel);
  if (o.signal?.aborted) cancel();
  try {
    const answer = await fetch(address(path, o.query), { ...init(method, body, o), signal: stop.signal });
    o.onAnswer?.(answer);
    if (!answer.ok) throw await problem(answer, method, path);
    return answer;
  } catch (err) {
    if (err instanceof ApiError) throw err;
    if (late) throw new ApiError(0, 'timeout', `No answer from ${path}.`);
    if (stop.signal.aborted) throw new ApiError(0, 'canceled', 'The request was taken back.');
    throw new ApiError(0, 'offline', `No connection for ${path}.`);
  } finally {
    clearTimeout(timer);
    o.signal?.removeEventListener('abort', cancel);
  }
}

function init(method: string, body: unknown, o: Options): RequestInit {
  const raw = body instanceof FormData || body instanceof Blob || body instanceof URLSearchParams;
  const headers: Record<string, string> = { Accept: 'application/json', ...o.headers };
  if (body !== undefined && !raw) headers['Content-Type'] ??= 'application/json';
  return {
    method, headers, credentials: 'same-origin', redirect: 'error', referrerPolicy: 'no-referrer',
    ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
  };
}

async function problem(answer: Response, method: string, path: string): Promise<ApiError> {
  let p: Record<string, unknown> = {};
  try {
    p = (await answer.json()) as Record<string, unknown>;
  } catch {
    // not ours: a proxy's page, say; the status speaks for it
  }
  const text = (key: string) => (typeof p[key] === 'string' ? p[key] : '');
  const fields = Array.isArray(p.errors) ? (p.errors as { field: string; detail: string }[]) : [];
  const code = text('code') || text('error') || `http_${answer.status}`; // OAuth endpoints say "error"
  if (answer.status === 401 && !(method === 'POST' && path.endsWith('/session'))) sessionLost?.();
  return new ApiError(answer.status, code, text('detail') || text('error_description'), text('field'), text('id'), fields);
}
