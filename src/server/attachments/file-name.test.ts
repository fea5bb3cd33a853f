import { describe, expect, test } from "vitest";
import { contentDisposition, nameWithEnding, safeFileName } from "./file-name.ts";

describe("names a stranger gives a file (V36)", () => {
  test.each([
    ["../../etc/passwd", "_.._etc_passwd"],
    ["..", undefined],
    [".htaccess", "htaccess"],
    ["\u200b.htaccess", "htaccess"],
    ["a.php\u202egnp", "a.phpgnp"],
    ["CON", "Datei CON"],
    ["nul.txt", "Datei nul.txt"],
    ["Foto. ", "Foto"],
    ["a\u0000b.jpg", "ab.jpg"],
    ["C:\\Bilder\\Heizung.jpg", "C__Bilder_Heizung.jpg"],
    ["   ", undefined],
    ["///", undefined],
    ["Größe\n\r\t1.pdf", "Größe1.pdf"],
    ["<img src=x onerror=alert(1)>.png", "_img src=x onerror=alert(1)_.png"],
  ])("%j is shown as %j", (given, shown) => {
    expect(safeFileName(given)).toBe(shown);
  });

  test("two spellings of the same name are one name", () => {
    expect(safeFileName("Gro\u0308ße.jpg")).toBe(safeFileName("Größe.jpg"));
  });

  test("a very long name keeps its ending and cuts no sign in half", () => {
    const name = safeFileName(`${"🔧".repeat(300)}.jpeg`) ?? "";
    expect([...name]).toHaveLength(120);
    expect(name.endsWith("🔧.jpeg")).toBe(true);
    expect(name.isWellFormed()).toBe(true);
  });

  test("a picture gets a picture's ending, whatever it was called", () => {
    expect(nameWithEnding("rechnung.exe", "jpg")).toBe("rechnung.exe.jpg");
    expect(nameWithEnding("Foto.JPEG", "jpg")).toBe("Foto.JPEG");
    expect(nameWithEnding("Plan", undefined)).toBe("Plan");
  });

  test("a name cannot break out of the header", () => {
    const header = contentDisposition("attachment", 'a"; filename=b.exe\\ ö.pdf');
    expect(header).toBe(
      "attachment; filename=\"a_; filename=b.exe_ _.pdf\"; filename*=UTF-8''a%22%3B%20filename%3Db.exe%5C%20%C3%B6.pdf",
    );
  });
});
