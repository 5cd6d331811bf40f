export const waiting = {
  title: 'Waiting notes',
};
