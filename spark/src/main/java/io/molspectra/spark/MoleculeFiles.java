package io.molspectra.spark;

import io.molspectra.molecule.SmilesReader;
import io.molspectra.molecule.SmilesRecord;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.input.PortableDataStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Opens files of SMILES and Parquet data sets, wherever Hadoop can read them. */
final class MoleculeFiles {

  /** Column of why a line of a file could not be read; else null. */
  static final String READ_REASON = "molspectra_read_reason";

  /** Column of what is wrong with such a line; else null. */
  static final String READ_MESSAGE = "molspectra_read_message";

  private static final StructType LINE =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("smiles", DataTypes.StringType)
          .add(READ_REASON, DataTypes.StringType)
          .add(READ_MESSAGE, DataTypes.StringType);

  private MoleculeFiles() {}

  /**
   * Opens one input.
   *
   * @param input a file of SMILES (.smi, .smiles, .ism, each also with .gz), else Parquet; a
   *     pattern stands for all files it fits, in the order of their names
   * @throws FileNotFoundException if there is none
   */
  static Dataset<Row> open(SparkSession spark, String input) throws IOException {
    var path = new Path(input);
    FileStatus[] found =
        path.getFileSystem(spark.sparkContext().hadoopConfiguration()).globStatus(path);
    if (found == null || found.length == 0) {
      throw new FileNotFoundException(input + ": there is no such file or folder");
    }
    if (!holdsLines(input)) {
      return spark.read().parquet(input);
    }
    var context = new JavaSparkContext(spark.sparkContext());
    JavaRDD<Row> rows = context.emptyRDD();
    for (FileStatus file : found) {
      rows = rows.union(context.binaryFiles(file.getPath().toString()).flatMap(f -> lines(f._2())));
    }
    return spark.createDataFrame(rows, LINE);
  }

  private static boolean holdsLines(String input) {
    return input.toLowerCase(Locale.ROOT).matches(".*\\.(smi|smiles|ism)(\\.gz)?");
  }

  /** A stream that is left before its end is closed with its task, by the garbage collector. */
  private static Iterator<Row> lines(PortableDataStream file) {
    boolean gzip = file.getPath().toLowerCase(Locale.ROOT).endsWith(".gz");
    var reader = new SmilesReader(file.open(), gzip);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return reader.hasNext();
      }

      @Override
      public Row next() {
        return row(reader.next());
      }
    };
  }

  private static Row row(SmilesRecord line) {
    if (line instanceof SmilesRecord.Read read) {
      return RowFactory.create(read.id(), read.smiles(), null, null);
    }
    SmilesRecord.Rejected bad = (SmilesRecord.Rejected) line;
    return RowFactory.create(
        "", "", bad.reason().name(), "line %d: %s".formatted(bad.line(), bad.message()));
  }
}
