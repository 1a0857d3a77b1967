package io.molspectra.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.molspectra.score.LibraryScoring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Numbers rows and spreads them over partitions in whole chunks of {@link LibraryScoring}, so that
 * each is scored together with the same rows, and to the same last digit, as on one machine.
 */
final class NumberedRows {

  /** Column of the number of a row, from 1. */
  static final String ROW = "row";

  private static final String CHUNK = "molspectra_chunk";

  private NumberedRows() {}

  /**
   * The rows with their numbers before them; partitions, and the rows of each, are in their order.
   *
   * @param partitions at most so many
   * @throws IllegalArgumentException if there is a column of this name already
   */
  static Dataset<Row> of(Dataset<Row> rows, int partitions) {
    StructType before = rows.schema();
    for (String name : before.fieldNames()) {
      if (name.equalsIgnoreCase(ROW)) {
        throw new IllegalArgumentException(
            "the input has a column '%s' already, where numbers of rows are to go: rename or drop it"
                .formatted(name));
      }
    }
    List<StructField> fields = new ArrayList<>();
    fields.add(DataTypes.createStructField(ROW, DataTypes.LongType, false));
    fields.addAll(Arrays.asList(before.fields()));
    return rows.sparkSession()
        .createDataFrame(
            rows.toJavaRDD().zipWithIndex().map(row -> numbered(row._1(), row._2() + 1)),
            DataTypes.createStructType(fields))
        .withColumn(CHUNK, expr("(row - 1) div " + LibraryScoring.SMILES_CHUNK))
        .repartitionByRange(partitions, col(CHUNK))
        .sortWithinPartitions(ROW)
        .drop(CHUNK);
  }

  private static Row numbered(Row row, long number) {
    Object[] cells = new Object[row.size() + 1];
    cells[0] = number;
    for (int i = 0; i < row.size(); i++) {
      cells[i + 1] = row.get(i);
    }
    return RowFactory.create(cells);
  }
}
