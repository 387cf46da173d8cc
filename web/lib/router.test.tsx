// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, expect, it } from 'vitest';
import { href, Link, match, navigate, place, Router, setQuery, type Params } from './router';

it('matches patterns', () => {
  expect(match('/', '/')).toEqual({});
  expect(match('/kunjungan/:id', '/kunjungan/a%20b')).toEqual({ id: 'a b' });
  expect(match('/kunjungan/:id', '/kunjungan')).toBeUndefined();
  expect(match('/kunjungan/:id', '/kunjungan/%')).toEqual({ id: '%' });
  expect(match('/a', '/b')).toBeUndefined();
});

const Home = () => <main><h1>Home</h1><Link to="/orang/7">go</Link></main>;
const Person = ({ params }: { params: Params }) => <main><h1>Person {params.id}</h1></main>;
const routes = [{ path: '/', view: Home }, { path: '/orang/:id', view: Person }];

beforeEach(async () => {
  history.replaceState({}, '', '/office/');
  document.body.innerHTML = '<div id="app"></div>';
  await act(() => render(<Router base="/office" title="Jemput" routes={routes} missing={() => <p>missing</p>} />, document.getElementById('app')!));
});

it('follows links below the base, focuses the heading, and goes back', async () => {
  const link = document.querySelector('a')!;
  expect(link.getAttribute('href')).toBe('/office/orang/7');
  await act(() => link.click());
  expect(location.pathname).toBe('/office/orang/7');
  expect(document.body.textContent).toBe('Person 7');
  expect(document.activeElement?.textContent).toBe('Person 7');
});

it('shows the missing page, and keeps a filter in the query', async () => {
  await act(() => navigate('/nowhere'));
  expect(document.body.textContent).toBe('missing');
  await act(() => setQuery({ q: 'a b', none: undefined }));
  expect(location.href).toContain('/office/nowhere?q=a+b');
  expect(place.value.query.get('q')).toBe('a b');
  expect(href('/x')).toBe('/office/x');
});
