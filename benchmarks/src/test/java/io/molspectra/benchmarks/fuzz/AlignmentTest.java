package io.molspectra.benchmarks.fuzz;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.molspectra.library.LibraryRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlignmentTest {

  private static final List<LibraryRow> SOUND = rows("a C", "b CC", "c CCC", "d CCCC");
  private static final LibraryRow BAD = new LibraryRow.Unreadable("f", 2, 2, "", "SYNTAX", "bad");

  private final Alignment alignment = new Alignment(SOUND);

  private static List<LibraryRow> rows(String... texts) {
    List<LibraryRow> rows = new ArrayList<>();
    for (String text : texts) {
      String[] words = text.split(" ");
      rows.add(new LibraryRow.Smiles("f", rows.size() + 1, rows.size() + 1, words[0], words[1]));
    }
    return rows;
  }

  private static List<LibraryRow> with(int at, LibraryRow row) {
    List<LibraryRow> rows = new ArrayList<>(SOUND);
    rows.set(at, row);
    return rows;
  }

  @Test
  void aRejectInPlaceOfTheDamagedRecordIsAsItShouldBe() {
    List<LibraryRow> rows = with(1, BAD);
    assertDoesNotThrow(() -> alignment.requireBefore(rows, 1, false));
    assertDoesNotThrow(() -> alignment.requireAfter(rows, 1));
    assertDoesNotThrow(() -> alignment.requireNames(rows, 1));
    assertThrows(Finding.class, () -> alignment.requireAll(rows));
  }

  @Test
  void rowsThatAreChangedLostOrDoubledAreFindings() {
    LibraryRow other = rows("c O").get(0);
    assertThrows(Finding.class, () -> alignment.requireBefore(with(2, other), 3, false));
    assertThrows(Finding.class, () -> alignment.requireAfter(with(2, other), 1));
    assertThrows(Finding.class, () -> alignment.requireNames(with(2, other), 1));
    assertThrows(Finding.class, () -> alignment.requireAfter(SOUND.subList(0, 3), 1));
    List<LibraryRow> doubled = new ArrayList<>(SOUND);
    doubled.add(SOUND.get(0));
    assertThrows(Finding.class, () -> alignment.requireNames(doubled, 1));
    List<LibraryRow> reversed = new ArrayList<>(SOUND);
    Collections.reverse(reversed);
    assertThrows(Finding.class, () -> alignment.requireNames(reversed, 1));
  }

  @Test
  void theRecordBeforeMayBeRejectedWhereTheFormatLooksAhead() {
    List<LibraryRow> rows = with(1, BAD);
    assertDoesNotThrow(() -> alignment.requireBefore(rows, 2, true));
    assertThrows(Finding.class, () -> alignment.requireBefore(rows, 2, false));
    assertThrows(Finding.class, () -> alignment.requireBefore(rows, 3, true));
  }
}
