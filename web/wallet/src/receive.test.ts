import { beforeEach, describe, expect, it, vi } from 'vitest';
import { freshState, type State } from './store/state';
import { isObject, jsonFrom, type Json } from './vci/encode';
import { identity } from './vci/issue.testing';
import type { PublicJwk } from './vci/proof';

// The disk, in memory. It keeps what was there when the page was left, as IndexedDB does.
const disk = vi.hoisted(() => ({ state: undefined as State | undefined, full: false }));
vi.mock('./store/disk', () => ({
  load: async () => disk.state ?? freshState(),
  change: async (by: (s: State) => State) => {
    const next = by(disk.state ?? freshState());
    if (disk.full) throw Object.assign(new Error('full'), { code: 'storage_full' });
    disk.state = next;
    return next;
  },
  erase: async () => (disk.state = undefined),
  keep: async () => undefined,
}));

vi.setConfig({ testTimeout: 30_000 }); // PINs are slow on purpose

const own = 'https://a.example';
const offer = (code: string) => ({ offer: { issuer: own, configuration: 'identity_sd_jwt', code, txCode: { numeric: true, length: 6 }, server: '' } });

/** The issuer: one credential an attempt, delivered again to the same key only, as ours does. */
class Issuer {
  vouchers = new Map<string, string>([['offer-1', 'attempt-1'], ['offer-2', 'attempt-1'], ['offer-3', 'attempt-2']]);
  holders = new Map<string, string>();
  accepted = new Set<string>();
  events: string[] = [];
  /** What does not get through, once each: 'credential' loses the request, 'credential answer' the answer. */
  lost: string[] = [];
  tokenEnds = false;
  log: string[] = [];

  answer = async (url: string, init: RequestInit): Promise<Response> => {
    const path = url.replace(own, '').replace('/oid4vci/', '');
    const at = this.lost.findIndex((l) => l.split(' ')[0] === path);
    const lost = at >= 0 ? this.lost.splice(at, 1)[0] : undefined;
    if (lost && !lost.endsWith('answer')) throw new TypeError('no network');
    this.log.push(path);
    const { status = 200, body } = await this.serve(path, init);
    if (lost) throw new TypeError('no network');
    return new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { Date: new Date(Date.now() + 3_600_000).toUTCString() } });
  };

  private async serve(path: string, init: RequestInit): Promise<{ status?: number; body?: unknown }> {
    if (path === '/.well-known/openid-credential-issuer') return { body: metadata };
    if (path === '/.well-known/oauth-authorization-server') return { body: { issuer: own, token_endpoint: `${own}/oid4vci/token` } };
    if (path === 'token') return this.token(init.body as URLSearchParams);
    if (path === 'nonce') return { body: { c_nonce: 'nonce' } };
    const attempt = String((init.headers as Record<string, string>).Authorization).replace('Bearer token of ', '');
    const body = JSON.parse(init.body as string) as Json;
    if (this.tokenEnds) return { status: 401, body: { error: 'invalid_token' } };
    return path === 'credential' ? this.credential(attempt, body) : this.notification(attempt, body);
  }

  private token(form: URLSearchParams) {
    const attempt = this.vouchers.get(form.get('pre-authorized_code') ?? '');
    if (!attempt || form.get('tx_code') !== '493156') return { status: 400, body: { error: 'invalid_grant' } };
    this.vouchers.delete(form.get('pre-authorized_code') ?? '');
    return { body: { access_token: `token of ${attempt}`, token_type: 'Bearer', expires_in: 600 } };
  }

  private async credential(attempt: string, body: Json) {
    const proof = (isObject(body.proofs) && Array.isArray(body.proofs.jwt) ? body.proofs.jwt[0] : '') as string;
    const [header, claims] = proof.split('.').map((p, i) => (i < 2 ? jsonFrom(p) : {})) as [{ jwk: PublicJwk }, { iat: number }];
    if (Math.abs(claims.iat - Date.now() / 1000 - 3600) > 300) return { status: 400, body: { error: 'invalid_proof' } };
    const key = header.jwk.x;
    if (this.accepted.has(attempt) || (this.holders.get(attempt) ?? key) !== key) return { status: 400, body: { error: 'credential_request_denied' } };
    this.holders.set(attempt, key);
    const always = { iss: own, vct: 'urn:jemput:identity:1', exp: Date.now() / 1000 + 1e6, cnf: { jwk: header.jwk } };
    const credential = await identity(always, { name: `SITI ${attempt}`, personal_administrative_number: attempt });
    return { body: { credentials: [{ credential }], notification_id: `notice of ${attempt}` } };
  }

  private notification(attempt: string, body: Json) {
    this.events.push(`${String(body.event)} ${attempt}`);
    if (body.event === 'credential_accepted') this.accepted.add(attempt);
    return { status: 204 };
  }
}

