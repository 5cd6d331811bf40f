export const strip = {
  title: 'Calls',
  calls: (count: number) => (count === 1 ? '1 call' : `${count} calls`),
  atLeast: (count: number) => `${count}+ calls`,
  last: (moment: string) => `last ${moment}`,
  missed: (count: number) => `${count} missed`,
  list: 'Calls with this person',
  show: 'Show the calls with this person',
  close: 'Close',
};
