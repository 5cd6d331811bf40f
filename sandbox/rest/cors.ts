/** Token answers may be read from any origin; `Authorization` is not among the allowed headers. */
export function allowAnyOrigin(headers: Headers): void {
  headers.set('access-control-allow-origin', '*');
  headers.set('access-control-allow-methods', 'POST, GET, PUT, DELETE, PATCH, OPTIONS');
  headers.set('access-control-max-age', '1728000');
  headers.set(
    'access-control-allow-headers',
    'Content-Type, Depth, User-Agent, X-File-Size, X-Requested-With, If-Modified-Since, X-File-Name, Cache-Control, Accept-Language',
  );
}
