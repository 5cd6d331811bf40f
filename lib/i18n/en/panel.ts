export const panel = {
  title: 'Calls',
};
