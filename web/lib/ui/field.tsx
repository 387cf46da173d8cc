import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Icon, type IconName } from './icon';
import { ut } from './texts';

type Labels = { label: string; hint?: string; error?: string; optional?: boolean };
type Wired = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true };

/** A label with its control, what helps to fill it in, and what is wrong with it. */
export function Field(p: Labels & { children: (wired: Wired) => ComponentChildren }): JSX.Element {
  const id = useId();
  const described = [p.hint && `${id}h`, p.error && `${id}e`].filter(Boolean).join(' ');
  return (
    <div class={p.error ? 'field-row wrong' : 'field-row'}>
      <label for={id}>{p.label}{p.optional && <span class="muted"> ({ut('ui.optional')})</span>}</label>
      {p.hint && <p class="hint" id={`${id}h`}>{p.hint}</p>}
      {p.children({ id, 'aria-describedby': described || undefined, 'aria-invalid': p.error ? true : undefined })}
      {p.error && <p class="error-line" id={`${id}e`}><Icon name="warning" size={18} />{p.error}</p>}
    </div>
  );
}

type InputProps = Labels & {
  value: string;
  onValue: (value: string) => void;
  type?: 'text' | 'password' | 'search' | 'tel' | 'email' | 'date' | 'time' | 'number';
  name?: string;
  placeholder?: string;
  autocomplete?: string;
  inputMode?: 'text' | 'numeric' | 'decimal' | 'search' | 'tel';
  maxLength?: number;
  required?: boolean;
  disabled?: boolean;
  autofocus?: boolean;
  /** Digits at one width, wide apart: NIK, codes. */
  digits?: boolean;
  icon?: IconName;
  /** More than one line. */
  lines?: number;
};

/** One line of text (or several, with `lines`). */
export function TextInput(p: InputProps): JSX.Element {
  return (
    <Field label={p.label} hint={p.hint} error={p.error} optional={p.optional}>
      {(wired) => {
        const shared = {
          ...wired, class: p.digits ? 'input digits' : 'input', value: p.value, name: p.name, placeholder: p.placeholder, maxLength: p.maxLength,
          required: p.required, disabled: p.disabled, autofocus: p.autofocus, autocomplete: p.autocomplete ?? 'off',
        };
        if (p.lines) return <textarea {...shared} rows={p.lines} onInput={(e) => p.onValue(e.currentTarget.value)} />;
        const input = <input {...shared} type={(p.type ?? 'text') as 'text'} inputMode={p.inputMode} onInput={(e) => p.onValue(e.currentTarget.value)} />;
        return p.icon ? <div class="with-icon"><Icon name={p.icon} />{input}</div> : input;
      }}
    </Field>
  );
}

export type Option<V extends string = string> = { value: V; label: string };

/** A choice from a short list. */
export function Select<V extends string>(p: Labels & { value: V; options: Option<V>[]; onValue: (value: V) => void; disabled?: boolean; name?: string }): JSX.Element {
  return (
    <Field label={p.label} hint={p.hint} error={p.error} optional={p.optional}>
      {(wired) => (
        <div class="select">
          <select {...wired} class="input" name={p.name} value={p.value} disabled={p.disabled} onChange={(e) => p.onValue(e.currentTarget.value as V)}>
            {p.options.map((o) => <option key={o.value} value={o.value}>{o.label}</option>)}
          </select>
          <Icon name="down" />
        </div>
      )}
    </Field>
  );
}

/** A yes or no. */
export function Checkbox(p: { label: ComponentChildren; hint?: string; checked: boolean; onValue: (checked: boolean) => void; disabled?: boolean }): JSX.Element {
  return (
    <label class="checkbox">
      <input type="checkbox" checked={p.checked} disabled={p.disabled} onChange={(e) => p.onValue(e.currentTarget.checked)} />
      <span class="box"><Icon name="check" size={18} /></span>
      <span>{p.label}{p.hint && <span class="hint">{p.hint}</span>}</span>
    </label>
  );
}

export type Tile<V extends string> = { value: V; label: string; icon?: IconName; hint?: string };

/** A choice of one, as large tiles: outcomes, reasons, purposes. */
export function Tiles<V extends string>(p: { label: string; options: Tile<V>[]; value?: V; onValue: (value: V) => void }): JSX.Element {
  const name = useId();
  return (
    <fieldset class="tiles">
      <legend>{p.label}</legend>
      <div class="tile-grid">
        {p.options.map((o) => (
          <label key={o.value} class="tile">
            <input type="radio" name={name} value={o.value} checked={p.value === o.value} onChange={() => p.onValue(o.value)} />
            <span class="tile-face">
              {o.icon && <Icon name={o.icon} size={24} />}
              <span><strong>{o.label}</strong>{o.hint && <span class="hint">{o.hint}</span>}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
