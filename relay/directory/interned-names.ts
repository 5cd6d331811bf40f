/** Each name is kept once and goes by a small integer; 0 is the empty one. */
export interface InternedNames {
  numberOf(name: string): number;
  nameOf(number: number): string;
}

export function createInternedNames(): InternedNames {
  const names = [''];
  const numbers = new Map([['', 0]]);
  return {
    numberOf(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      names.push(name);
      numbers.set(name, names.length - 1);
      return names.length - 1;
    },
    nameOf: (number) => names[number] ?? '',
  };
}
