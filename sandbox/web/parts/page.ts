/** What the server wrote into the page about who is logged in and which Zammad this is. */
function meta(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name=${name}]`)?.content ?? '';
}

export const flavour: string = meta('sandbox-flavour');
export const me = JSON.parse(meta('sandbox-session')) as {
  id: number;
  login: string;
  name: string;
};
export const modern: boolean = flavour !== '5.5';
/** The desktop UI has pages for people. */
export const userPages: boolean = Number.parseFloat(flavour) >= 7;
