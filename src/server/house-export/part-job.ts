/** The step that writes the next part: one of an export, also after a kill between its order and the end of the last. */
export const partJob = (tenantId: string, exportId: string) => ({
  task: "house-export",
  payload: { tenantId, exportId },
  key: `house-export:${exportId}`,
});
