package io.molspectra.cli;

import io.molspectra.cli.Outcome.Answer;
import io.molspectra.score.ScalarColumns.Column;
import io.molspectra.table.CsvTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Answers with a table beside them that says what each column is: column, unit, meaning. */
final class DescribedAnswers implements AnswerWriter {

  private final AnswerWriter answers;
  private final CsvTable table;

  /**
   * @param answers closed with this writer, and if this one cannot be made
   */
  DescribedAnswers(AnswerWriter answers, Path target, List<Column> columns) throws IOException {
    this.answers = answers;
    try {
      table = CsvTable.create(target, List.of("column", "unit", "meaning"));
      for (Column column : columns) {
        table.row(column.name(), column.unit(), column.meaning());
      }
    } catch (IOException | RuntimeException e) {
      answers.close();
      throw e;
    }
  }

  @Override
  public void add(Answer answer) throws IOException {
    answers.add(answer);
  }

  /** The description first: where there are answers, it is there too. */
  @Override
  public void commit() throws IOException {
    table.commit();
    answers.commit();
  }

  @Override
  public void close() throws IOException {
    try (answers) {
      table.close();
    }
  }
}