const metadata = {
  credential_issuer: own, credential_endpoint: `${own}/oid4vci/credential`, nonce_endpoint: `${own}/oid4vci/nonce`, notification_endpoint: `${own}/oid4vci/notification`,
  display: [{ name: 'Disdukcapil', locale: 'id' }],
  credential_configurations_supported: { identity_sd_jwt: { format: 'dc+sd-jwt', vct: 'urn:jemput:identity:1', credential_metadata: { display: [{ name: 'Identitas Digital', locale: 'id' }], claims: [] } } },
};

let issuer: Issuer;
let app: typeof import('./receive') & typeof import('./wallet') & typeof import('./outbox');

/** Starts the page anew: everything in memory is gone. */
async function restart(): Promise<void> {
  vi.resetModules();
  app = { ...(await import('./receive')), ...(await import('./wallet')), ...(await import('./outbox')) };
  await app.boot();
}

const step = () => app.receiving.value?.step;
const errorCode = () => (app.receiving.value?.error as { code?: string } | undefined)?.code;

async function upToReview(code = 'offer-1'): Promise<void> {
  await app.begin(offer(code));
  await app.agree();
  await app.exchange('493156');
}

beforeEach(async () => {
  disk.state = undefined;
  disk.full = false;
  issuer = new Issuer();
  vi.stubGlobal('location', { origin: own });
  vi.stubGlobal('fetch', issuer.answer);
  await restart();
});

