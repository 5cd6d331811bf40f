/** Figures about Zammad's rules for `/metrics`. */
import { Gauge, type Registry } from 'prom-client';

export function zammadRulesGauges(
  registry: Registry,
  read: { blocked(): number; routes(): number; readAt(): number; failing(): boolean },
): void {
  const registers = [registry];
  new Gauge({
    name: 'offhook_zammad_rules',
    help: "Rows of Zammad's own rules that are obeyed, by kind (blocked, routes)",
    labelNames: ['kind'],
    registers,
    collect() {
      this.set({ kind: 'blocked' }, read.blocked());
      this.set({ kind: 'routes' }, read.routes());
    },
  });
  new Gauge({
    name: 'offhook_zammad_rules_failing',
    help: "1 while Zammad's rules cannot be read and the last known ones are obeyed",
    registers,
    collect() {
      this.set(read.failing() ? 1 : 0);
    },
  });
  new Gauge({
    name: 'offhook_zammad_rules_read_seconds',
    help: "Unix time at which Zammad's rules were read last; 0: never",
    registers,
    collect() {
      this.set(read.readAt() / 1000);
    },
  });
}
