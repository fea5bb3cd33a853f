// Every rule, in the order of the catalogue; ER-3 decides an erasure, ER-1 says why, so it comes first there. A rule that is not listed here does not exist.
import type { Rule } from "./rule.ts";
import { ac2, ac3 } from "./rules/accountability.ts";
import { ab1, ab3 } from "./rules/address-book.ts";
import { ad1, ad2, ad3, ad4, ad7, ad8, ad9 } from "./rules/advertising.ts";
import { base1, base2 } from "./rules/base.ts";
import { ad5 } from "./rules/consent-answer.ts";
import { ai1, ct1 } from "./rules/contracts.ts";
import { dv1, dv3 } from "./rules/devices.ts";
import { em1, em2, em3, em4 } from "./rules/email.ts";
import { fc1, fc2, fc3 } from "./rules/first-contact.ts";
import { im1, im2, im3, im4 } from "./rules/imprint.ts";
import { in1, in2, in3, in4, in5, in6 } from "./rules/internal.ts";
import { ms1, ms2, ms3 } from "./rules/mass-sending.ts";
import { md1, md3 } from "./rules/metadata.ts";
import { ph1, ph2, ph3, ph4 } from "./rules/photos.ts";
import { pn1, pn2, pn4, pn5, pn6, pn7, pn8 } from "./rules/privacy-notice.ts";
import { av1, av2, av4, av6 } from "./rules/processors.ts";
import { er1, er2, er3 } from "./rules/retention.ts";
import { sc1, sc2, sc3 } from "./rules/special-categories.ts";
import { ds3, ds4 } from "./rules/subject-rights.ts";
import { wc1, wc2 } from "./rules/terminal-storage.ts";
import { wa1, wa2, wa3, wa6, wa10 } from "./rules/whatsapp.ts";

export const allRules: readonly Rule[] = [
  ...[fc1, fc2, fc3],
  ...[pn1, pn2, pn4, pn5, pn6, pn7, pn8],
  ...[im1, im2, im3, im4],
  ...[av1, av2, av4, av6],
  ...[ab1, ab3],
  ...[ad1, ad2, ad3, ad4, ad5, ad7, ad8, ad9],
  ...[ms1, ms2, ms3],
  ...[dv1, dv3],
  ...[in1, in2, in3, in4, in5, in6],
  ...[md1, md3],
  ...[ph1, ph2, ph3, ph4],
  ...[ds3, ds4],
  ...[er3, er1, er2],
  ...[ac2, ac3],
  ...[sc1, sc2, sc3],
  ...[wc1, wc2],
  ...[em1, em2, em3, em4],
  ...[wa1, wa2, wa3, wa6, wa10],
  ...[ai1, ct1],
  ...[base1, base2],
];
