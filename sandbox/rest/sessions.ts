import { randomBytes } from 'node:crypto';

/** A logged-in browser. */
export interface Session {
  id: string;
  userId: number;
  /** The real one is masked anew in each page; here it simply stays. 86 characters, as measured. */
  csrf: string;
  theme: 'light' | 'dark';
  lang: 'en' | 'de';
}

export interface Sessions {
  get(id: string | undefined): Session | undefined;
  start(userId: number): Session;
  end(id: string): void;
}

export function createSessions(): Sessions {
  const sessions = new Map<string, Session>();
  return {
    get: (id) => (id === undefined ? undefined : sessions.get(id)),
    start(userId) {
      const session: Session = {
        id: randomBytes(16).toString('hex'),
        userId,
        csrf: randomBytes(64).toString('base64url').slice(0, 86),
        theme: 'light',
        lang: 'en',
      };
      sessions.set(session.id, session);
      return session;
    },
    end(id) {
      sessions.delete(id);
    },
  };
}
