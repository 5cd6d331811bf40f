export const opening = {
  title: 'Opening',
};
