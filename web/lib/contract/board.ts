// The JSON of targets and of what was reached, as internal/target answers it. Percentages are whole hundredths of a percent.
import type { GroupKind } from './outreach';
import type { Channel } from './enrol';

export type BaseKind = 'wajib_ktp' | 'recorded';

export type Target = {
  name: string;
  base_kind: BaseKind;
  /** People that the target is a share of. */
  base: number;
  /** YYYY-MM-DD */
  base_as_of: string;
  base_source: string;
  /** The target itself, in people. */
  number: number;
  /** 2500 is 25 %; 0 if only a number was said. */
  percent_bp: number;
  /** YYYY-MM-DD */
  due: string;
};

/** What is set: without a number it follows from the percentage. */
export type TargetGiven = { name: string; base_kind: BaseKind; percent_bp?: number; number?: number; due: string };

/** The sums that change with every activation. */
export type Figures = {
  /** Activated people who live here, wherever they were served. */
  realised: number;
  today: number;
  /** Activated people who were served here, wherever they live. */
  served_here: number;
  served_here_today: number;
  /** Served here, counted elsewhere. */
  outsiders_served: number;
};

export type OutcomeCount = { outcome: 'offered' | 'active' | 'failed' | 'refused' | 'left'; code: string; n: number };
export type DayCount = { day: string; n: number };

export type Board = Figures & {
  as_of: string;
  city: { code: string; name: string };
  target: Target | null;
  percent_of_base_bp: number;
  percent_of_target_bp: number;
  expected_by_today: number;
  yesterday: number;
  workdays_left: number;
  needed_per_workday: number;
  pace_per_workday: number;
  outcomes: OutcomeCount[];
  /** From the first day of the year; days without anybody are left out. */
  series: DayCount[];
  channels: { channel: Channel; n: number }[];
};

export type AreaRow = {
  code: string;
  name: string;
  base: number;
  recorded: number;
  residents: number;
  target: number;
  realised: number;
  today: number;
  percent_of_base_bp: number;
  percent_of_target_bp: number;
};
export type AreaTable = { rows: AreaRow[]; total: AreaRow };

/** Active members of a group; elsewhere are those who count for another city. */
export type GroupRow = { id: string; name: string; kind: GroupKind; members: number; realised: number; elsewhere: number; today: number; percent_bp: number };
export type GroupTable = { rows: GroupRow[]; total: GroupRow };

/** GeoJSON of a city's kelurahan. */
export type AreaMap = {
  /** Cells around the centres, no outlines. */
  schematic: boolean;
  features: {
    properties: { kode: string; nama: string; kecamatan: string; nama_kecamatan: string };
    geometry: { type: 'Polygon'; coordinates: number[][][] } | { type: 'MultiPolygon'; coordinates: number[][][][] };
  }[];
};
