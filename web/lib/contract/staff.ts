// The JSON of staff and sessions, as internal/auth answers it.
export type Role = 'administrator' | 'head' | 'planner' | 'registrar' | 'officer' | 'agency_contact' | 'auditor' | 'relying_party';
export type Officer = { id: string; name: string; login: string; role: Role; group_id?: string };
/** An officer as everybody who plans knows them. */
export type Colleague = { id: string; name: string; role: Role };
export type Session = { officer: Officer; scopes: string[] };
export type DemoAccount = { role: Role; login: string; name: string };
