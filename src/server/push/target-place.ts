/** Where the sealed address of a device stands; sealing and opening must name the same place. */
export const targetPlace = (deviceId: string) => ({
  table: "push_address",
  row: deviceId,
  column: "sealed_target",
});
