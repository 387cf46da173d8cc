// The JSON of imports of residents' files, as internal/register answers it.
export type ImportState = 'uploaded' | 'running' | 'checked' | 'done' | 'failed' | 'interrupted' | 'undoing' | 'undone';
/** The column, from 0, of each field. */
export type Mapping = Record<string, number>;

export type PreviewProblem = { code: string; field: string; column: number; first: number; reason_id: string; reason_en: string };
export type PreviewRow = { row: number; cells: string[]; problems: PreviewProblem[]; warnings: string[] };
export type Preview = {
  format: string;
  encoding: string;
  delimiter?: string;
  sheet?: string;
  header_row: number;
  header: string[];
  mapping: Mapping;
  missing: string[];
  unknown: string[];
  /** Every NIK ends in 0: a spreadsheet program has lost the last digit. */
  rounded: boolean;
  rows: PreviewRow[];
};

export type ImportProgress = { rows: number; accepted: number; rejected: number; warnings: number; done_bytes: number; total_bytes: number };
export type ImportResult = {
  dry_run: boolean;
  resumed: boolean;
  rows: number;
  accepted: number;
  rejected: number;
  warnings: number;
  inserted: number;
  changed: number;
  unchanged: number;
  reasons?: Record<string, number>;
  has_rejects: boolean;
  seconds?: number;
};

export type Import = {
  id: string;
  name: string;
  city: string;
  size: number;
  at: string;
  state: ImportState;
  source_id?: string;
  /** The file is here: it can be run, previewed and deleted. */
  uploaded: boolean;
  preview?: Preview;
  progress?: ImportProgress;
  result?: ImportResult;
  error?: { code: string; detail?: string };
};
