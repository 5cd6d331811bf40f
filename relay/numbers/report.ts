/** The report: every active person and organisation examined, what was found kept for printing. */
import type { Phone } from '../../lib/core/phone.ts';
import type { Zammad } from '../../lib/zammad/zammad.ts';
import { examineOrganization } from './examine-organization.ts';
import { examinePerson } from './examine-person.ts';
import { attributesToRead } from './number-texts.ts';
import { readPages } from './read-pages.ts';
import { readPeople, type ReadPeopleDeps } from './read-people.ts';
import { createReportStore, type ReportStore } from './report-store.ts';

export interface ReportDeps extends ReadPeopleDeps {
  zammad: ReadPeopleDeps['zammad'] & Pick<Zammad, 'organizationsPage'>;
  phone: Phone;
  /** Names of further attributes of people that hold numbers. */
  custom: readonly string[];
  /** Attributes of organisations that hold numbers; none: organisations are not looked at. */
  organizationFields: readonly string[];
  /** People and organisations read so far, after each page. */
  onProgress?: ((records: number) => void) | undefined;
}

export interface Report {
  store: ReportStore;
  /** Active people who were looked at. */
  people: number;
  organizations: number;
  /** People and organisations that were left out. */
  inactive: number;
  /** Different numbers of theirs. */
  numbers: number;
}

/**
 * @param ids only these people; numbers they share with others are not known then
 * @returns close its store
 * @throws ZammadError
 */
export async function makeReport(deps: ReportDeps, ids: readonly number[] = []): Promise<Report> {
  const { custom, organizationFields, phone, zammad } = deps;
  const store = createReportStore();
  const report = { store, people: 0, organizations: 0, inactive: 0, numbers: 0 };
  function tell(read: number, active: number): void {
    report.inactive += read - active;
    deps.onProgress?.(report.people + report.organizations + report.inactive);
  }
  try {
    for await (const page of readPeople(deps, attributesToRead(custom), ids)) {
      const active = page.filter((user) => user.active);
      store.add(active.map((user) => examinePerson(user, custom, phone)));
      report.people += active.length;
      tell(page.length, active.length);
    }
    if (organizationFields.length > 0 && ids.length === 0) {
      const ask = (page: number, perPage: number) =>
        zammad.organizationsPage('id', page, perPage, organizationFields);
      for await (const page of readPages(ask, deps)) {
        const active = page.filter((one) => one.active);
        store.add(active.map((one) => examineOrganization(one, organizationFields, phone)));
        report.organizations += active.length;
        tell(page.length, active.length);
      }
    }
    store.finish();
    report.numbers = store.numbers();
    return report;
  } catch (error) {
    store.close();
    throw error;
  }
}
