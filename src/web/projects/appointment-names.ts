import type { AppointmentView, ProjectView } from "../../contract/projects.ts";
import { t } from "./t.ts";

/** Who goes there. */
export const namesOf = ({ memberIds }: AppointmentView, { people }: ProjectView): string =>
  memberIds.length === 0
    ? t("everybody")
    : people
        .filter(({ id }) => memberIds.includes(id))
        .map(({ name }) => name)
        .join(", ");
