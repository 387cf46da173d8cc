// The register's JSON, as internal/register answers it.
export type Coded = { code: number; name: string };
export type Place = { code: string; name: string };

/** A resident in a list. The NIK is masked: 1673··········01. */
export type ResidentSummary = {
  id: string;
  nik_masked: string;
  name: string;
  sex: 'L' | 'P';
  birth_place: string;
  /** YYYY-MM-DD */
  birth_date: string;
  /** Completed years today. */
  age: number;
  /** Kelurahan of domicile. */
  area: Place;
  kecamatan: Place;
  city: Place;
  ktp_status: Coded;
  wajib_ktp: boolean;
  life: Coded;
  match?: 'exact' | 'prefix' | 'similar';
};

/** All that the register holds of a resident. */
export type ResidentRecord = ResidentSummary & {
  nik: string;
  family_card: string;
  blood: Coded;
  religion: Coded;
  marital: Coded;
  /** To the head of the family. */
  relation: Coded;
  education: Coded;
  occupation: Coded;
  citizenship: Coded;
  address: { line: string; rt: number; rw: number; hamlet: string; post_code: string };
  phone: string;
  email: string;
  mother_name: string;
  father_name: string;
  warnings: string[];
  source: { kind: 'import' | 'generated' | 'change'; name: string; at: string; row: number };
  /** Counts for this city. */
  domiciled_here: boolean;
};

/** Why a record is read; the person sees it. */
export type Purpose = 'counter' | 'visit' | 'office' | 'correction';

export type SearchRequest = { text: string; within?: string; limit?: number; after?: string };
export type SearchAnswer = { hits: ResidentSummary[]; total: number; capped: boolean; next?: string };
