import { userSchema } from './people.ts';
import type { Request } from './request.ts';
import type { ZammadUser } from './types.ts';

export function createMe(request: Request) {
  return {
    /** Whose token this is. Any valid token may ask; `zammad/unauthorised` means it is none. */
    me: (): Promise<ZammadUser> => request.get('users/me', userSchema, { expand: true }),
  };
}
