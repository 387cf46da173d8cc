// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { render, type ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { beforeEach, expect, it, vi } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { setLang } from '../i18n';
import { Button, csv, draw, NumberPad, Table, TextInput, toast, Toasts, type Column } from './index';

const show = async (what: ComponentChildren) => {
  document.body.innerHTML = '<div id="app"></div>';
  const root = document.getElementById('app')!;
  await act(() => render(what, root));
  return root;
};

beforeEach(() => setLang('id'));

it('draws QR codes that a reader by others reads', async () => {
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm')).buffer }, fireImmediately: true });
  const text = 'https://id.example.go.id/wallet/#credential_offer_uri=https%3A%2F%2Fid.example.go.id%2Foffer%2F7h2k9';
  const { size, path } = draw(text, 'M');
  const scale = 4;
  const data = new Uint8ClampedArray(size * size * scale * scale * 4).fill(255);
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let py = Number(y) * scale; py < (Number(y) + 1) * scale; py++) {
      for (let px = Number(x) * scale; px < (Number(x) + Number(run)) * scale; px++) data.set([0, 0, 0], (py * size * scale + px) * 4);
    }
  }
  const found = await readBarcodes({ data, width: size * scale, height: size * scale, colorSpace: 'srgb' } as ImageData, { formats: ['QRCode'] });
  expect(found.map((code) => code.text)).toEqual([text]);
});

it('writes CSV that no spreadsheet runs', () => {
  expect(csv([['Nama', 'n'], ['=1+1', 3], ['a;"b"', undefined]])).toBe('\ufeffNama;n\r\n\'=1+1;3\r\n"a;""b""";\r\n');
});

it('sorts figures from the largest, then the other way, and adds up', async () => {
  const columns: Column<number>[] = [{ key: 'n', head: 'N', figure: true, cell: (n) => n, sort: (n) => n, total: 15 }];
  const root = await show(<Table caption="c" columns={columns} rows={[2, 10, 3]} rowKey={String} />);
  const cells = () => [...root.querySelectorAll('tbody td')].map((c) => c.textContent);
  expect(cells()).toEqual(['2', '10', '3']);
  await act(() => root.querySelector<HTMLElement>('.sort')!.click());
  expect(cells()).toEqual(['10', '3', '2']);
  expect(root.querySelector('th')!.getAttribute('aria-sort')).toBe('descending');
  await act(() => root.querySelector<HTMLElement>('.sort')!.click());
  expect(cells()).toEqual(['2', '3', '10']);
  expect(root.querySelector('tfoot')!.textContent).toBe('15');
});

it('takes no second press while busy', async () => {
  const press = vi.fn();
  const root = await show(<Button busy onClick={press}>Simpan</Button>);
  root.querySelector('button')!.click();
  expect(press).not.toHaveBeenCalled();
  expect(root.textContent).toContain('Sebentar');
});

it('ties a field to its label, hint and error', async () => {
  const root = await show(<TextInput label="NIK" hint="16 angka" error="Kurang" value="1" onValue={() => undefined} />);
  const input = root.querySelector('input')!;
  expect(root.querySelector('label')!.htmlFor).toBe(input.id);
  const described = input.getAttribute('aria-describedby')!.split(' ').map((id) => document.getElementById(id)!.textContent);
  expect(described).toEqual(['16 angka', 'Kurang']);
  expect(input.getAttribute('aria-invalid')).toBe('true');
});

it('calls back with the last digit, from keys and keyboard, and never shows a PIN', async () => {
  const [done, put] = [vi.fn(), vi.fn()];
  const root = await show(<NumberPad label="PIN" value="12" onValue={put} length={3} onDone={done} masked />);
  expect(root.querySelector('.pad-digits')!.textContent).toBe('●●');
  await act(() => root.querySelectorAll<HTMLElement>('.key')[6]!.click());
  expect(done).toHaveBeenCalledWith('127');
  await show(<NumberPad label="PIN" value="12" onValue={put} length={3} onDone={done} masked />);
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '9', bubbles: true }));
  expect(done).toHaveBeenLastCalledWith('129');
});

it('takes digits that are typed faster than pictures are drawn', async () => {
  const typed = vi.fn();
  function Typing() {
    const [nik, setNik] = useState('');
    typed(nik);
    return <NumberPad label="NIK" value={nik} onValue={setNik} length={16} />;
  }
  await show(<Typing />);
  for (const key of '167301') {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await Promise.resolve().then(() => undefined); // drawn, its effects not run
  }
  expect(typed).toHaveBeenLastCalledWith('167301');
});

it('loses no digit that is pressed before it has drawn the one before', async () => {
  const put = vi.fn();
  const root = await show(<NumberPad label="PIN" value="1" onValue={put} length={6} />);
  const keys = root.querySelectorAll<HTMLElement>('.key');
  keys[1]!.click();
  keys[2]!.click();
  expect(put.mock.calls).toEqual([['12'], ['123']]);
});

it('takes back only what was done last', async () => {
  const undone: string[] = [];
  const root = await show(<Toasts />);
  const done = (what: string) => act(() => toast(what, { action: { label: 'Urungkan', run: () => undone.push(what) } }));
  await done('dibuka');
  await act(() => toast('disimpan'));
  await done('ditutup');
  const buttons = [...root.querySelectorAll('button')].filter((b) => b.textContent === 'Urungkan');
  expect(root.textContent).toContain('disimpan');
  expect(buttons).toHaveLength(1);
  await act(() => buttons[0]?.click());
  expect(undone).toEqual(['ditutup']);
  expect(root.textContent).not.toContain('ditutup');
});
