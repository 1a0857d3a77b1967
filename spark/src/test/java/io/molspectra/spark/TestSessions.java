package io.molspectra.spark;

import org.apache.spark.sql.SparkSession;

/** Spark within this JVM, or with executors of their own on this machine. */
final class TestSessions {

  private TestSessions() {}

  /** Two tasks at a time, each tried three times. */
  static SparkSession local() {
    return builder("local[2,3]").getOrCreate();
  }

  static SparkSession.Builder builder(String master) {
    return SparkSession.builder()
        .master(master)
        .appName("tests")
        .config("spark.ui.enabled", false)
        .config("spark.sql.shuffle.partitions", 2)
        .config("spark.sql.warehouse.dir", "target/warehouse");
  }
}
