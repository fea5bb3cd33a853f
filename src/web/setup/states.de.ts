/** The federal states, as the law calls them. */
export const states = {
  "state.BW": "Baden-Württemberg",
  "state.BY": "Bayern",
  "state.BE": "Berlin",
  "state.BB": "Brandenburg",
  "state.HB": "Bremen",
  "state.HH": "Hamburg",
  "state.HE": "Hessen",
  "state.MV": "Mecklenburg-Vorpommern",
  "state.NI": "Niedersachsen",
  "state.NW": "Nordrhein-Westfalen",
  "state.RP": "Rheinland-Pfalz",
  "state.SL": "Saarland",
  "state.SN": "Sachsen",
  "state.ST": "Sachsen-Anhalt",
  "state.SH": "Schleswig-Holstein",
  "state.TH": "Thüringen",
} as const;
