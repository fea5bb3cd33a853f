/** The page of the device one sits at. */
export const ownDevicePath = "/einstellungen/dieses-geraet";
