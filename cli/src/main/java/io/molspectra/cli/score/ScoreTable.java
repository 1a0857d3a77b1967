package io.molspectra.cli.score;

import io.molspectra.cli.names.FlagNames;
import io.molspectra.library.LibraryRow;
import io.molspectra.score.ScoredRow;
import io.molspectra.score.ScoredRow.Reject;
import io.molspectra.score.ScoredRow.Scores;
import java.util.ArrayList;
import java.util.List;

/**
 * Cells of scores and of rejects.
 *
 * @param numbers names of the columns of numbers
 * @param embedding length of the embedding, 0 if there is none
 * @param smiles whether there is a column of the SMILES
 */
public record ScoreTable(List<String> numbers, int embedding, boolean smiles) {

  static final String ROW = "row";
  static final String ID = "id";
  static final String SMILES = "smiles";
  static final String EMBEDDING = "embedding";

  private static final List<String> REJECT_HEADER =
      List.of(ROW, "source", "record", "line", ID, SMILES, "reason", "message");

  /** Copies the list. */
  public ScoreTable {
    numbers = List.copyOf(numbers);
  }

  List<String> header() {
    var header = new ArrayList<>(List.of(ROW, ID));
    if (smiles) {
      header.add(SMILES);
    }
    header.addAll(numbers);
    for (int i = 0; i < embedding; i++) {
      header.add(EMBEDDING + "_" + i);
    }
    return header;
  }

  List<String> cells(ScoredRow row, Scores scores) {
    List<String> cells = new ArrayList<>(2 + numbers.size() + embedding);
    cells.add(Long.toString(row.number()));
    cells.add(row.row().id());
    if (smiles) {
      cells.add(smiles(row.row()));
    }
    for (double number : scores.numbers()) {
      cells.add(shortest(number));
    }
    float[] vector = scores.embedding();
    if (vector != null) {
      for (float value : vector) {
        cells.add(Float.toString(value));
      }
    }
    return cells;
  }

  static List<String> rejectHeader() {
    return REJECT_HEADER;
  }

  static List<String> cells(ScoredRow row, Reject reject) {
    LibraryRow from = row.row();
    return List.of(
        Long.toString(row.number()),
        from.source(),
        Long.toString(from.record()),
        Long.toString(reject.line()),
        from.id(),
        smiles(from),
        reject.reason(),
        FlagNames.in(reject.message()));
  }

  private static String smiles(LibraryRow row) {
    return row instanceof LibraryRow.Smiles written ? written.smiles() : "";
  }

  /** A number that came in float32 is written with the digits it has. */
  private static String shortest(double number) {
    float narrow = (float) number;
    return narrow == number ? Float.toString(narrow) : Double.toString(number);
  }
}
