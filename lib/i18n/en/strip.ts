export const strip = {
  title: 'Calls',
};
