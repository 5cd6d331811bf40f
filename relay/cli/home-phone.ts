/** Numbers as the configured home country writes them. */
import type { MetadataJson } from 'libphonenumber-js/core';
import { createPhone, type Phone } from '../../lib/core/phone.ts';
import type { RelayConfig } from '../config.ts';

export function homePhone(
  config: Pick<RelayConfig, 'homeCountry' | 'areaCode' | 'extensions'>,
  metadata: MetadataJson,
): Phone {
  return createPhone(metadata, {
    homeCountry: config.homeCountry,
    areaCode: config.areaCode,
    extensions: config.extensions === undefined ? undefined : new RegExp(config.extensions),
  });
}
