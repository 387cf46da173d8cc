// What the imports ask of the server.
import { api, ApiError } from '@lib/api';
import type { Import, Mapping, Preview } from '@lib/contract/imports';

export const imports = (signal: AbortSignal) => api.get<{ imports: Import[] }>('/api/v1/imports', { signal }).then((a) => a.imports);
export const oneImport = (id: string, signal: AbortSignal) => api.get<Import>(`/api/v1/imports/${id}`, { signal });
export const preview = (id: string, mapping: Mapping) => api.post<Preview>(`/api/v1/imports/${id}/preview`, { mapping });
export const run = (id: string, mapping: Mapping, dryRun: boolean) => api.post<Import>(`/api/v1/imports/${id}/run`, { mapping, dry_run: dryRun });
export const undo = (id: string) => api.post<void>(`/api/v1/imports/${id}/undo`, undefined, { timeout: 15 * 60_000 });
export const remove = (id: string) => api.del<void>(`/api/v1/imports/${id}`);
export const rejects = (id: string) => api.blob(`/api/v1/imports/${id}/rejects`);

/** Uploads a file and tells how many of its bytes have gone. fetch() cannot tell that, so this is the older request. */
export function upload(file: File, onSent: (bytes: number) => void, stop: AbortSignal): Promise<Import> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/imports');
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = (e) => onSent(e.loaded);
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status < 300 && body) resolve(body as unknown as Import);
      else reject(new ApiError(request.status, text(body?.code) || `http_${request.status}`, text(body?.detail), text(body?.field), text(body?.id)));
    };
    request.onerror = () => reject(new ApiError(0, 'offline', 'No connection for the upload.'));
    request.onabort = () => reject(new ApiError(0, 'canceled', 'The upload was stopped.'));
    stop.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function parsed(answer: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(answer) as Record<string, unknown>;
  } catch {
    return undefined; // a proxy's page: the status speaks for it
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
