/** The German name beside the English one: that is what stands on papers. */
export const states = {
  "state.BW": "Baden-Württemberg",
  "state.BY": "Bavaria (Bayern)",
  "state.BE": "Berlin",
  "state.BB": "Brandenburg",
  "state.HB": "Bremen",
  "state.HH": "Hamburg",
  "state.HE": "Hesse (Hessen)",
  "state.MV": "Mecklenburg-Vorpommern",
  "state.NI": "Lower Saxony (Niedersachsen)",
  "state.NW": "North Rhine-Westphalia (Nordrhein-Westfalen)",
  "state.RP": "Rhineland-Palatinate (Rheinland-Pfalz)",
  "state.SL": "Saarland",
  "state.SN": "Saxony (Sachsen)",
  "state.ST": "Saxony-Anhalt (Sachsen-Anhalt)",
  "state.SH": "Schleswig-Holstein",
  "state.TH": "Thuringia (Thüringen)",
} as const;
