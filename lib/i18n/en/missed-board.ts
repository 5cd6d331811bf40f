export const missedBoard = {
  title: 'Missed calls',
};
