import { expect, it } from "vitest";
import { placeOf } from "./place-of.ts";

it("knows of everything that waits where it is seen among the rest", () => {
  const paths = [
    ["message", "c1"],
    ["note", "c1"],
    ["room-message", "r1"],
    ["project-note", "project/p1"],
    ["project-photo", "project/p1"],
    ["project-label", "project/p1/label"],
    ["project-word", "project/p1/word"],
    ["shot", "camera/room/r1"],
    ["shot", "camera/conversation/c1"],
    ["shot", "camera/note/c1"],
    ["shot", "camera/project/p1"],
    ["draft-file", "draft-file/note/c1"],
    ["recording", "recording/room/r1"],
  ].map(([kind = "", lane = ""]) => placeOf({ kind, lane }).path);
  expect(paths).toEqual([
    "/posteingang/c1",
    "/posteingang/c1",
    "/team/r1",
    "/projekte/p1",
    "/projekte/p1/fotos",
    "/projekte/p1/fotos",
    "/projekte/p1",
    "/team/r1",
    "/posteingang/c1",
    "/posteingang/c1",
    "/projekte/p1/fotos",
    "/posteingang/c1",
    "/team/r1",
  ]);
});