describe('receiving', () => {
  it('goes through, by the issuer’s clock, and tells the issuer only after storing', async () => {
    await app.begin(offer('offer-1'));
    expect([step(), app.receiving.value?.about?.from.id]).toEqual(['offer', 'Disdukcapil']);
    await app.agree();
    await app.exchange('493156');
    expect([step(), app.receiving.value?.skew]).toEqual(['review', -60]);
    await app.confirm();
    expect(step()).toBe('pin');
    expect(issuer.events).toEqual([]);
    await app.finish('271905');
    await app.deliver();
    expect(step()).toBe('done');
    expect(issuer.events).toEqual(['credential_accepted attempt-1']);
    expect(disk.state).toMatchObject({ flow: null, outbox: [], openKey: '' });
    expect(Object.keys(disk.state?.confirmed ?? {})).toHaveLength(1);
  });

  it('opens after a restart with the PIN, and counts a wrong one', async () => {
    await upToReview();
    await app.finish('271905');
    await restart();
    expect(app.locked.value).toBe(true);
    await expect(app.unlock('000000')).rejects.toMatchObject({ code: 'pin_wrong' });
    expect(disk.state?.vault?.failures).toBe(1);
    await app.unlock('271905');
    expect(disk.state?.vault?.failures).toBe(0);
    expect(Object.values(app.open.value?.claims ?? {}).map(app.nameIn)).toEqual(['SITI attempt-1']);
    app.lock();
    expect(app.open.value).toBeUndefined();
  });

  it('does not try a PIN while one must wait', async () => {
    await upToReview();
    await app.finish('271905');
    for (let i = 0; i < 5; i++) await expect(app.unlock('000000')).rejects.toMatchObject({ code: 'pin_wrong' });
    await restart();
    await expect(app.unlock('271905')).rejects.toMatchObject({ code: 'pin_pause' });
  });

  it('stays at the code after a wrong one', async () => {
    await app.begin(offer('offer-1'));
    await app.agree();
    await expect(app.exchange('111111')).rejects.toMatchObject({ code: 'invalid_grant' });
    expect(step()).toBe('code');
    await app.exchange('493156');
    expect(step()).toBe('review');
  });

  it.each(['/.well-known/openid-credential-issuer', 'nonce', 'credential', 'credential answer'])('continues where the network was lost: %s', async (lost) => {
    issuer.lost = [lost];
    await app.begin(offer('offer-1'));
    if (errorCode() === 'offline') await app.retry();
    await app.agree();
    await app.exchange('493156');
    if (errorCode() === 'offline') await app.retry();
    expect([step(), errorCode()]).toEqual(['review', undefined]);
  });

  it('continues after the page was closed between code and PIN, with the same key', async () => {
    await upToReview();
    await restart();
    expect(await app.resume()).toBe(true);
    await vi.waitFor(() => expect(step()).toBe('review'));
    await restart();
    await app.begin(offer('offer-1')); // the same QR, scanned again
    await vi.waitFor(() => expect(step()).toBe('review'));
    expect(issuer.log.filter((p) => p === 'token')).toHaveLength(1);
  });

  it('gets the card with a new offer after the token ended, since the key stays', async () => {
    await upToReview();
    issuer.tokenEnds = true;
    await restart();
    await app.resume();
    await vi.waitFor(() => expect(errorCode()).toBe('invalid_token'));
    issuer.tokenEnds = false;
    await app.giveUp();
    await upToReview('offer-2');
    expect([step(), errorCode()]).toEqual(['review', undefined]);
  });

  it('keeps the notification until it gets through', async () => {
    await upToReview();
    issuer.lost = ['notification'];
    await app.finish('271905');
    await app.deliver();
    expect(disk.state?.outbox).toHaveLength(1);
    await restart();
    await app.deliver();
    expect([disk.state?.outbox, issuer.events]).toEqual([[], ['credential_accepted attempt-1']]);
  });

  it('says so when the issuer will not hear of it any more, and mends it with a new offer', async () => {
    await upToReview();
    issuer.lost = ['notification'];
    await app.finish('271905');
    await app.deliver();
    issuer.tokenEnds = true;
    await app.deliver();
    expect(disk.state?.outbox).toMatchObject([{ lapsed: true }]);
    issuer.tokenEnds = false;
    await upToReview('offer-2');
    await app.confirm();
    await app.deliver();
    expect(issuer.events).toEqual(['credential_accepted attempt-1']);
    expect(disk.state?.outbox).toEqual([]);
    expect(app.open.value?.content.cards).toHaveLength(1);
  });

  it('stores nothing when the phone is full, and can go on', async () => {
    await upToReview();
    disk.full = true;
    await app.finish('271905');
    expect([step(), errorCode(), issuer.events]).toEqual(['storing', 'storage_full', []]);
    disk.full = false;
    await app.retry();
    expect(step()).toBe('done');
  });

  it('keeps nothing of somebody else’s card, and tells the issuer', async () => {
    await upToReview();
    await app.decline();
    await app.deliver();
    expect(issuer.events).toEqual(['credential_failure attempt-1']);
    expect(disk.state).toMatchObject({ vault: null, flow: null, outbox: [] });
  });

  it('knows its own used QR, and holds a second person’s card beside the first', async () => {
    await upToReview();
    await app.finish('271905');
    await app.deliver();
    await app.begin(offer('offer-1'));
    expect(errorCode()).toBe('offer_done');
    await upToReview('offer-3');
    await app.confirm();
    expect(app.open.value?.content.cards).toHaveLength(2);
    expect(new Set(app.open.value?.content.cards.map((c) => c.key)).size).toBe(2);
  });

  it('takes nothing from another issuer', async () => {
    await app.begin({ offer: { ...offer('offer-1').offer, issuer: 'https://b.example' } });
    expect([errorCode(), issuer.log]).toEqual(['other_issuer', []]);
  });
});
