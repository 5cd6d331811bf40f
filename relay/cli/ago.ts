/** How long ago something was, as people say it. */
export function agoWords(at: number, now: number): string {
  const seconds = Math.round((now - at) / 1000);
  if (seconds < 0) return 'in the future: check the clocks';
  if (seconds < 90) return `${seconds} s ago`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min ago`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.round(hours / 24)} days ago`;
}
