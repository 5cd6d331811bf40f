export const people = {
  title: 'Who is it?',
};
