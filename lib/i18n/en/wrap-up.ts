export const wrapUp = {
  title: 'Note',
};
